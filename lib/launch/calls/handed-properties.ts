import { isList, isObject, type Json } from '../../base/json/json';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, CARRIES_NOTHING, type Carried } from './carried';
import { embeddedTemplates } from './embedded-templates';
import { handedInput } from './handed-inputs';
import { memberOf, writtenNodes } from './written-nodes';

/** The properties that a resource passes to an automation, a command or a job. They are read at any depth, texts included. */
const HANDED: ReadonlyMap<string, string> = new Map([
  // Starts automations with parameters, and sends commands. https://docs.aws.amazon.com/fis/latest/userguide/actions-ssm-agent.html
  ['AWS::FIS::ExperimentTemplate', 'Actions'],
  ['AWS::SSMIncidents::ResponsePlan', 'Actions'],
  ['AWS::ServiceCatalog::ServiceAction', 'Definition'],
  ['AWS::Config::RemediationConfiguration', 'Parameters'],
]);

export const HANDING_TYPES: readonly string[] = [...HANDED.keys()];

/** Reads the types, images and commands that a resource passes to the program that it starts. */
export function handedProperties(resource: Resource, template: Template): Carried {
  const property = HANDED.get(resource.type);
  if (property === undefined) return CARRIES_NOTHING;
  return carriedTogether(
    writtenNodes(resource, template, property).map(({ node, path, pointer, when }) =>
      handedInput(withStaticValues(node), { title: `'${resource.logicalId}'`, at: { path, pointer }, when }, template),
    ),
  );
}

/** Rewrites parameters of AWS Config: in `{ InstanceType: { StaticValue: { Values: [...] } } }`, the values become those of the name. */
function withStaticValues(node: Json): Json {
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, memberOf(memberOf(value, 'StaticValue'), 'Values') ?? value]),
  );
}

export const PACK_TYPES: readonly string[] = ['AWS::Config::ConformancePack', 'AWS::Config::OrganizationConformancePack'];

/** Reads the template of a conformance pack. Its remediations start automations. */
export function packTemplates(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'TemplateBody').map(({ node, path, pointer, when }) => {
      const inputs = writtenNodes(resource, template, 'ConformancePackInputParameters').flatMap((each) =>
        isList(each.node) ? each.node : [],
      );
      const parameters = inputs.map((each) => ({
        ParameterKey: memberOf(each, 'ParameterName') ?? null,
        ParameterValue: memberOf(each, 'ParameterValue') ?? null,
      }));
      const title = `conformance pack '${resource.logicalId}'`;
      return embeddedTemplates({ body: node, parameters: [parameters], at: { path, pointer }, when, title }, resource, template);
    }),
  );
}
