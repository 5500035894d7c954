import { HOLE } from '../../base/hole';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried } from './carried';
import { textsOf, writtenNodes } from './written-nodes';

/** The name of a template in the CDK's assembly: a hash. The template is checked there. */
const ASSET = /[0-9a-f]{64}\.(?:json|template)/;
/** The number of characters of a URL that a message quotes. */
const LONGEST = 160;

/** Resource types that deploy templates from a repository, with the property that names the repository. */
const FROM_REPOSITORY: ReadonlyMap<string, string> = new Map([
  ['AWS::ServiceCatalog::CloudFormationProduct', 'SourceConnection'],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync.html
  ['AWS::CodeStarConnections::SyncConfiguration', 'ResourceName'],
]);

export const REPOSITORY_TYPES: readonly string[] = [...FROM_REPOSITORY.keys()];

/** Reads a resource that deploys a template from a repository. */
export function repositoryTemplates(resource: Resource, template: Template): Carried {
  const undecided = writtenNodes(resource, template, FROM_REPOSITORY.get(resource.type) ?? '').map(({ path, pointer }) => {
    const what = `'${resource.logicalId}'`;
    return { kind: 'calledTemplate', at: { path, pointer }, resource, what, reason: 'it is in a repository' } as const;
  });
  return undecided.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, undecided };
}

/** Reads the versions of a Service Catalog product. Their templates are at a URL, and launch when the product is provisioned. */
export function productTemplates(resource: Resource, template: Template): Carried {
  const undecided = writtenNodes(resource, template, 'ProvisioningArtifactParameters.[].Info.LoadTemplateFromURL').flatMap(
    ({ node, path, pointer, when }) => {
      const urls = textsOf(node, template, when).filter((url) => !ASSET.test(url));
      if (urls.length === 0) return [];
      const shown = urls.map((url) => url.replaceAll(HOLE, '...').slice(0, LONGEST));
      const what = `product '${resource.logicalId}' (${shown.join(', ')})`;
      const reason = 'it is not in the checked templates';
      return [{ kind: 'calledTemplate', at: { path, pointer }, resource, what, reason, values: shown } as const];
    },
  );
  return undecided.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, undecided };
}
