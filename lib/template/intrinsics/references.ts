import type { Assumptions } from '../assumptions';
import type { IntrinsicFunction } from '../evaluator';
import { isList, isObject, member } from '../json';
import { known, type Outcome, scalarText, undecidable, unresolved } from '../outcome';
import type { Parameter } from '../parameters';

/** `Ref`: every value of a parameter, or a resource. */
export const ref: IntrinsicFunction = (argument, _pointer, when, evaluator) => {
  if (typeof argument !== 'string') return [undecidable("'Ref' does not name a parameter or a resource", when)];
  if (argument === 'AWS::NoValue') return [{ kind: 'absent', when, origin: [] }];
  const parameter = evaluator.template.parameter(argument);
  if (parameter !== undefined) return parameterOutcomes(parameter, when);
  const text = evaluator.template.declares(argument)
    ? `it refers to the resource '${argument}'`
    : `'${argument}' is neither a parameter nor a resource of the template`;
  return [unresolved({ kind: 'resource', logicalId: argument, attribute: undefined, template: evaluator.template.id, text }, when)];
};

function parameterOutcomes(parameter: Parameter, when: Assumptions): Outcome[] {
  const { name } = parameter;
  const domain = when.domain(name) ?? parameter.domain;
  const decided = domain.values.length === 1 && domain.open === undefined;
  const outcomes: Outcome[] = domain.values.map((entry) => {
    const assumed = decided ? when : when.assumeParameter(name, { values: [entry] });
    const origin = [`parameter ${name} (${entry.source})`];
    if (!parameter.isList) return known(entry.value, assumed, origin);
    const items = entry.value.split(',').map((item) => item.trim());
    return { ...known(items, assumed, origin), ...(entry.anyOrder === true ? { anyOrder: true } : {}) };
  });
  if (domain.open !== undefined) {
    const except = new Set([...(domain.except ?? []), ...domain.values.map(({ value }) => value)]);
    const assumed = when.assumeParameter(name, { values: [], open: domain.open, except });
    const open = unresolved(domain.open, assumed, [`parameter ${name}`]);
    outcomes.push(parameter.admits === undefined ? open : { ...open, admits: parameter.admits });
  }
  return outcomes;
}

/** `Fn::GetAtt`: followed into a nested stack's outputs and a Parameter Store parameter of the same template. */
export const getAtt: IntrinsicFunction = (argument, _pointer, when, evaluator) => {
  const [logicalId, attribute] = attributeParts(isList(argument) ? argument.map((part) => scalarText(part) ?? '').join('.') : argument);
  if (logicalId === undefined || attribute === undefined) return [undecidable("'Fn::GetAtt' does not name a resource and an attribute", when)];
  const { template } = evaluator;
  const output = attribute.startsWith('Outputs.') ? template.child(logicalId)?.output(attribute.slice('Outputs.'.length)) : undefined;
  if (output !== undefined) return output.map((outcome) => ({ ...outcome, when, origin: [...outcome.origin, `output ${attribute.slice(8)} of ${logicalId}`] }));
  const resource = attribute === 'Value' ? template.resource(logicalId) : undefined;
  if (resource?.type === 'AWS::SSM::Parameter') {
    const properties = member(resource.body, 'Properties');
    const value = isObject(properties) ? member(properties, 'Value') : undefined;
    if (value !== undefined) return evaluator.evaluate(value, [...resource.pointer, 'Properties', 'Value'], when);
  }
  const text = `'${logicalId}.${attribute}' is known at deployment only`;
  return [unresolved({ kind: 'resource', logicalId, attribute, template: template.id, text }, when)];
};

function attributeParts(text: unknown): [string | undefined, string | undefined] {
  if (typeof text !== 'string') return [undefined, undefined];
  const dot = text.indexOf('.');
  return dot <= 0 ? [undefined, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** `Fn::ImportValue`: followed to the stack that exports the name, where that is among the templates at hand. */
export const importValue: IntrinsicFunction = (argument, pointer, when, evaluator) =>
  evaluator.evaluate(argument, pointer, when).flatMap((outcome) => {
    const name = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    const exported = name === undefined ? undefined : evaluator.template.imported(name, outcome.when);
    if (exported !== undefined) return exported;
    const what = name === undefined ? 'an export' : `the export '${name}'`;
    return [unresolved({ kind: 'function', text: `${what} is not among the templates that are checked` }, outcome.when, outcome.origin)];
  });
