import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { scalarText } from '../../template/values/outcome';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { handedInput } from './handed-inputs';
import { objectsWithin } from './objects-within';
import { memberOf, writtenNodes } from './written-nodes';
import { JSON_TEXT, readWrittenText } from './written-text';

/** The calls of a pipeline's steps. https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/ */
const STEPS: ReadonlyMap<string, readonly [service: string, action: string, request: string]> = new Map([
  ['Training', ['sagemaker', 'CreateTrainingJob', 'Arguments']],
  ['Processing', ['sagemaker', 'CreateProcessingJob', 'Arguments']],
  ['QualityCheck', ['sagemaker', 'CreateProcessingJob', 'Arguments']],
  ['ClarifyCheck', ['sagemaker', 'CreateProcessingJob', 'Arguments']],
  ['Transform', ['sagemaker', 'CreateTransformJob', 'Arguments']],
  ['Tuning', ['sagemaker', 'CreateHyperParameterTuningJob', 'Arguments']],
  ['EMR', ['emr', 'RunJobFlow', 'ClusterConfig']],
]);

const BODY = 'PipelineDefinition.PipelineDefinitionBody';
const FILE = 'PipelineDefinition.PipelineDefinitionS3Location';

/** Reads the jobs and clusters that a SageMaker pipeline starts. */
export function learningPipelineCalls(resource: Resource, template: Template): Carried {
  const here = writtenNodes(resource, template, BODY);
  const elsewhere = here.length > 0 ? [] : writtenNodes(resource, template, FILE);
  return carriedTogether([
    ...here.flatMap(({ node, path, pointer, when }) =>
      readWrittenText(node, template, when, JSON_TEXT).map(({ value, problem, when: inCase }) => {
        const at = { path, pointer };
        return isObject(value)
          ? callsIn(value, at, inCase, resource, template)
          : unreadable(at, problem ?? 'it is not an object', resource);
      }),
    ),
    ...elsewhere.map(({ path, pointer }) => unreadable({ path, pointer }, 'it is in a file that is not checked', resource)),
  ]);
}

function unreadable(at: CarriedPlace, reason: string, resource: Resource): Carried {
  const what = `the definition of the pipeline '${resource.logicalId}'`;
  return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason }] };
}

function callsIn(definition: JsonObject, at: CarriedPlace, when: Assumptions, resource: Resource, template: Template): Carried {
  const parameters = parametersOf(definition);
  const isStep = (node: JsonObject): boolean => typeof member(node, 'Type') === 'string' && isObject(member(node, 'Arguments') ?? null);
  const typeOf = (node: JsonObject): string => scalarText(member(node, 'Type') ?? null) ?? '';
  const mayHoldMore = (node: JsonObject): boolean => !STEPS.has(typeOf(node));
  return carriedTogether(
    objectsWithin(definition, at.path, isStep, mayHoldMore).map(({ node, path }) => {
      const [service, action, key] = STEPS.get(typeOf(node)) ?? [];
      const place = { ...at, path: `${path}/Arguments` };
      const written = decided(member(node, 'Arguments') ?? null, parameters);
      if (service === undefined || action === undefined) return handedInput(written, { title: 'the step', at: place, when }, template);
      const request = key === 'Arguments' ? written : memberOf(written, key ?? '');
      return launchedByCall({ services: [service], actions: [action], request, at: place, when }, resource, template);
    }),
  );
}

/** Returns the parameters of a pipeline. A run may replace the default by one of the listed values, or by any value. */
function parametersOf(definition: JsonObject): ReadonlyMap<string, Json> {
  const written = member(definition, 'Parameters');
  return new Map(
    (isList(written) ? written : []).flatMap((each): [string, Json][] => {
      const name = memberOf(each, 'Name');
      const value = memberOf(each, 'DefaultValue');
      const values = memberOf(each, 'EnumValues');
      const all = isList(values) ? values : value === undefined ? [] : [value];
      const reason = isList(values) ? undefined : 'it is known in a run of the pipeline only';
      return typeof name === 'string' ? [[`Parameters.${name}`, runTimeValue(all, reason)]] : [];
    }),
  );
}

/** Replaces the functions of the pipeline: `{ "Get": "Parameters.Type" }`, `{ "Std:Join": ... }`. */
function decided(value: Json, parameters: ReadonlyMap<string, Json>): Json {
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map((item) => decided(item, parameters));
  if (!isObject(value)) return value;
  const got = member(value, 'Get');
  const isComputed = got !== undefined || Object.keys(value).some((key) => key.startsWith('Std:'));
  if (isComputed) return parameters.get(scalarText(got ?? null) ?? '') ?? runTimeValue([], 'it is known in a run of the pipeline only');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decided(item, parameters)]));
}
