import { restrictTo, without, type Assumptions, type Domain } from '../assumptions';
import type { Evaluator, IntrinsicFunction } from '../evaluator';
import { isList, isObject, member, type Json } from '../json';
import { known, LITERAL, scalarText, unresolved, type Outcome, type UnresolvedReason } from '../outcome';

/** The ways a condition may hold and the ways it may not. An empty list: it cannot. */
export interface Branches {
  readonly holds: readonly Assumptions[];
  readonly fails: readonly Assumptions[];
  /** Set where the condition could not be followed; both ways are then possible. */
  readonly problem?: UnresolvedReason;
}

/** More ways than this for a condition to hold are not told apart. */
const MOST_WAYS = 64;

/** Decides conditions, and narrows parameters to what each side of a decision leaves. */
export class ConditionEvaluator {
  private readonly following = new Set<string>();

  public constructor(private readonly evaluator: Evaluator) {}

  /** A condition by name, as `Fn::If` and a resource's `Condition` give it. */
  public named(name: string, when: Assumptions): Branches {
    const decided = when.condition(name);
    if (decided !== undefined) return decided ? { holds: [when], fails: [] } : { holds: [], fails: [when] };
    const expression = this.evaluator.template.condition(name);
    if (expression === undefined) return undecided(when, { kind: 'function', text: `condition '${name}' is not defined in the template` });
    if (this.following.has(name)) return undecided(when, { kind: 'limit', text: `condition '${name}' refers to itself` });
    this.following.add(name);
    try {
      const { holds, fails, problem } = this.expression(expression, when);
      return {
        holds: tooMany(holds) ? [when.assumeCondition(name, true)] : holds.map((way) => way.assumeCondition(name, true)),
        fails: tooMany(fails) ? [when.assumeCondition(name, false)] : fails.map((way) => way.assumeCondition(name, false)),
        ...(problem === undefined ? {} : { problem }),
      };
    } finally {
      this.following.delete(name);
    }
  }

  public expression(node: Json, when: Assumptions): Branches {
    const key = isObject(node) ? Object.keys(node)[0] : undefined;
    if (!isObject(node) || key === undefined) {
      const text = scalarText(node);
      if (text === 'true') return { holds: [when], fails: [] };
      if (text === 'false') return { holds: [], fails: [when] };
      return undecided(when, { kind: 'function', text: 'a condition is not written as one' });
    }
    const argument = member(node, key) ?? null;
    const operands = isList(argument) ? argument : [];
    switch (key) {
      case 'Condition':
        return typeof argument === 'string'
          ? this.named(argument, when)
          : undecided(when, { kind: 'function', text: "'Condition' does not name a condition" });
      case 'Fn::Equals':
        return operands.length === 2 ? this.equals(operands, when) : undecided(when, { kind: 'function', text: "'Fn::Equals' does not take two values" });
      case 'Fn::Not':
        return swap(this.expression(operands[0] ?? argument, when));
      case 'Fn::And':
        return this.all(operands, when);
      case 'Fn::Or':
        return swap(this.all(operands.map((operand) => ({ 'Fn::Not': [operand] })), when));
      default:
        return undecided(when);
    }
  }

  private all(operands: readonly Json[], when: Assumptions): Branches {
    let holds: readonly Assumptions[] = [when];
    const fails: Assumptions[] = [];
    let problem: UnresolvedReason | undefined;
    for (const operand of operands) {
      const next: Assumptions[] = [];
      for (const way of holds) {
        const branches = this.expression(operand, way);
        next.push(...branches.holds);
        fails.push(...branches.fails);
        problem ??= branches.problem;
      }
      if (tooMany(next) || tooMany(fails)) return undecided(when, problem);
      holds = next;
    }
    return problem === undefined ? { holds, fails } : { holds, fails, problem };
  }

  private equals(operands: readonly Json[], when: Assumptions): Branches {
    return this.parameterEquals(operands, when) ?? this.outcomesEqual(operands, when);
  }

  /** `Fn::Equals` of a parameter and a literal: the one comparison that narrows a parameter even where it is free. */
  private parameterEquals([left = null, right = null]: readonly Json[], when: Assumptions): Branches | undefined {
    const name = parameterName(left) ?? parameterName(right);
    const literal = scalarText(parameterName(left) === undefined ? left : right);
    if (name === undefined || literal === undefined) return undefined;
    const parameter = this.evaluator.template.parameter(name);
    if (parameter === undefined || parameter.isList) return undefined;
    const domain = when.domain(name) ?? parameter.domain;
    if (domain.open?.kind === 'ssm') return undefined;
    const assume = (narrowed: Domain | undefined): Assumptions[] => (narrowed === undefined ? [] : [when.assumeParameter(name, narrowed)]);
    return { holds: assume(restrictTo(domain, literal)), fails: assume(without(domain, literal)) };
  }

  private outcomesEqual([left = null, right = null]: readonly Json[], when: Assumptions): Branches {
    const holds: Assumptions[] = [];
    const fails: Assumptions[] = [];
    for (const a of this.evaluator.evaluate(left, undefined, when)) {
      for (const b of this.evaluator.evaluate(right, undefined, a.when)) {
        const equal = areEqual(a, b);
        if (equal !== false) holds.push(b.when);
        if (equal !== true) fails.push(b.when);
      }
    }
    return tooMany(holds) || tooMany(fails) ? undecided(when) : { holds, fails };
  }
}

/** Conditions used as values: `true` or `false`. */
export const conditionFunctions: readonly [string, IntrinsicFunction][] = ['Fn::Equals', 'Fn::Not', 'Fn::And', 'Fn::Or'].map((name) => [
  name,
  (argument, _pointer, when, evaluator) => {
    const { holds, fails, problem } = evaluator.conditions.expression({ [name]: argument }, when);
    const outcomes: Outcome[] = [...holds.map((way) => known('true', way, LITERAL)), ...fails.map((way) => known('false', way, LITERAL))];
    return problem === undefined ? outcomes : [...outcomes, unresolved(problem, when)];
  },
]);

function parameterName(node: Json): string | undefined {
  const name = isObject(node) ? member(node, 'Ref') : undefined;
  return typeof name === 'string' ? name : undefined;
}

function areEqual(a: Outcome, b: Outcome): boolean | undefined {
  if (a.kind !== 'known' || b.kind !== 'known') return undefined;
  const [left, right] = [scalarText(a.value), scalarText(b.value)];
  return left === undefined || right === undefined ? undefined : left === right;
}

function tooMany(ways: readonly Assumptions[]): boolean {
  return ways.length > MOST_WAYS;
}

function swap({ holds, fails, ...rest }: Branches): Branches {
  return { holds: fails, fails: holds, ...rest };
}

function undecided(when: Assumptions, problem?: UnresolvedReason): Branches {
  return problem === undefined ? { holds: [when], fails: [when] } : { holds: [when], fails: [when], problem };
}
