import { HOLE } from '../../base/hole';
import { isObject, type Json, type JsonObject } from '../../base/json/json';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { handedInput } from './handed-inputs';
import { handedParameters } from './handed-parameters';
import { namesResource } from './named-resources';
import { READS_LIKE_LAUNCH } from './request-shape';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';
import { readWrittenText, type TextFormat } from './written-text';

/** The member with the target of a resource. The other members, in the same object, hold the request to it. */
interface Target {
  readonly arn: string;
  readonly request: readonly (readonly string[])[];
}

const TARGETS: ReadonlyMap<string, Target> = new Map([
  ['AWS::Scheduler::Schedule', { arn: 'Target.Arn', request: [['Input']] }],
  ['AWS::Pipes::Pipe', { arn: 'Target', request: [['TargetParameters', 'InputTemplate']] }],
  ['AWS::Events::Rule', { arn: 'Targets.[].Arn', request: [['Input'], ['InputTransformer', 'InputTemplate']] }],
]);

export const TARGET_TYPES: readonly string[] = [...TARGETS.keys()];

/**
 * A universal target: `arn:aws:scheduler:::aws-sdk:ec2:runInstances`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
const UNIVERSAL = /:aws-sdk:([^:]+):([^.:]+)/;

/** `<aws.scheduler.scheduled-time>`, `<$.body.type>`. */
const FORMAT: TextFormat = {
  syntax: 'json',
  marker: { pattern: /<([\w.$[\]*'-]+)>/g, value: (name) => runTimeValue([], `'<${name}>' is known only when the target is called`) },
};

/** Reads the call of a schedule, pipe or rule with a universal target. */
export function targetCalls(resource: Resource, template: Template): Carried {
  const target = TARGETS.get(resource.type);
  if (target === undefined) return CARRIES_NOTHING;
  return carriedTogether(
    writtenNodes(resource, template, target.arn).flatMap((arn) => [callOf(arn, target, resource, template), parametersOf(arn, template)]),
  );
}

/** Members that pass on more than the input: overrides of containers, variables, parameters of a pipeline. */
const PARAMETERS = [
  'TargetParameters',
  'EnrichmentParameters',
  'EcsParameters',
  'BatchParameters',
  'SageMakerPipelineParameters',
  'HttpParameters',
];

function parametersOf({ holder, path, pointer, when }: WrittenNode, template: Template): Carried {
  const outer = path.slice(0, path.lastIndexOf('/'));
  return carriedTogether(
    PARAMETERS.flatMap((key) => {
      const written = memberOf(holder, key);
      if (written === undefined) return [];
      const at = { path: `${outer}/${key}`, pointer: [...pointer.slice(0, -1), key] };
      const { InputTemplate: input, ...others } = isObject(written) ? (written as JsonObject & { readonly InputTemplate?: Json }) : {};
      const title = 'the target';
      // The input of the target itself is read with the target.
      const texts = input === undefined || key === 'TargetParameters' ? [] : readWrittenText(input, template, when, FORMAT);
      return [
        handedInput(isObject(written) ? others : written, { title, at, when }, template),
        ...texts.map((read) =>
          handedInput(read.value, { title, at: { ...at, path: `${at.path}/InputTemplate` }, when: read.when }, template),
        ),
      ];
    }),
  );
}

function callOf(arn: WrittenNode, { arn: names, request }: Target, resource: Resource, template: Template): Carried {
  const name = names.split('.').pop() ?? names;
  const { node, path, pointer, when, holder } = arn;
  if (!path.endsWith(name)) return unreadableTarget(arn, 'it is known at deployment only', resource);
  return carriedTogether(
    textsOf(node, template, when).map((text): Carried => {
      const [, service, action] = UNIVERSAL.exec(text) ?? [];
      const keys = request.find((each) => inside(holder, each) !== undefined);
      const written = keys === undefined ? undefined : inside(holder, keys);
      if (service === undefined || action === undefined) return otherTarget(text, written, arn, resource, template);
      const outer = { path: path.slice(0, path.lastIndexOf('/')), pointer: pointer.slice(0, -1) };
      const at = keys === undefined ? outer : { path: [outer.path, ...keys].join('/'), pointer: [...outer.pointer, ...keys] };
      const call = { services: [service], actions: [action], at };
      if (written === undefined) return launchedByCall({ ...call, request: {}, when }, resource, template);
      return carriedTogether(
        readWrittenText(written, template, when, FORMAT).map((read) =>
          launchedByCall({ ...call, request: read.value ?? runTimeValue([], read.problem), when: read.when }, resource, template),
        ),
      );
    }),
  );
}

/** `arn:aws:ssm:us-east-1::automation-definition/AWS-ResizeInstance:$DEFAULT`: its input is the automation's parameters. */
const AUTOMATION = ':automation-definition/';

function otherTarget(text: string, written: Json | undefined, arn: WrittenNode, resource: Resource, template: Template): Carried {
  const { path, pointer, when } = arn;
  if (text.includes(AUTOMATION) && written !== undefined) {
    const launches = readWrittenText(written, template, when, FORMAT).flatMap((read) =>
      isObject(read.value) ? handedParameters('ssm:StartAutomationExecution', read.value, { path, pointer }, read.when, template) : [],
    );
    return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
  }
  const handed = written === undefined ? [] : readWrittenText(written, template, when, FORMAT);
  const launches = handed.map((read) => handedInput(read.value, { title: 'the target', at: { path, pointer }, when: read.when }, template));
  const mayLaunch = text.includes('aws-sdk') || READS_LIKE_LAUNCH.test(JSON.stringify(written ?? null).replaceAll('\\"', '"'));
  if (!text.includes(HOLE) || !mayLaunch || namesResource(arn.node, template, when)) return carriedTogether(launches);
  return unreadableTarget(arn, 'the service or the action that it calls is known at deployment only', resource);
}

function unreadableTarget({ path, pointer }: WrittenNode, reason: string, resource: Resource): Carried {
  return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at: { path, pointer }, resource, what: 'the target', reason }] };
}

function inside(holder: Json, keys: readonly string[]): Json | undefined {
  let node: Json | undefined = holder;
  for (const key of keys) node = memberOf(node, key);
  return node;
}
