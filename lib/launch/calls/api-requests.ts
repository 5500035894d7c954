import { HOLE } from '../../base/hole';
import { isList, isObject, type Json, type JsonObject } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Assumptions } from '../../template/values/assumptions';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { actionName, serviceName } from './action-names';
import {
  apiCall,
  callsKubernetes,
  createsResource,
  definitionOfType,
  deploysProduct,
  deploysTemplate,
  mayLaunchBy,
  overridesParameters,
  runsAutomation,
  updatesResource,
} from './api-calls';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedLaunch, type CarriedPlace, type UndecidedKind } from './carried';
import { createdCarrier } from './created-carriers';
import { embeddedTemplates } from './embedded-templates';
import { handedInput, inputFormat, inputsOf, namedTypesOf } from './handed-inputs';
import { handedParameters, listedParameters, typesAmong } from './handed-parameters';
import { launchedByValues } from './manifests';
import { UPDATES, withCapitalKeys, type RequestChanges } from './request-shape';
import { memberOf, textsOf } from './written-nodes';
import { JSON_TEXT, readWrittenText } from './written-text';

/** A call of an AWS service, as a resource describes it. */
export interface WrittenCall {
  /** The possible names of the service. `HOLE` stands for an undecided one. */
  readonly services: readonly string[];
  readonly actions: readonly string[];
  /** Undefined if the call has no request. */
  readonly request: Json | undefined;
  /** The place of the request. */
  readonly at: CarriedPlace;
  readonly when: Assumptions;
}

/** Returns the launches of a call. A call outside the table launches nothing itself. */
export function launchedByCall(call: WrittenCall, resource: Resource, template: Template): Carried {
  return carriedTogether(
    call.services.flatMap((service) => call.actions.map((action) => launchedByAction(service, action, call, resource, template))),
  );
}

function launchedByAction(service: string, action: string, call: WrittenCall, resource: Resource, template: Template): Carried {
  const { at, when, request = {} } = call;
  const title = `${service}:${action}`;
  const undecided = (kind: UndecidedKind, reason: string): Carried => ({
    ...CARRIES_NOTHING,
    undecided: [{ kind, at, resource, what: `'${title.replaceAll(HOLE, '...')}'`, reason }],
  });
  if (service.includes(HOLE) || action.includes(HOLE)) {
    if (!service.includes(HOLE) && !mayLaunchBy(service)) return CARRIES_NOTHING;
    return undecided('callUnreadable', 'the service or the action that it calls is known only at deployment');
  }
  if (deploysTemplate(service, action)) return deployed(title, call, resource, template);
  if (overridesParameters(service, action)) {
    const place = { ...at, path: `${at.path}/ParameterOverrides` };
    return launchedOnly(typesAmong(memberOf(request, 'ParameterOverrides'), title, place, when, template));
  }
  if (createsResource(service, action)) return created(title, call, resource, template);
  if (updatesResource(service, action)) return updated(title, call, resource, template);
  if (deploysProduct(service, action)) return provisioned(title, call, resource, template);
  if (runsAutomation(service, action)) return automated(title, call, template);
  if (callsKubernetes(service, action)) {
    return carriedTogether(
      ['RequestBody', 'Job'].map((key) => {
        const body = memberOf(request, key);
        return body === undefined
          ? CARRIES_NOTHING
          : launchedByValues(body, { ...at, path: `${at.path}/${key}` }, when, resource, { template });
      }),
    );
  }
  const found = apiCall(service, action);
  if (found === undefined) return handedOn(service, action, call, template);
  const own = { ...CARRIES_NOTHING, launches: [{ title, definition: found.definition, properties: withCapitalKeys(request), at, when }] };
  // A job receives the words of a command, and variables.
  const isHandedOn = inputsOf(service, action) !== undefined || createdCarrier(service, action, request) !== undefined;
  return isHandedOn ? carriedTogether([own, handedOn(service, action, call, template)]) : own;
}

/** Actions that only read, or that only change descriptions. */
const LAUNCHES_NOTHING = /^(?:describe|get|list|search|query|batchget|batchdescribe|estimate|preview|tag|untag|delete|put|stop|terminate)/;
/** Calls that have instance types in their requests and launch nothing. */
const SETTLES_PRICES: ReadonlySet<string> = new Set(['ec2:modifyreservedinstances', 'ec2:createreservedinstanceslisting']);

/** Reads the values that a call outside the table passes on, and the types that it names itself. */
function handedOn(service: string, action: string, { at, when, request = {} }: WrittenCall, template: Template): Carried {
  const title = `${service}:${action}`;
  const created = createdCarrier(service, action, request);
  const creating = created === undefined ? CARRIES_NOTHING : { ...CARRIES_NOTHING, resources: [{ ...created, at }] };
  const inputs = inputsOf(service, action);
  if (inputs !== undefined) {
    const format = inputFormat(service);
    return carriedTogether([
      creating,
      ...inputs.map((key) =>
        handedInput(memberOf(request, key), { title, at: { ...at, path: `${at.path}/${key}` }, when, format }, template),
      ),
    ]);
  }
  if (created !== undefined) return creating;
  const name = actionName(action);
  if (LAUNCHES_NOTHING.test(name) || SETTLES_PRICES.has(`${serviceName(service)}:${name}`)) return CARRIES_NOTHING;
  return namedTypesOf(request, { title, at, when });
}

/** The number of characters of a URL that a message quotes. */
const LONGEST = 160;

function deployed(title: string, { at, when, request }: WrittenCall, resource: Resource, template: Template): Carried {
  const body = memberOf(request, 'TemplateBody');
  const parameters = memberOf(request, 'Parameters');
  if (body !== undefined) {
    const place = { ...at, path: `${at.path}/TemplateBody` };
    const text = { body, parameters: parameters === undefined ? [] : [parameters], at: place, when, title: `'${title}'` };
    return embeddedTemplates(text, resource, template);
  }
  const given = typesAmong(parameters, title, { ...at, path: `${at.path}/Parameters` }, when, template);
  const named = memberOf(request, 'TemplateURL') ?? memberOf(request, 'TemplateS3Url');
  // The existing template was checked when it was deployed. Only its parameters change.
  if (named === undefined && memberOf(request, 'UsePreviousTemplate') !== undefined) return launchedOnly(given);
  const [url] = textsOf(named, template, when);
  const location = url === undefined || url === HOLE ? undefined : url.replaceAll(HOLE, '...').slice(0, LONGEST);
  const what = `'${title}'${location === undefined ? '' : ` (${location})`}`;
  const values = location === undefined ? {} : { values: [location] };
  const reason = 'it is not in the checked templates';
  const undecided = [{ kind: 'calledTemplate', at, resource, what, reason, ...values } as const];
  return { ...CARRIES_NOTHING, launches: given, undecided };
}

function launchedOnly(launches: readonly CarriedLaunch[]): Carried {
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}

/** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_CreateResource.html */
function created(title: string, call: WrittenCall, resource: Resource, template: Template): Carried {
  const state = memberOf(call.request, 'DesiredState') ?? {};
  const place = { ...call.at, path: `${call.at.path}/DesiredState` };
  return ofType(title, call, { written: state, place, propertiesIn: (value) => value, changes: undefined }, resource, template);
}

/** https://docs.aws.amazon.com/cloudcontrolapi/latest/APIReference/API_UpdateResource.html */
function updated(title: string, call: WrittenCall, resource: Resource, template: Template): Carried {
  const patch = memberOf(call.request, 'PatchDocument') ?? [];
  const place = { ...call.at, path: `${call.at.path}/PatchDocument` };
  return ofType(title, call, { written: patch, place, propertiesIn: patched, changes: UPDATES }, resource, template);
}

/** Properties of a resource type that a call of Cloud Control sets. */
interface WrittenProperties {
  readonly written: Json;
  readonly place: CarriedPlace;
  readonly propertiesIn: (value: Json) => Json;
  readonly changes: RequestChanges | undefined;
}

/** The resource types that deploy a template from a URL. */
const STACKS: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::CloudFormation::StackSet']);
const PRODUCT = 'AWS::ServiceCatalog::CloudFormationProvisionedProduct';

function ofType(
  title: string,
  { services, actions, request, at, when }: WrittenCall,
  { written, place, propertiesIn, changes }: WrittenProperties,
  resource: Resource,
  template: Template,
): Carried {
  const types = textsOf(memberOf(request, 'TypeName'), template, when);
  const reason = 'the type of the resource is known at deployment only';
  if (types.length === 0 || types.some((type) => type.includes(HOLE)))
    return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what: `'${title}'`, reason }] };
  const isWritten = (isObject(written) || isList(written)) && intrinsicName(written) === undefined;
  const texts = isWritten ? [{ when, value: written }] : readWrittenText(written, template, when, JSON_TEXT);
  return carriedTogether(
    types.flatMap((type) =>
      texts.map((text): Carried => {
        const { value, problem, when: inCase } = text;
        const properties = value === undefined ? runTimeValue([], problem) : propertiesIn(value);
        const name = `${title} (${type})`;
        const inner = { services, actions, request: properties, at: place, when: inCase };
        if (
          STACKS.has(type) &&
          (changes === undefined || memberOf(properties, 'TemplateURL') !== undefined) &&
          memberOf(properties, 'TemplateBody') === undefined
        )
          return deployed(name, inner, resource, template);
        if (type === PRODUCT) return provisioned(name, inner, resource, template);
        const own = { ...CARRIES_NOTHING, resources: [{ type, properties, at: place }] };
        const definition = definitionOfType(type, changes);
        if (definition === undefined) return carriedTogether([own, namedTypesOf(properties, { title: name, at: place, when: inCase })]);
        return { ...own, launches: [{ title: name, definition, properties: withCapitalKeys(properties), at: place, when: inCase }] };
      }),
    ),
  );
}

/** Returns the properties that a JSON patch sets. */
function patched(patch: Json): JsonObject {
  const properties: Record<string, Json> = {};
  for (const operation of isList(patch) ? patch : []) {
    const path = memberOf(operation, 'path');
    const value = memberOf(operation, 'value');
    if (typeof path !== 'string' || value === undefined) continue;
    const [first, ...rest] = path.split('/').slice(1);
    // An empty path is the whole resource.
    if (first === undefined) Object.assign(properties, isObject(value) ? value : {});
    // A list item counts as the only item of the list.
    else properties[first] = rest.reduceRight<Json>((inner, key) => (/^(?:\d+|-)$/.test(key) ? [inner] : { [key]: inner }), value);
  }
  return properties;
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ProvisionProduct.html */
function provisioned(title: string, { at, when, request }: WrittenCall, resource: Resource, template: Template): Carried {
  const [product] = ['ProductName', 'ProductId'].flatMap((key) => textsOf(memberOf(request, key), template, when));
  const named = product === undefined ? '' : ` (${product.replaceAll(HOLE, '...').slice(0, LONGEST)})`;
  const place = { ...at, path: `${at.path}/ProvisioningParameters` };
  const parameters = listedParameters(memberOf(request, 'ProvisioningParameters'), 'Key', 'Value');
  const reason = 'it is not in the checked templates';
  return {
    ...CARRIES_NOTHING,
    launches: handedParameters(title, parameters, place, when, template),
    undecided: [{ kind: 'calledTemplate', at, resource, what: `'${title}'${named}`, reason }],
  };
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html */
function automated(title: string, { at, when, request }: WrittenCall, template: Template): Carried {
  const runbooks = memberOf(request, 'Runbooks');
  const launches = [request, ...(isList(runbooks) ? runbooks : [])].flatMap((each) => {
    const parameters = memberOf(each, 'Parameters');
    return isObject(parameters) ? handedParameters(title, parameters, { ...at, path: `${at.path}/Parameters` }, when, template) : [];
  });
  return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
}
