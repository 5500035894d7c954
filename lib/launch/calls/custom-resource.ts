import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';
import { isTooDeep, JSON_TEXT, readWrittenText } from './written-text';

/** The default type of the CDK's `AwsCustomResource`. Its prop `resourceType` replaces it. */
export const AWS_CUSTOM_RESOURCE = 'Custom::AWS';

/** The custom resources of the CDK, by the beginnings of their types. Their content is read elsewhere, or launches nothing. */
export const CDK_TYPES: ReadonlySet<string> = new Set([
  AWS_CUSTOM_RESOURCE,
  ...[
    'EKS-Cluster',
    'EKS-FargateProfile',
    'EKS-HelmChart',
    'EKS-KubernetesObjectValue',
    'EKS-KubernetesPatch',
    'EKS-KubernetesResource',
  ].map((name) => `Custom::AWSCDK-${name}`),
  ...['CfnJson', 'CfnJsonStringify', 'OpenIdConnectProvider'].map((name) => `Custom::AWSCDK${name}`),
]);

const EVENTS = ['Create', 'Update', 'Delete'] as const;

/** Reads the calls of the CDK's `AwsCustomResource`: JSON text with a service, an action and parameters. */
export function customResourceCalls(resource: Resource, template: Template): Carried {
  const seen = new Set<string>();
  return carriedTogether(
    EVENTS.flatMap((event) =>
      writtenNodes(resource, template, event).map((written) => {
        const text = isTooDeep(written.node) ? event : JSON.stringify(written.node);
        if (resource.type !== AWS_CUSTOM_RESOURCE && !maySpellCall(text)) return CARRIES_NOTHING;
        // The construct uses `onUpdate` for `onCreate` too: one call, one finding.
        if (seen.has(text)) return CARRIES_NOTHING;
        seen.add(text);
        return callIn(written, resource, template);
      }),
    ),
  );
}

/** Tells whether a property of another custom resource holds a call in the form of `AwsCustomResource`. */
function maySpellCall(written: string): boolean {
  const text = written.replace(/\\+u(00[2-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return text.includes('service') && text.includes('action') && /\\*"(?:service|action)\\*"/.test(text);
}

function callIn({ node, path, pointer, when }: WrittenNode, resource: Resource, template: Template): Carried {
  const texts = readWrittenText(node, template, when, JSON_TEXT);
  return carriedTogether(
    texts.map((text): Carried => {
      const { value, problem } = text;
      const service = memberOf(value, 'Service');
      const action = memberOf(value, 'Action');
      if (value === undefined || (service === undefined && action === undefined)) {
        const reason = problem ?? 'it names neither a service nor an action';
        const what = 'the call of the custom resource';
        return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at: { path, pointer }, resource, what, reason }] };
      }
      return launchedByCall(
        {
          services: textsOf(service, template, text.when),
          actions: textsOf(action, template, text.when),
          request: memberOf(value, 'Parameters'),
          at: { path: `${path}/parameters`, pointer },
          when: text.when,
        },
        resource,
        template,
      );
    }),
  );
}
