import type { IntrinsicFunction } from '../evaluator';
import { isList, type Json } from '../json';
import { unresolved, type Outcome } from '../outcome';
import type { Assumptions } from '../assumptions';

/** `Fn::If`: both branches, each under what the condition makes of the parameters; a branch that cannot be reached does not count. */
export const ifFunction: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  if (!isList(argument) || argument.length !== 3) {
    return [unresolved({ kind: 'function', text: "'Fn::If' does not take a condition and two values" }, when)];
  }
  const [condition = null, ifHolds = null, ifFails = null] = argument;
  const { holds, fails, problem } =
    typeof condition === 'string' ? evaluator.conditions.named(condition, when) : evaluator.conditions.expression(condition, when);
  const label = typeof condition === 'string' ? condition : 'Fn::If';
  const branch = (node: Json, position: number, ways: readonly Assumptions[], truth: string): Outcome[] =>
    ways.flatMap((way) =>
      evaluator.evaluate(node, [...pointer, position], way).map((outcome) => ({ ...outcome, origin: [...outcome.origin, `branch ${label} (${truth})`] })),
    );
  const outcomes = [...branch(ifHolds, 1, holds, 'true'), ...branch(ifFails, 2, fails, 'false')];
  return problem === undefined ? outcomes : [...outcomes, unresolved(problem, when)];
};
