import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, type Carried } from './carried';
import { embeddedTemplates } from './embedded-templates';
import { writtenNodes } from './written-nodes';

/** Where a stack set gives values to parameters: for all stacks, and for those of a group. */
const PARAMETERS = ['Parameters', 'StackInstancesGroup.[].ParameterOverrides'];

/** Reads the template that a stack set has as text. */
export function stackSetTemplates(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'TemplateBody').map(({ node, path, pointer, when }) => {
      const parameters = PARAMETERS.flatMap((each) => writtenNodes(resource, template, each)).map((written) => written.node);
      const title = `stack set '${resource.logicalId}'`;
      return embeddedTemplates({ body: node, parameters, at: { path, pointer }, when, title }, resource, template);
    }),
  );
}
