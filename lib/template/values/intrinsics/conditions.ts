import { Assumptions } from '../assumptions';
import { restrictTo, without, type Domain } from '../domain';
import type { Branches, Conditions, Evaluation, IntrinsicFunction } from '../evaluation';
import { isList, isObject, member, type Json } from '../../../base/json/json';
import { known, LITERAL, mayRead, scalarText, unresolved, type Outcome } from '../outcome';
import type { UnresolvedReason } from '../unresolved-reason';
import { mayChangeSiblings } from '../../transforms';
import { parameterName } from './references';

/** The number of cases of one side of a condition. Above it, the condition counts as undecided: both sides are possible. */
const MOST_CASES = 64;

/** Decides conditions, and narrows parameters on each side of a decision. */
export class ConditionEvaluator implements Conditions {
  private readonly following = new Set<string>();

  public constructor(private readonly evaluation: Evaluation) {}

  public named(name: string, when: Assumptions): Branches {
    const decided = when.condition(name);
    if (decided !== undefined) return decided ? { holds: [when], fails: [] } : { holds: [], fails: [when] };
    const expression = this.evaluation.names.condition(name);
    const macro = this.evaluation.names.condition('Fn::Transform');
    if ((expression === undefined && macro !== undefined) || mayChangeSiblings(macro)) {
      // A macro adds conditions, or changes them: this one may hold or fail.
      return { holds: [when.assumeCondition(name, true)], fails: [when.assumeCondition(name, false)] };
    }
    if (expression === undefined) return misread(`condition '${name}' is not defined in the template`, when);
    if (this.following.has(name)) return undecided(when, { kind: 'limit', text: `condition '${name}' refers to itself` });
    this.following.add(name);
    try {
      const { holds, fails, problem } = this.expression(expression, when);
      const branches = {
        holds: holds.map((each) => each.assumeCondition(name, true)),
        fails: fails.map((each) => each.assumeCondition(name, false)),
      };
      return problem === undefined ? branches : { ...branches, problem };
    } finally {
      this.following.delete(name);
    }
  }

  public expression(node: Json, when: Assumptions): Branches {
    const { effort } = this.evaluation;
    const limit = effort.enter();
    if (limit !== undefined) return undecided(when, { kind: 'limit', text: limit });
    try {
      return this.decide(node, when);
    } finally {
      effort.leave();
    }
  }

  private decide(node: Json, when: Assumptions): Branches {
    const [key, ...others] = isObject(node) ? Object.keys(node) : [];
    if (!isObject(node) || key === undefined || others.length > 0) return literally(node, when);
    const argument = member(node, key) ?? null;
    const operands = isList(argument) ? argument : [];
    const [first, second] = operands;
    switch (key) {
      case 'Condition':
        return typeof argument === 'string' ? this.named(argument, when) : misread("'Condition' does not name a condition", when);
      case 'Fn::Equals':
        if (first === undefined || second === undefined || operands.length !== 2)
          return misread("'Fn::Equals' does not take two values", when);
        return this.parameterEquals(first, second, when) ?? this.outcomesEqual(first, second, when);
      case 'Fn::Not':
        if (first === undefined || operands.length !== 1) return misread("'Fn::Not' does not take one condition", when);
        return negated(this.expression(first, when));
      case 'Fn::And':
        return operands.length === 0 ? misread("'Fn::And' does not take a list of conditions", when) : this.allHold(operands, when);
      case 'Fn::Or':
        return operands.length === 0 ? misread("'Fn::Or' does not take a list of conditions", when) : this.anyHolds(operands, when);
      default:
        return undecided(when);
    }
  }

  private allHold(operands: readonly Json[], when: Assumptions): Branches {
    return this.inOrder(
      operands,
      when,
      ({ holds, fails }) => ({ goesOn: holds, decided: fails }),
      (left, fails) => ({ holds: left, fails }),
    );
  }

  private anyHolds(operands: readonly Json[], when: Assumptions): Branches {
    return this.inOrder(
      operands,
      when,
      ({ holds, fails }) => ({ goesOn: fails, decided: holds }),
      (left, holds) => ({ holds, fails: left }),
    );
  }

  /**
   * Decides operands one after the other. Each is decided in the cases that the operands before it leave open.
   *
   * @param split separates the cases in which an operand leaves the result open from those in which it decides the result
   * @param result combines the cases that all operands leave open and those that one decides
   */
  private inOrder(
    operands: readonly Json[],
    when: Assumptions,
    split: (branches: Branches) => { readonly goesOn: readonly Assumptions[]; readonly decided: readonly Assumptions[] },
    result: (left: readonly Assumptions[], decided: readonly Assumptions[]) => Branches,
  ): Branches {
    let left: readonly Assumptions[] = [when];
    const allDecided: Assumptions[] = [];
    let problem: UnresolvedReason | undefined;
    for (const operand of operands) {
      const next: Assumptions[] = [];
      for (const each of left) {
        const branches = this.expression(operand, each);
        const { goesOn, decided } = split(branches);
        next.push(...goesOn);
        allDecided.push(...decided);
        problem ??= branches.problem;
      }
      left = Assumptions.merge(next, when);
      if (left.length > MOST_CASES || allDecided.length > MOST_CASES) return undecided(when, problem);
    }
    const branches = result(left, Assumptions.merge(allDecided, when));
    return problem === undefined ? branches : { ...branches, problem };
  }

  /** Decides `Fn::Equals` of a parameter and a literal. It is the only comparison that also narrows a free parameter. */
  private parameterEquals(left: Json, right: Json, when: Assumptions): Branches | undefined {
    const name = parameterName(left) ?? parameterName(right);
    const literal = scalarText(parameterName(left) === undefined ? left : right);
    const parameter = name === undefined ? undefined : this.evaluation.names.parameter(name);
    if (name === undefined || parameter === undefined || literal === undefined || parameter.isList) return undefined;
    const domain = when.domain(name) ?? parameter.domain;
    const assume = (narrowed: Domain | undefined): Assumptions[] => (narrowed === undefined ? [] : [when.assumeParameter(name, narrowed)]);
    return { holds: assume(restrictTo(domain, literal, 'condition')), fails: assume(without(domain, literal)) };
  }

  private outcomesEqual(left: Json, right: Json, when: Assumptions): Branches {
    const holds: Assumptions[] = [];
    const fails: Assumptions[] = [];
    for (const a of this.evaluation.evaluate(left, undefined, when)) {
      for (const b of this.evaluation.evaluate(right, undefined, a.when)) {
        const equal = areEqual(a, b);
        if (equal !== false) holds.push(b.when);
        if (equal !== true) fails.push(b.when);
      }
    }
    const branches = { holds: Assumptions.merge(holds, when), fails: Assumptions.merge(fails, when) };
    return branches.holds.length > MOST_CASES || branches.fails.length > MOST_CASES ? undecided(when) : branches;
  }
}

/** The condition functions as values: `true` or `false`. */
export const conditionFunctions: readonly [string, IntrinsicFunction][] = ['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or'].map((name) => [
  name,
  (argument, _pointer, when, { conditions }) => {
    const { holds, fails, problem } = conditions.expression({ [name]: argument }, when);
    const outcomes: Outcome[] = [
      ...holds.map((each) => known('true', each, LITERAL)),
      ...fails.map((each) => known('false', each, LITERAL)),
    ];
    return problem === undefined ? outcomes : [...outcomes, unresolved(problem, when)];
  },
]);

function literally(node: Json, when: Assumptions): Branches {
  const text = scalarText(node);
  if (text === 'true') return { holds: [when], fails: [] };
  if (text === 'false') return { holds: [], fails: [when] };
  return misread('a condition is neither a condition function nor true or false', when);
}

/** Tells whether two outcomes are equal; undefined if they may or may not be. The value of a dynamic reference is not in the template. */
function areEqual(a: Outcome, b: Outcome): boolean | undefined {
  const [left, right] = [comparedText(a), comparedText(b)];
  if (left === undefined || right === undefined || left.includes('{{resolve:') || right.includes('{{resolve:')) return undefined;
  if (a.kind === 'known' && b.kind === 'known') return left === right;
  if (a.kind === 'unresolved' && b.kind === 'unresolved') return undefined;
  return (a.kind === 'unresolved' ? mayRead(left, right) : mayRead(right, left)) ? undefined : false;
}

function comparedText(outcome: Outcome): string | undefined {
  if (outcome.kind === 'known') return scalarText(outcome.value);
  return outcome.kind === 'unresolved' ? outcome.text : undefined;
}

function negated({ holds, fails, ...rest }: Branches): Branches {
  return { holds: fails, fails: holds, ...rest };
}

function undecided(when: Assumptions, problem?: UnresolvedReason): Branches {
  return problem === undefined ? { holds: [when], fails: [when] } : { holds: [when], fails: [when], problem };
}

function misread(text: string, when: Assumptions): Branches {
  return undecided(when, { kind: 'function', text });
}
