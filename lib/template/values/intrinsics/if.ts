import type { Assumptions } from '../assumptions';
import type { IntrinsicFunction } from '../evaluation';
import { isList, type Json } from '../../../base/json/json';
import { undecidable, unresolved, type Outcome } from '../outcome';

/** Computes `Fn::If`: the outcomes of both branches, each in the cases of its side of the condition. An unreachable branch has none. */
export const ifFunction: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  if (!isList(argument) || argument.length !== 3) return [undecidable("'Fn::If' does not take a condition and two values", when)];
  const [condition = null, ifHolds = null, ifFails = null] = argument;
  const { conditions } = evaluation;
  const { holds, fails, problem } =
    typeof condition === 'string' ? conditions.named(condition, when) : conditions.expression(condition, when);
  const label = typeof condition === 'string' ? condition : 'Fn::If';
  const branch = (node: Json, position: number, cases: readonly Assumptions[], truth: string): Outcome[] =>
    cases.flatMap((each) =>
      evaluation
        .evaluate(node, [...pointer, position], each)
        .map((outcome) => ({ ...outcome, origin: [...outcome.origin, `branch ${label} (${truth})`] })),
    );
  const outcomes = [...branch(ifHolds, 1, holds, 'true'), ...branch(ifFails, 2, fails, 'false')];
  return problem === undefined ? outcomes : [...outcomes, unresolved(problem, when)];
};
