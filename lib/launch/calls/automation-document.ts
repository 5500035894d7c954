import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { launchedByCall } from './api-requests';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedPlace } from './carried';
import { handedParameters } from './handed-parameters';
import { macroWithin } from './macro-places';
import { objectsWithin } from './objects-within';
import { documentTexts, launchedByTexts } from './scripts/script-carriers';
import { memberOf, textsOf, writtenNodes, type WrittenNode } from './written-nodes';
import { readWrittenText, withMarkers, type TextFormat } from './written-text';

/** `{{ InstanceType }}`, `{{ step.Output }}`, `{{ global:REGION }}`. */
const PARAMETER = /\{\{\s*([\w.:-]+)\s*\}\}/g;

/** Reads the steps and scripts of an automation document of Systems Manager. */
export function automationCalls(resource: Resource, template: Template): Carried {
  const types = writtenNodes(resource, template, 'DocumentType').flatMap(({ node, when }) => textsOf(node, template, when));
  const mayCall = types.some((type) => type.startsWith('Automation') || type.includes(HOLE));
  return carriedTogether(writtenNodes(resource, template, 'Content').map((node) => callsIn(node, mayCall, resource, template)));
}

function callsIn({ node, path, pointer, when }: WrittenNode, mayCall: boolean, resource: Resource, template: Template): Carried {
  const texts = readWrittenText(node, template, when, { syntax: 'json-or-yaml' });
  return carriedTogether(
    texts.map((text) => {
      const { value, problem } = text;
      const unreadable = (reason: string): Carried => {
        const what = `the document '${resource.logicalId}'`;
        return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at: { path, pointer }, resource, what, reason }] };
      };
      if (!isObject(value)) return mayCall ? unreadable(problem ?? 'it is not an object') : CARRIES_NOTHING;
      const isFilledIn = mayCall && macroWithin(value) !== undefined;
      const decided = withMarkers(value, markers(memberOf(value, 'Parameters')));
      // Schema 1.2 has one plug-in and no steps.
      // https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
      const plugin = member(value, 'runtimeConfig');
      if (plugin !== undefined)
        return launchedByTexts(
          documentTexts(memberOf(decided, 'RuntimeConfig') ?? plugin, template, text.when),
          true,
          { path, pointer },
          text.when,
          resource,
          template,
        );
      // The commands at the start of a session. https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
      if (member(value, 'sessionType') !== undefined) {
        const commands = ['Inputs', 'Properties'].flatMap((key) => memberOf(decided, key) ?? []);
        return launchedByTexts(documentTexts(commands, template, text.when), true, { path, pointer }, text.when, resource, template);
      }
      return carriedTogether([
        isFilledIn ? unreadable("'Fn::Transform' fills in a part of it at deployment") : CARRIES_NOTHING,
        ...stepsIn(decided, path)
          // Documents of other types, such as the default `Command`, run scripts and make no calls.
          .filter(({ action }) => mayCall || SCRIPTS.has(action))
          .map((step) => launchedByStep(step, { path: `${step.path}/inputs`, pointer }, text.when, resource, template)),
      ]);
    }),
  );
}

/** Returns the possible values of the document's parameters: the allowed values, or the default and any other value of a run. */
function markers(parameters: Json | undefined): NonNullable<TextFormat['marker']> {
  return {
    pattern: PARAMETER,
    value: (name) => {
      const reason = `'{{ ${name} }}' is known only in a run of the automation`;
      const parameter = isObject(parameters) ? member(parameters, name) : undefined;
      if (!isObject(parameter)) return runTimeValue([], reason);
      const allowed = member(parameter, 'allowedValues');
      if (isList(allowed)) return runTimeValue(allowed);
      const byDefault = member(parameter, 'default');
      return runTimeValue(byDefault === undefined || byDefault === '' ? [] : [byDefault], reason);
    },
  };
}

interface Step {
  readonly action: string;
  readonly inputs: Json | undefined;
  readonly path: string;
}

function stepsIn(document: Json, path: string): readonly Step[] {
  const actionOf = (node: JsonObject): string => {
    const action = member(node, 'action');
    return typeof action === 'string' ? action : '';
  };
  const steps = objectsWithin(
    document,
    path,
    (node) => actionOf(node).startsWith('aws:'),
    (node) => actionOf(node) === 'aws:loop',
  );
  return steps.map(({ node, path: at }) => ({ action: actionOf(node), inputs: member(node, 'inputs'), path: at }));
}

/** The actions that make one fixed call. https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html */
const ACTIONS: ReadonlyMap<string, readonly [service: string, action: string]> = new Map([
  ['aws:runInstances', ['ec2', 'RunInstances']],
  ['aws:createStack', ['cloudformation', 'CreateStack']],
  ['aws:executeStateMachine', ['states', 'StartExecution']],
  ['aws:invokeLambdaFunction', ['lambda', 'Invoke']],
]);
/** The actions whose inputs name the service and the action to call. */
const ANY_CALL: ReadonlySet<string> = new Set(['aws:executeAwsApi', 'aws:waitForAwsResourceProperty', 'aws:assertAwsResourceProperty']);
/** The actions that run a script, on an instance or in Systems Manager. */
const SCRIPTS: ReadonlySet<string> = new Set([
  'aws:executeScript',
  'aws:runCommand',
  'aws:runShellScript',
  'aws:runPowerShellScript',
  'aws:runDocument',
  'aws:runDockerAction',
]);

function launchedByStep({ action, inputs }: Step, at: CarriedPlace, when: Assumptions, resource: Resource, template: Template): Carried {
  const fixed = ACTIONS.get(action);
  if (fixed !== undefined) {
    const [service, name] = fixed;
    return launchedByCall({ services: [service], actions: [name], request: inputs, at, when }, resource, template);
  }
  if (ANY_CALL.has(action)) {
    const services = textsOf(memberOf(inputs, 'Service'), template, when);
    const actions = textsOf(memberOf(inputs, 'Api'), template, when);
    return launchedByCall({ services, actions, request: inputs, at, when }, resource, template);
  }
  if (action === 'aws:executeAutomation') {
    const parameters = memberOf(inputs, 'RuntimeParameters');
    const launches = isObject(parameters)
      ? handedParameters(action, parameters, { ...at, path: `${at.path}/RuntimeParameters` }, when, template)
      : [];
    return launches.length === 0 ? CARRIES_NOTHING : { ...CARRIES_NOTHING, launches };
  }
  if (!SCRIPTS.has(action) || !isObject(inputs)) return CARRIES_NOTHING;
  // A container runs the words of its command.
  const [image, command] = ['Image', 'Cmd'].map((key) => memberOf(inputs, key));
  const written =
    action === 'aws:runDockerAction' && image !== undefined && command !== undefined
      ? [{ 'Fn::Join': [' ', ['docker', 'run', image, command]] }]
      : inputs;
  return launchedByTexts(documentTexts(written, template, when), action !== 'aws:executeScript', at, when, resource, template);
}
