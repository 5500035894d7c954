import { isList, isObject, member, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { scalarText } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { CARRIES_NOTHING, type Carried, type Undecided } from './carried';
import { givenTypes, mayGiveTypes } from './given-types';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';

/** Where resources give settings to programs: variables as an object or a list of names and values, and texts. */
const SETTINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Lambda::Function', ['Environment.Variables']],
  ['AWS::Serverless::Function', ['Environment.Variables']],
  ['AWS::CodeBuild::Project', ['Environment.EnvironmentVariables']],
  ['AWS::ECS::TaskDefinition', ['ContainerDefinitions.[].Environment']],
  ['AWS::Batch::JobDefinition', ['ContainerProperties.Environment']],
  ['AWS::AppConfig::HostedConfigurationVersion', ['Content']],
  ['AWS::SSM::Parameter', ['Value']],
]);

/** Reads the settings that a resource gives to programs: a Xen type among them may be launched. */
export function givenSettings(resource: Resource, template: Template): Carried {
  const { type } = resource;
  const paths = SETTINGS.get(type);
  const properties = member(resource.body, 'Properties');
  if (paths === undefined) return isOwn(type) && properties !== undefined ? textsWithin(resource, properties) : CARRIES_NOTHING;
  const found = paths.flatMap((path) => writtenNodes(resource, template, path)).flatMap((written) => settingsIn(written));
  return undecidedOf(
    found.flatMap(({ name, node, path, pointer, when }) =>
      textsOf(node, template, when).flatMap((text) => given(name === '' ? text : `${name}=${text}`, { path, pointer }, resource)),
    ),
  );
}

function isOwn(type: string): boolean {
  return !type.startsWith('AWS::') && !type.startsWith('Custom::AWS') && !type.startsWith('AWSQS::');
}

function undecidedOf(undecided: readonly Undecided[]): Carried {
  return undecided.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, undecided };
}

function given(text: string, at: Undecided['at'], resource: Resource): readonly Undecided[] {
  const types = givenTypes(text);
  return types.length === 0 ? [] : [{ kind: 'programType', at, resource, what: `'${resource.logicalId}'`, reason: '', given: types }];
}

interface Setting extends Omit<WrittenNode, 'holder'> {
  readonly name: string;
}

function settingsIn({ node, path, pointer, when }: WrittenNode): readonly Setting[] {
  if (isList(node)) {
    return node.map((item, index): Setting => {
      const name = scalarText(memberOf(item, 'Name') ?? null);
      const at = { path: `${path}/${String(index)}`, pointer: [...pointer, index], when };
      return { ...at, name: name ?? '', node: (name === undefined ? undefined : memberOf(item, 'Value')) ?? item };
    });
  }
  if (!isObject(node) || intrinsicName(node) !== undefined) return [{ name: '', node, path, pointer, when }];
  return Object.entries(node).map(([name, item]) => ({ name, node: item, path: `${path}/${name}`, pointer: [...pointer, name], when }));
}

/** Reads the texts among the properties of a resource type of one's own, such as a configuration. */
function textsWithin(resource: Resource, properties: Json): Carried {
  const found: Undecided[] = [];
  const start = { node: properties, path: 'Properties', pointer: [...resource.pointer, 'Properties'] };
  const pending: (typeof start)[] = [start];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path, pointer } = next;
    if (typeof node === 'string' && mayGiveTypes(node)) found.push(...given(node, { path, pointer }, resource));
    if (!isObject(node) && !isList(node)) continue;
    // A boot script is a launch site where the policy declares it, and reported as such where it does not.
    const inner = Object.entries(node).filter(([key]) => !/user_?data/i.test(key));
    for (const [key, item] of inner) pending.push({ node: item, path: `${path}/${key}`, pointer: [...pointer, key] });
  }
  return undecidedOf(found);
}
