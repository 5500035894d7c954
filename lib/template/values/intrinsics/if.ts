import type { Assumptions } from '../assumptions';
import type { IntrinsicFunction } from '../evaluation';
import { isList, type Json } from '../../../base/json/json';
import { undecidable, unresolved, type Outcome } from '../outcome';

/** `Fn::If`: both branches, each under what the condition makes of the parameters; a branch that cannot be reached does not count. */
export const ifFunction: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  if (!isList(argument) || argument.length !== 3) return [undecidable("'Fn::If' does not take a condition and two values", when)];
  const [condition = null, ifHolds = null, ifFails = null] = argument;
  const { conditions } = evaluation;
  const { holds, fails, problem } =
    typeof condition === 'string' ? conditions.named(condition, when) : conditions.expression(condition, when);
  const label = typeof condition === 'string' ? condition : 'Fn::If';
  const branch = (node: Json, position: number, cases: readonly Assumptions[], truth: string): Outcome[] =>
    cases.flatMap((way) =>
      evaluation
        .evaluate(node, [...pointer, position], way)
        .map((outcome) => ({ ...outcome, origin: [...outcome.origin, `branch ${label} (${truth})`] })),
    );
  const outcomes = [...branch(ifHolds, 1, holds, 'true'), ...branch(ifFails, 2, fails, 'false')];
  return problem === undefined ? outcomes : [...outcomes, unresolved(problem, when)];
};
