import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { carriedTogether, type Carried } from './carried';
import { embeddedTemplates } from './embedded-templates';
import { writtenNodes } from './written-nodes';

/** The parameters of a stack set: for all its stacks, and for the stacks of a group. */
const PARAMETERS = ['Parameters', 'StackInstancesGroup.[].ParameterOverrides'];

/** Reads the template text of a stack set. */
export function stackSetTemplates(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'TemplateBody').map(({ node, path, pointer, when }) => {
      const parameters = PARAMETERS.flatMap((each) => writtenNodes(resource, template, each)).map((written) => written.node);
      const title = `stack set '${resource.logicalId}'`;
      return embeddedTemplates({ body: node, parameters, at: { path, pointer }, when, title }, resource, template);
    }),
  );
}
