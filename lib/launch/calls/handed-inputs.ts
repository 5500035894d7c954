import { isList, isObject, type Json, type JsonObject } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { isUnknownInRun } from '../../template/values/intrinsics/run-time';
import type { Template } from '../../template/template';
import { actionName, serviceName } from './action-names';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace, type CarriedResource } from './carried';
import { handedParameters, handedToProgram, NAMES_TYPE } from './handed-parameters';
import { memberOf } from './written-nodes';
import { isTooDeep, JSON_TEXT, parsedJson, readWrittenText, type TextFormat } from './written-text';

/**
 * The members of a request that pass to code or to another definition, by service and action. The started program reads its types from
 * them.
 */
const INPUTS: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['states', ['StartExecution', 'StartSyncExecution'], ['Input']],
      ['lambda', ['Invoke'], ['Payload', 'InputPayload']],
      ['lambda', ['InvokeAsync'], ['InvokeArgs']],
      ['codebuild', ['StartBuild', 'StartBuildBatch'], ['EnvironmentVariablesOverride']],
      ['codepipeline', ['StartPipelineExecution'], ['Variables']],
      ['ecs', ['RunTask'], ['Overrides']],
      ['glue', ['StartJobRun'], ['Arguments']],
      ['eventbridge', ['PutEvents'], ['Entries']],
      // https://docs.aws.amazon.com/proton/latest/APIReference/API_CreateService.html
      ['proton', ['CreateService', 'UpdateService', 'CreateEnvironment', 'UpdateEnvironment', 'UpdateServicePipeline'], ['Spec']],
      ['proton', ['CreateServiceInstance', 'UpdateServiceInstance'], ['Spec']],
      ['proton', ['CreateComponent', 'UpdateComponent'], ['ServiceSpec']],
      ['sqs', ['SendMessage'], ['MessageBody']],
      ['sns', ['Publish'], ['Message']],
      ['emr', ['RunJobFlow', 'CreateCluster'], ['Steps', 'BootstrapActions']],
      ['ssm', ['SendCommand', 'CreateAssociation', 'UpdateAssociation'], ['Parameters']],
      ['batch', ['SubmitJob'], ['ContainerOverrides', 'EcsPropertiesOverride', 'EksPropertiesOverride', 'NodeOverrides', 'Parameters']],
    ] as const
  ).flatMap(([service, actions, members]) => actions.map((action) => [`${service}:${actionName(action)}`, members] as const)),
);

/** Returns the members of a request that are passed on; undefined for a call that passes on nothing. */
export function inputsOf(service: string, action: string): readonly string[] | undefined {
  return INPUTS.get(`${serviceName(service)}:${actionName(action)}`);
}

/** Returns the format of the texts that a service receives. Proton's specifications are YAML. */
export function inputFormat(service: string): TextFormat {
  return serviceName(service) === 'proton' ? { syntax: 'json-or-yaml' } : JSON_TEXT;
}

/** The place of an input, and its case. */
export interface HandedInput {
  readonly title: string;
  readonly at: CarriedPlace;
  readonly when: Assumptions;
  /** @default JSON */
  readonly format?: TextFormat;
}

/**
 * Returns the instance types and images that a call passes on, at any depth, JSON in texts included. A value that only a run knows counts
 * where it is used.
 */
export function handedInput(input: Json | undefined, { title, at, when, format = JSON_TEXT }: HandedInput, template: Template): Carried {
  if (input === undefined) return CARRIES_NOTHING;
  const texts = isWritten(input) ? [{ when, value: input }] : readWrittenText(input, template, when, format);
  return carriedTogether(
    texts.map(({ value, when: inCase }): Carried => {
      if (value === undefined || isTooDeep(value)) return CARRIES_NOTHING;
      const objects = objectsIn(value, at, (node) => readTogether(node, template, inCase));
      const launches = objects.flatMap(({ object, place }) => handedToProgram(title, withoutRunTime(object), place, inCase, template));
      const resources = objects.flatMap(({ object, place }) => commandsIn(object, place));
      return launches.length + resources.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches, resources };
    }),
  );
}

/** Returns the scripts that an object passes on: commands of Systems Manager, words of a container, build specifications. */
export function commandsIn(object: JsonObject, at: CarriedPlace): readonly CarriedResource[] {
  const [commands, command, args, specification] = ['Commands', 'Command', 'Args', 'BuildspecOverride'].map((key) => memberOf(object, key));
  const resources: CarriedResource[] = [];
  if (commands !== undefined) resources.push({ type: 'AWS::SSM::Association', properties: { Parameters: { commands } }, at });
  if (isList(command) || isList(args)) {
    const container = { EntryPoint: isList(command) ? command : [], Command: isList(args) ? args : [] };
    resources.push({ type: 'AWS::ECS::TaskDefinition', properties: { ContainerDefinitions: [container] }, at });
  }
  if (specification !== undefined)
    resources.push({ type: 'AWS::CodeBuild::Project', properties: { Source: { BuildSpec: specification } }, at });
  return resources;
}

/** Returns the members of a request outside the table that have names of types. */
export function namedTypesOf(request: Json | undefined, { title, at, when }: HandedInput): Carried {
  if (request === undefined || isTooDeep(request)) return CARRIES_NOTHING;
  const launches = objectsIn(request, at).flatMap(({ object, place }) => {
    const named = Object.entries(object).filter(([name]) => NAMES_TYPE.test(name));
    return named.length === 0 ? [] : handedParameters(title, Object.fromEntries(named), place, when);
  });
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}

function isWritten(input: Json): boolean {
  return (isObject(input) || isList(input)) && intrinsicName(input) === undefined;
}

interface PlacedObject {
  readonly object: JsonObject;
  readonly place: CarriedPlace;
}

/** Functions that combine texts or select one of two. */
const GIVES_TEXT: ReadonlySet<string> = new Set(['Fn::Join', 'Fn::Sub', 'Fn::ToJsonString', 'Fn::If']);

/** Reads a function within an input. Its text may be JSON. */
function readTogether(node: Json, template: Template, when: Assumptions): readonly Json[] {
  if (!GIVES_TEXT.has(intrinsicName(node) ?? '')) return [];
  return readWrittenText(node, template, when, JSON_TEXT).flatMap(({ value }) => (isObject(value) || isList(value) ? [value] : []));
}

/**
 * Finds every object in a document. A pair of a name and a value becomes an object with that name.
 *
 * @param together reads a function of the template
 */
function objectsIn(document: Json, at: CarriedPlace, together: (node: Json) => readonly Json[] = () => []): readonly PlacedObject[] {
  const found: PlacedObject[] = [];
  const pending: { node: Json; path: string }[] = [{ node: document, path: at.path }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path } = next;
    if (intrinsicName(node) !== undefined) {
      const read = together(node).filter((each) => !isTooDeep(each));
      pending.push(...read.map((each) => ({ node: each, path })).reverse());
      continue;
    }
    const text = typeof node === 'string' ? jsonIn(node) : undefined;
    if (text !== undefined) pending.push({ node: text, path });
    if (!isObject(node) && !isList(node)) continue;
    if (isObject(node)) found.push({ object: pairOf(node) ?? node, place: { ...at, path } });
    const inner = Object.entries(node).map(([key, item]) => ({ node: item, path: `${path}/${key}` }));
    pending.push(...inner.reverse());
  }
  return found;
}

function pairOf(node: JsonObject): JsonObject | undefined {
  const name = memberOf(node, 'Name') ?? memberOf(node, 'Key');
  const value = memberOf(node, 'Value') ?? memberOf(node, 'Values');
  return typeof name === 'string' && value !== undefined ? { [name]: value } : undefined;
}

/** Reads a text as JSON: an input within an input. */
function jsonIn(text: string): Json | undefined {
  return /^\s*[{[]/.test(text) ? parsedJson(text) : undefined;
}

function withoutRunTime(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isUnknownInRun(value)));
}
