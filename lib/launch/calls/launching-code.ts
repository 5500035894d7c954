import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { actionName, serviceName } from './action-names';
import { apiCalls, deploysTemplate } from './api-calls';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace, type Undecided } from './carried';
import { givenTypes } from './given-types';
import { textsOf, writtenNodes } from './written-nodes';

/** The properties that hold code as text. */
const CODE: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Lambda::Function', ['Code.ZipFile']],
  ['AWS::Serverless::Function', ['InlineCode']],
  ['AWS::Synthetics::Canary', ['Code.Script']],
  ['AWS::CodeBuild::Project', ['Source.BuildSpec', 'SecondarySources.[].BuildSpec']],
]);

export const CODE_TYPES: readonly string[] = [...CODE.keys()];

/** Reads the code that a resource holds as text: not what it does, only whether it names an action that launches. */
export function codeCalls(resource: Resource, template: Template): Carried {
  const nodes = (CODE.get(resource.type) ?? []).flatMap((path) => writtenNodes(resource, template, path));
  return carriedTogether(
    nodes.map(({ node, path, pointer, when }) => {
      const texts = textsOf(node, template, when);
      const code =
        texts.length > 0 && !texts.every((text) => text === '') ? texts.join('\n') : JSON.stringify(node).replaceAll('\\n', '\n');
      return launchingCode(code, { path, pointer }, resource);
    }),
  );
}

/** Services by the actions that launch EC2 capacity. */
const LAUNCHING: ReadonlyMap<string, ReadonlySet<string>> = servicesByAction();

/** Actions that only one service has under a name like that: no other word is needed. */
const UNMISTAKABLE: ReadonlySet<string> = new Set(
  [
    'RunInstances',
    'RequestSpotInstances',
    'RequestSpotFleet',
    'CreateFleet',
    'RunScheduledInstances',
    'CreateLaunchTemplate',
    'CreateLaunchTemplateVersion',
    'CreateAutoScalingGroup',
    'CreateLaunchConfiguration',
    'CreateCapacityReservation',
    'AllocateHosts',
    'RunJobFlow',
    'CreateComputeEnvironment',
    'CreateNodegroup',
  ].map(actionName),
);

function servicesByAction(): ReadonlyMap<string, ReadonlySet<string>> {
  const services = new Map<string, Set<string>>();
  for (const { service, action, definition } of apiCalls) {
    if (definition.launches === false) continue;
    const name = actionName(action);
    services.set(name, (services.get(name) ?? new Set<string>()).add(service));
  }
  return services;
}

/** Changes the type of an instance, or something else of it. */
const CHANGES_TYPE = actionName('ModifyInstanceAttribute');

const COMMENT_LINE = /^\s*(?:#|\/\/|\*|\/\*).*$/gm;
/** A word, unless it follows a colon: `ec2:RunInstances` is a permission. */
const WORD = /(?<![:\w-])[A-Za-z@][\w/-]*/g;

/** Returns the words of code that are actions which launch, in any spelling of the SDKs and of the command line. Errs towards finding some. */
export function launchingWords(code: string): readonly string[] {
  if (!mayNameAction(code)) return [];
  const words = new Set(code.replace(COMMENT_LINE, '').match(WORD) ?? []);
  const services = new Set([...words].map((word) => serviceName(word)));
  return [...words].filter((word) => {
    const name = actionName(word);
    if (services.has('cloudformation') && deploysTemplate('cloudformation', word)) return true;
    if (name === CHANGES_TYPE) return words.has('InstanceType') || words.has('instanceType') || words.has('instance-type');
    const owners = LAUNCHING.get(name);
    if (owners === undefined) return false;
    return UNMISTAKABLE.has(name) || [...owners].some((owner) => services.has(owner));
  });
}

const ANY_ACTION = new RegExp([...LAUNCHING.keys(), CHANGES_TYPE, 'createstack', 'updatestack', 'createchangeset'].join('|'));

/** Whether a text may name an action that launches, by a cheap look. Errs towards yes. */
export function mayNameAction(text: string): boolean {
  return ANY_ACTION.test(text.toLowerCase().replace(/[-_]/g, ''));
}

/** Reads code: the actions that it names, and the types that it gives to programs. */
export function launchingCode(code: string, at: CarriedPlace, resource: Resource): Carried {
  const called = launchingWords(code);
  const given = givenTypes(code);
  const reason = 'what code launches is not read';
  const what = called.map((word) => `'${word}'`).join(', ');
  if (called.length === 0 && given.length === 0) return CARRIES_NOTHING;
  const undecided: Undecided =
    called.length > 0
      ? { kind: 'launchingCode', at, resource, what, reason, values: called, given }
      : { kind: 'programType', at, resource, what: 'the code', reason, given };
  return { ...CARRIES_NOTHING, undecided: [undecided] };
}
