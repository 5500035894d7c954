import type { Json } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Template } from '../../template/template';

/** Tells whether an undecided expression names a resource of the template, such as a function or a state machine. */
export function namesResource(node: Json, template: Template, when: Assumptions): boolean {
  const unknown = template.evaluator.evaluate(node, undefined, when).filter((outcome) => outcome.kind === 'unresolved');
  return unknown.length > 0 && unknown.every(({ reason }) => reason.kind === 'resource' && !mayNameAnything(reason.logicalId, template));
}

/** Tells whether an attribute of a resource may be any text: an output of a stack, or the answer of a custom resource's handler. */
export function mayNameAnything(logicalId: string, template: Template): boolean {
  const type = template.resources().find((resource) => resource.logicalId === logicalId)?.type;
  return type === undefined || !type.startsWith('AWS::') || type.startsWith('AWS::CloudFormation::');
}
