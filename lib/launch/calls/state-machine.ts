import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { handedInput } from './handed-inputs';
import { launchedByHttp, membersOf as requestMembers } from './http-requests';
import { launchingWords } from './launching-code';
import { macroWithin } from './macro-places';
import { namesResource } from './named-resources';
import { objectsWithin } from './objects-within';
import { READS_LIKE_LAUNCH } from './request-shape';
import { stateRequest } from './run-values';
import { jsonataIn, jsonataValue, pathValue } from './state-expressions';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';
import { readWrittenText, withMarkers, type TextFormat } from './written-text';

/** The properties with a definition: as a text or an object. */
const DEFINITIONS = ['DefinitionString', 'Definition'];
/** The properties that name a definition in another place. */
const ELSEWHERE = ['DefinitionS3Location', 'DefinitionUri'];

/** `${name}`: DefinitionSubstitutions set its value. */
const SUBSTITUTION = /\$\{([^${}]+)\}/g;

/** Reads the tasks of a Step Functions state machine, at any depth of nested states. */
export function stateMachineCalls(resource: Resource, template: Template): Carried {
  const here = DEFINITIONS.flatMap((path) => writtenNodes(resource, template, path));
  const elsewhere = ELSEWHERE.flatMap((path) => writtenNodes(resource, template, path)).filter(
    // If a macro fills in the properties, it fills in each of them. One finding is enough.
    ({ node, path, when }) => (here.length === 0 || path !== 'Properties') && isGiven(node, template, when),
  );
  return carriedTogether([
    ...here.map((node) => callsIn(node, resource, template)),
    ...elsewhere.map(({ path, pointer }) => unreadable({ path, pointer }, 'it is in a file that is not checked', resource)),
  ]);
}

function isGiven(node: Json, template: Template, when: Assumptions): boolean {
  return template.evaluator.evaluate(node, undefined, when).some(({ kind }) => kind !== 'absent');
}

function unreadable(at: CarriedPlace, reason: string, resource: Resource): Carried {
  const what = `the definition of the state machine '${resource.logicalId}'`;
  return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason }] };
}

function callsIn({ node, path, pointer, when }: WrittenNode, resource: Resource, template: Template): Carried {
  const marker = substitutions(resource, template, when);
  const format: TextFormat = { syntax: 'json-or-yaml', ...(marker === undefined ? {} : { marker }) };
  const texts = readWrittenText(node, template, when, format);
  return carriedTogether(
    texts.map((text) => {
      const { value } = text;
      if (!isObject(value)) return unreadable({ path, pointer }, text.problem ?? 'it is not an object', resource);
      const definition = marker === undefined ? value : withMarkers(value, marker);
      const isFilledIn = macroWithin(value) !== undefined;
      return carriedTogether([
        isFilledIn ? unreadable({ path, pointer }, "'Fn::Transform' fills in a part of it at deployment", resource) : CARRIES_NOTHING,
        ...tasksIn(definition, path).map((task) => launchedByTask(task, { path: task.path, pointer }, text.when, resource, template)),
        ...valuesIn(definition, path).map(({ value: written, path: place }) =>
          handedInput(stateRequest(written), { title: 'the state', at: { path: place, pointer }, when: text.when }, template),
        ),
      ]);
    }),
  );
}

function substitutions(resource: Resource, template: Template, when: Assumptions): TextFormat['marker'] {
  const [written] = writtenNodes(resource, template, 'DefinitionSubstitutions');
  if (written === undefined) return undefined;
  const [outcome] = template.evaluator.evaluate(written.node, written.pointer, when);
  const values = outcome?.kind === 'known' && isObject(outcome.value) ? outcome.value : undefined;
  const reason = 'DefinitionSubstitutions are known only at deployment';
  return { pattern: SUBSTITUTION, value: (name) => (values === undefined ? runTimeValue([], reason) : member(values, name)) };
}

interface Task {
  readonly state: JsonObject;
  readonly path: string;
}

/** Finds every task, branches, maps and iterators included. */
function tasksIn(definition: Json, path: string): readonly Task[] {
  const isTask = (node: JsonObject): boolean => member(node, 'Type') === 'Task' && member(node, 'Resource') !== undefined;
  return objectsWithin(definition, path, isTask).map(({ node, path: at }) => ({ state: node, path: at }));
}

/** The members with the output of a state. */
const HANDED = ['Result', 'ResultSelector', 'Parameters', 'Assign', 'Output', 'ItemSelector', 'ItemBatcher', 'Items'];
/** The members with the transitions from a state. They may set values; the values that they compare are not passed on. */
const TRANSITIONS = ['Catch', 'Choices'];

interface StateValue {
  readonly value: Json;
  readonly path: string;
}

/** Finds the values that states pass on themselves, and the variables that they set. */
function valuesIn(definition: Json, path: string): readonly StateValue[] {
  const isState = (node: JsonObject): boolean => STATES.has(member(node, 'Type') ?? null);
  return objectsWithin(definition, path, isState, () => true).flatMap(({ node, path: at }) => [
    // The request of a task is read with its call.
    ...membersOf(node, at, member(node, 'Type') === 'Task' ? HANDED.filter((key) => key !== 'Parameters') : HANDED),
    ...membersOf(node, at, TRANSITIONS).flatMap(({ value, path: place }) =>
      (isList(value) ? value : []).flatMap((transition, index) =>
        isObject(transition) ? membersOf(transition, `${place}/${String(index)}`, ['Assign', 'Output']) : [],
      ),
    ),
  ]);
}

function membersOf(node: JsonObject, path: string, keys: readonly string[]): readonly StateValue[] {
  return keys.flatMap((key) => {
    const value = member(node, key);
    return value === undefined ? [] : [{ value, path: `${path}/${key}` }];
  });
}

const STATES: ReadonlySet<Json> = new Set(['Task', 'Pass', 'Map', 'Parallel', 'Wait', 'Choice']);

/** `arn:aws:states:::aws-sdk:ec2:runInstances.waitForTaskToken`, `arn:aws:states:::elasticmapreduce:createCluster.sync:2`. */
const INTEGRATION = /:states:[^:]*:[^:]*:(?:aws-sdk:)?([^:]+):([^.:]+)/;

/** A function, or an activity whose workers receive the request: `arn:aws:lambda:us-east-1:123456789012:function:start`. */
const HANDS_ON = /:lambda:[^:]*:[^:]*:function:|:states:[^:]*:[^:]*:activity:/;

function launchedByTask({ state, path }: Task, at: CarriedPlace, when: Assumptions, resource: Resource, template: Template): Carried {
  const [key, written] = requestIn(state);
  const request = written === undefined ? runTimeValue([], 'it is the input of the state') : stateRequest(written);
  return carriedTogether(
    textsOf(member(state, 'Resource'), template, when).map((text): Carried => {
      const place = { ...at, path: `${path}/${key}` };
      if (HTTP_TASK.test(text)) return sentByTask(state, place, when, resource, template);
      const [, service, action] = INTEGRATION.exec(text) ?? [];
      if (service !== undefined && action !== undefined)
        return launchedByCall({ services: [service], actions: [action], request, at: place, when }, resource, template);
      const isResource = text === HOLE && namesResource(member(state, 'Resource') ?? null, template, when);
      if (HANDS_ON.test(text) || isResource) return handedInput(request, { title: 'the task', at: place, when }, template);
      if (!text.includes(HOLE) || written === undefined || !READS_LIKE_LAUNCH.test(JSON.stringify(written))) return CARRIES_NOTHING;
      const reason = 'the service that it calls is known only at deployment';
      const what = `the task at ${path}`;
      return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at: place, resource, what, reason }] };
    }),
  );
}

/** `arn:aws:states:::http:invoke`. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
const HTTP_TASK = /:states:[^:]*:[^:]*:http:invoke/;

function sentByTask(state: JsonObject, at: CarriedPlace, when: Assumptions, resource: Resource, template: Template): Carried {
  const [, written] = requestIn(state);
  const request = written === undefined ? undefined : stateRequest(written);
  const members = requestMembers(['QueryParameters', 'Headers', 'RequestBody'].map((key) => memberOf(request, key)));
  const [method = ''] = textsOf(memberOf(request, 'Method'), template, when);
  return carriedTogether(
    endpointsOf(written, template, when).map((url): Carried => {
      if (!url.startsWith(HOLE)) return launchedByHttp({ url, method: method.toUpperCase(), members, at, when }, resource, template);
      const names = Object.keys(members ?? {}).map((name) => `"${name}":`);
      const mayLaunch = READS_LIKE_LAUNCH.test(names.join()) || launchingWords(JSON.stringify(members ?? {})).length > 0;
      if (!mayLaunch) return CARRIES_NOTHING;
      const reason = 'the endpoint that it calls is known only in a run of the state machine';
      return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what: 'the HTTP request of a task', reason }] };
    }),
  );
}

/** Returns the endpoints that a task may call. `HOLE` stands for a part that only a run knows. */
function endpointsOf(request: Json | undefined, template: Template, when: Assumptions): readonly string[] {
  const inRun = textsOf(memberOf(request, 'ApiEndpoint.$'), template, when).map((text) => pathValue(text));
  const written = textsOf(memberOf(request, 'ApiEndpoint'), template, when).map((text) => {
    const expression = jsonataIn(text);
    return expression === undefined ? text : jsonataValue(expression);
  });
  const all = [...inRun, ...written];
  return all.length === 0 ? [HOLE] : all.map((each) => (typeof each === 'string' ? each : HOLE));
}

function requestIn(state: JsonObject): readonly [key: string, written: Json | undefined] {
  for (const key of ['Parameters', 'Arguments']) {
    const written = member(state, key);
    if (written !== undefined) return [key, written];
  }
  return ['Parameters', undefined];
}
