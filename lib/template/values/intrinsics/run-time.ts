import type { IntrinsicFunction } from '../evaluation';
import { isObject, type Json, type JsonObject } from '../../../base/json/json';
import { undecidable } from '../outcome';

/** The name of the function for a value that becomes known only when something runs, long after the deployment. */
export const RUN_TIME = 'Fn::RunTime';

/** The arguments that were made here. If a template itself writes the function, it is an unknown function. */
const made = new WeakSet<JsonObject>();

/**
 * Returns an expression with these possible values or, with a reason, any other value.
 *
 * @param reason why there may be other values, as a clause
 */
export function runTimeValue(values: readonly Json[], reason?: string): JsonObject {
  const argument = { values, reason: reason ?? null };
  made.add(argument);
  return { [RUN_TIME]: argument };
}

/** Tells whether an expression was made by `runTimeValue` without any value: only a run knows one. */
export function isUnknownInRun(node: Json): boolean {
  const argument = isObject(node) ? node[RUN_TIME] : undefined;
  if (!isObject(argument) || !made.has(argument)) return false;
  const { values } = argument;
  return Array.isArray(values) && values.length === 0;
}

/** Tells whether an expression was made by `runTimeValue` with a reason why there may be other values. */
export function mayHaveOtherValues(node: Json): boolean {
  const argument = isObject(node) ? node[RUN_TIME] : undefined;
  return isObject(argument) && made.has(argument) && typeof argument['reason'] === 'string';
}

/** Computes an expression made by `runTimeValue`. */
export const runTime: IntrinsicFunction = (argument, _pointer, when, evaluation) => {
  if (!isObject(argument) || !made.has(argument)) return [undecidable(`'${RUN_TIME}' is computed only at deployment`, when)];
  const { values, reason } = argument;
  const known = Array.isArray(values) ? values.flatMap((value: Json) => evaluation.evaluate(value, undefined, when)) : [];
  return typeof reason === 'string' ? [...known, undecidable(reason, when)] : known;
};
