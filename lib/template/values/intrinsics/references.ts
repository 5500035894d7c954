import { Assumptions } from '../assumptions';
import type { IntrinsicFunction, Names } from '../evaluation';
import { isList, isObject, member, type Json } from '../../../base/json/json';
import { beyond, known, type Outcome, scalarText, undecidable, unresolved, type Unresolved } from '../outcome';
import type { Parameter } from '../parameters';
import { parameterOf } from '../unresolved-reason';

/** Computes `Ref`: every value of a parameter, or a resource. */
export const ref: IntrinsicFunction = (argument, _pointer, when, { names }) => {
  if (typeof argument !== 'string') return [undecidable("'Ref' does not name a parameter or a resource", when)];
  if (argument === 'AWS::NoValue') return [{ kind: 'absent', when, origin: [] }];
  const parameter = names.parameter(argument);
  if (parameter !== undefined) return when === Assumptions.NONE ? [...freeOutcomes(parameter)] : parameterOutcomes(parameter, when);
  const text = names.declares(argument)
    ? `it refers to the resource '${argument}'`
    : `'${argument}' is neither a parameter nor a resource of the template`;
  return [atResource(argument, undefined, text, names, when)];
};

const freeOutcomesRead = new WeakMap<Parameter, readonly Outcome[]>();

/** Returns the outcomes of a parameter without assumptions, as in most references. Computes them once. */
function freeOutcomes(parameter: Parameter): readonly Outcome[] {
  let outcomes = freeOutcomesRead.get(parameter);
  if (outcomes === undefined) {
    outcomes = parameterOutcomes(parameter, Assumptions.NONE);
    freeOutcomesRead.set(parameter, outcomes);
  }
  return outcomes;
}

function parameterOutcomes(parameter: Parameter, when: Assumptions): Outcome[] {
  const { name } = parameter;
  const domain = when.domain(name) ?? parameter.domain;
  const isDecided = domain.values.length === 1 && domain.open === undefined;
  const outcomes: Outcome[] = domain.values.map((entry) => {
    const assumed = isDecided ? when : when.assumeParameter(name, { values: [entry] });
    const origin = [`parameter ${name} (${entry.source})`];
    const written = entry.written === undefined ? {} : { written: entry.written };
    if (!parameter.isList) return { ...known(entry.value, assumed, origin), ...written };
    const items = entry.value.split(',').map((item) => item.trim());
    return { ...known(items, assumed, origin), ...written, ...(entry.anyOrder === true ? { anyOrder: true } : {}) };
  });
  if (domain.open !== undefined) {
    const except = new Set([...(domain.except ?? []), ...domain.values.map(({ value }) => value)]);
    const assumed = when.assumeParameter(name, { values: [], open: domain.open, except });
    for (const reason of domain.open) {
      const givenTo = parameterOf(reason);
      const open = unresolved(reason, assumed, [`parameter ${name}`]);
      const whole = givenTo === undefined ? open : { ...open, givenTo };
      outcomes.push(parameter.admits === undefined ? whole : { ...whole, admits: parameter.admits });
    }
  }
  return outcomes;
}

const OUTPUTS = 'Outputs.';

/** Computes `Fn::GetAtt`. Follows it to a nested stack's outputs, and to a Parameter Store parameter of the same template. */
export const getAtt: IntrinsicFunction = (argument, _pointer, when, evaluation) => {
  const [logicalId, attribute] = attributeParts(argument);
  if (logicalId === undefined || attribute === undefined) {
    return [undecidable("'Fn::GetAtt' does not name a resource and an attribute", when)];
  }
  const { names } = evaluation;
  if (attribute.startsWith(OUTPUTS)) {
    const name = attribute.slice(OUTPUTS.length);
    const output = names.nestedOutput(logicalId, name);
    if (output !== undefined)
      return output.map((outcome) => ({ ...elsewhere(outcome), when, origin: [...outcome.origin, `output ${name} of ${logicalId}`] }));
  }
  const resource = attribute === 'Value' ? names.resource(logicalId) : undefined;
  if (resource?.type === 'AWS::SSM::Parameter') {
    const properties = member(resource.body, 'Properties');
    const value = isObject(properties) ? member(properties, 'Value') : undefined;
    if (value !== undefined) return evaluation.evaluate(value, [...resource.pointer, 'Properties', 'Value'], when);
  }
  return [atResource(logicalId, attribute, `'${logicalId}.${attribute}' is known only at deployment`, names, when)];
};

/** Returns an outcome of another template without its places: they are in that template's document. */
function elsewhere(outcome: Outcome): Outcome {
  return outcome.kind === 'known' ? { ...outcome, pointer: undefined, written: undefined } : outcome;
}

function atResource(logicalId: string, attribute: string | undefined, text: string, names: Names, when: Assumptions): Unresolved {
  return unresolved({ kind: 'resource', logicalId, attribute, deployment: names.deployment, text }, when);
}

function attributeParts(argument: Json): [string | undefined, string | undefined] {
  const text = isList(argument) ? argument.map((part) => scalarText(part) ?? '').join('.') : argument;
  if (typeof text !== 'string') return [undefined, undefined];
  const dot = text.indexOf('.');
  return dot <= 0 ? [undefined, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

/** Computes `Fn::ImportValue`. Follows it to the exporting stack, if that is checked. */
export const importValue: IntrinsicFunction = (argument, pointer, when, evaluation) =>
  evaluation.evaluate(argument, pointer, when).flatMap((outcome): Outcome[] => {
    if (outcome.kind === 'unresolved' && outcome.reason.kind === 'limit')
      return [beyond(outcome.reason.text, outcome.when, outcome.origin)];
    const name = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    const exported = name === undefined ? undefined : evaluation.names.imported(name);
    if (name !== undefined && exported !== undefined) {
      // Assumptions of the exporting template cannot be compared with those of this one.
      return exported.map((value) => ({ ...elsewhere(value), when: outcome.when, origin: [...value.origin, `export ${name}`] }));
    }
    const what = name === undefined ? 'an export' : `the export '${name}'`;
    return [unresolved({ kind: 'function', text: `${what} is not among the templates that are checked` }, outcome.when, outcome.origin)];
  });

/** Returns the name that a `Ref` holds; undefined for any other node. */
export function parameterName(node: Json): string | undefined {
  const name = isObject(node) ? member(node, 'Ref') : undefined;
  return typeof name === 'string' ? name : undefined;
}
