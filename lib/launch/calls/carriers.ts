import { rememberedByText } from '../../base/remembered';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { apiGatewayCalls } from './api-gateway';
import { automationCalls } from './automation-document';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { customResourceCalls } from './custom-resource';
import { givenSettings, takesSettings } from './given-settings';
import { HANDING_TYPES, handedProperties, PACK_TYPES, packTemplates } from './handed-properties';
import { ENDPOINT_TYPES, endpointCalls } from './http-endpoints';
import {
  ADDON,
  addonLaunches,
  APPLIED_TYPES,
  appliedLaunches,
  chartLaunches,
  HELM_CHART,
  KUBERNETES_RESOURCE,
  manifestLaunches,
} from './manifests';
import { OPEN_API_TYPES, openApiCalls } from './open-api';
import { learningPipelineCalls } from './learning-pipelines';
import { pipelineLaunches } from './pipeline-actions';
import { productTemplates, REPOSITORY_TYPES, repositoryTemplates } from './products';
import { SCRIPT_TYPES, scriptCalls } from './scripts/script-carriers';
import { eventInputs } from './serverless-events';
import { stackSetTemplates } from './stack-sets';
import { stateMachineCalls } from './state-machine';
import { TARGET_TYPES, targetCalls } from './targets';
import { unfollowedParameters } from './unfollowed-parameters';

type Carrier = (resource: Resource, template: Template) => Carried;

/** The resource types that carry calls, code or templates in their properties, each with its reader. */
export const CARRIERS: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  ['AWS::CloudFormation::CustomResource', customResourceCalls],
  ['AWS::StepFunctions::StateMachine', stateMachineCalls],
  ['AWS::Serverless::StateMachine', (...args) => carriedTogether([stateMachineCalls(...args), eventInputs(...args)])],
  ['AWS::SSM::Document', automationCalls],
  ['AWS::CloudFormation::StackSet', stackSetTemplates],
  ['AWS::ApiGateway::Method', apiGatewayCalls],
  ...ENDPOINT_TYPES.map((type): [string, Carrier] => [type, endpointCalls]),
  ...OPEN_API_TYPES.map((type): [string, Carrier] => [type, openApiCalls]),
  ['AWS::ApiGatewayV2::Api', (...args) => carriedTogether([openApiCalls(...args), endpointCalls(...args)])],
  ...REPOSITORY_TYPES.map((type): [string, Carrier] => [type, repositoryTemplates]),
  ['AWS::ServiceCatalog::CloudFormationProduct', (...args) => carriedTogether([productTemplates(...args), repositoryTemplates(...args)])],
  ...APPLIED_TYPES.map((type): [string, Carrier] => [type, appliedLaunches]),
  [KUBERNETES_RESOURCE, manifestLaunches],
  [HELM_CHART, chartLaunches],
  [ADDON, addonLaunches],
  ...TARGET_TYPES.map((type): [string, Carrier] => [type, targetCalls]),
  ['AWS::SageMaker::Pipeline', learningPipelineCalls],
  ...HANDING_TYPES.map((type): [string, Carrier] => [type, handedProperties]),
  ...PACK_TYPES.map((type): [string, Carrier] => [type, packTemplates]),
  ...SCRIPT_TYPES.map((type): [string, Carrier] => [type, scriptCalls]),
  ['AWS::Serverless::Function', (...args) => carriedTogether([scriptCalls(...args), eventInputs(...args)])],
  ['AWS::CodePipeline::Pipeline', (...args) => carriedTogether([pipelineLaunches(...args), scriptCalls(...args)])],
]);

/** Templates within templates that are followed. Deeper ones count as not checked, which is a finding. */
const DEEPEST = 5;

const carried = new WeakMap<Template, ReadonlyMap<Resource, Carried>>();

/** Returns the calls, code and templates in the resources of a template. Reads each template once. */
export function carriedBy(template: Template): ReadonlyMap<Resource, Carried> {
  let known = carried.get(template);
  if (known === undefined) {
    known = readTemplate(template);
    carried.set(template, known);
  }
  return known;
}

function readTemplate(template: Template): ReadonlyMap<Resource, Carried> {
  const found = new Map<Resource, Carried>();
  const unfollowed = new Set(template.unfollowedStacks().map(({ stack }) => stack.logicalId));
  for (const resource of template.resources()) {
    const readers = readersOf(resource.type);
    const isUnfollowed = unfollowed.has(resource.logicalId);
    if (readers.length === 0 && !isUnfollowed) continue;
    const read = readers.map((reader) => reader(resource, template));
    const parameters = isUnfollowed ? unfollowedParameters(resource, template) : CARRIES_NOTHING;
    const all = withCreated(carriedTogether([...read, parameters]), resource, template);
    if (all !== CARRIES_NOTHING) found.set(resource, all);
  }
  return found;
}

/** Returns what reads resources of a type, in turn. Most types carry nothing. */
const readersOf = rememberedByText(5_000, (type): readonly Carrier[] => {
  const own = CARRIERS.get(type);
  if (own === customResourceCalls) return [callOrSettings];
  const other = type.startsWith('Custom::') ? callOrSettings : takesSettings(type) ? givenSettings : undefined;
  return [own, other].filter((reader) => reader !== undefined);
});

/** Reads the call of a custom resource, or its settings if it has no call. The content of a call is not a setting of a program. */
function callOrSettings(resource: Resource, template: Template): Carried {
  const call = customResourceCalls(resource, template);
  return call === CARRIES_NOTHING ? givenSettings(resource, template) : call;
}

/** Adds the content of resources that calls create: a call may create a state machine that makes calls. */
function withCreated(own: Carried, resource: Resource, template: Template, depth = 0): Carried {
  if (own.resources.length === 0) return own;
  if (depth >= DEEPEST) {
    const reason = 'calls that create calls are nested too deeply to follow';
    const undecided = own.resources.map(({ type, at }) => ({ kind: 'callUnreadable', at, resource, what: `'${type}'`, reason }) as const);
    return { ...own, undecided: [...own.undecided, ...undecided], resources: [] };
  }
  const inner = own.resources.flatMap(({ type, properties, at }) => {
    const read = CARRIERS.get(type);
    if (read === undefined && !takesSettings(type)) return [];
    const Condition = resource.condition;
    const created = resource.with(type, { ...(Condition === undefined ? {} : { Condition }), Properties: properties });
    const carried = carriedTogether([read?.(created, template) ?? CARRIES_NOTHING, givenSettings(created, template)]);
    return [relocated(withCreated(carried, created, template, depth + 1), at)];
  });
  return carriedTogether([{ ...own, resources: [] }, ...inner]);
}

/** Moves the content of a resource to the place of the call that creates the resource. */
function relocated({ launches, templates, undecided }: Carried, { path, pointer }: CarriedPlace): Carried {
  const moved = <T extends { readonly at: CarriedPlace }>(each: T): T => ({
    ...each,
    at: { path: `${path}${each.at.path.replace(/^Properties/, '')}`, pointer },
  });
  return { launches: launches.map(moved), templates: templates.map(moved), undecided: undecided.map(moved), resources: [] };
}

/** Returns the templates and those that stand in their texts, at all levels. */
export function withEmbedded(templates: readonly Template[], depth = 0): readonly Template[] {
  return templates.flatMap((template) => {
    const inner = [...carriedBy(template).values()].flatMap((each) => each.templates.map((one) => one.template));
    return depth >= DEEPEST || inner.length === 0 ? [template] : [template, ...withEmbedded(inner, depth + 1)];
  });
}
