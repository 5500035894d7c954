import type { Assumptions } from './assumptions';
import { type Effort, TOO_MANY } from './effort';
import {
  type Combine,
  type Conditions,
  type Evaluation,
  intrinsicName,
  type IntrinsicFunction,
  MOST_OUTCOMES,
  type Names,
} from './evaluation';
import { conditionFunctions, ConditionEvaluator } from './intrinsics/conditions';
import { findInMap } from './intrinsics/find-in-map';
import { ifFunction } from './intrinsics/if';
import { length, select, split } from './intrinsics/lists';
import { getAtt, importValue, ref } from './intrinsics/references';
import { RUN_TIME, runTime } from './intrinsics/run-time';
import { base64, join, sub } from './intrinsics/text';
import { isObject, member, type Json, type Pointer } from '../../base/json/json';
import { beyond, known, LITERAL, scalarText, undecidable, type Outcome } from './outcome';
import { reasonKey } from './unresolved-reason';

const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::ImportValue', importValue],
  ['Fn::If', ifFunction],
  ['Fn::FindInMap', findInMap],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Base64', base64],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Length', length],
  [RUN_TIME, runTime],
  ...conditionFunctions,
]);

/**
 * Folds expressions of one template into their possible outcomes.
 *
 * Never throws for the content of a template: an undecided expression is an `Unresolved` outcome with its reason.
 */
export class Evaluator implements Evaluation {
  public readonly conditions: Conditions = new ConditionEvaluator(this);

  public constructor(
    public readonly names: Names,
    public readonly effort: Effort,
  ) {}

  public evaluate(node: Json, pointer: Pointer | undefined, when: Assumptions): Outcome[] {
    const name = intrinsicName(node);
    if (name === undefined) return [known(node, when, LITERAL, pointer)];
    const compute = FUNCTIONS.get(name);
    if (compute === undefined) {
      const reason = `'${name}' is computed only at deployment`;
      // Its argument is in the template, so not following it is a limit of this library.
      return [name === 'Fn::ToJsonString' ? beyond(reason, when) : undecidable(reason, when)];
    }
    const limit = this.effort.enter();
    if (limit !== undefined) return [beyond(limit, when)];
    try {
      const outcomes = compute(isObject(node) ? (member(node, name) ?? null) : null, [...(pointer ?? []), name], when, this);
      if (outcomes.length === 0) return [undecidable(`'${name}' has no value`, when)];
      return outcomes.length <= MOST_OUTCOMES ? outcomes : distinct(outcomes, when);
    } finally {
      this.effort.leave();
    }
  }

  public sequence(nodes: readonly Json[], pointer: Pointer, when: Assumptions, combine: Combine): Outcome[] {
    let sequences: Sequence[] = [{ parts: [], when }];
    for (const [index, node] of nodes.entries()) {
      if (intrinsicName(node) === undefined) {
        const literal = known(node, when, LITERAL, [...pointer, index]);
        for (const { parts } of sequences) parts.push(literal);
      } else {
        sequences = sequences.flatMap((sequence) => this.continued(sequence, node, [...pointer, index]));
      }
      if (sequences.length > MOST_OUTCOMES || !this.effort.spend(sequences.length / 10)) return [beyond(TOO_MANY, when)];
    }
    return sequences.map((sequence) => combine(sequence.parts, sequence.when));
  }

  private continued({ parts, when }: Sequence, node: Json, pointer: Pointer): Sequence[] {
    const outcomes = this.evaluate(node, pointer, when);
    return outcomes.map((outcome, index) => {
      // The last outcome reuses the list: most expressions have one, and copies would make long lists slow.
      const own = index === outcomes.length - 1 ? parts : [...parts];
      own.push(outcome);
      return { parts: own, when: outcome.when };
    });
  }
}

interface Sequence {
  readonly parts: Outcome[];
  readonly when: Assumptions;
}

/** Keeps each value once, for all its assumptions. Above `MOST_OUTCOMES` values, returns one unresolved outcome. */
function distinct(outcomes: readonly Outcome[], when: Assumptions): Outcome[] {
  const values = new Map<unknown, Outcome>();
  for (const outcome of outcomes) {
    const key = identity(outcome);
    if (!values.has(key)) values.set(key, { ...outcome, when });
  }
  return values.size <= MOST_OUTCOMES ? [...values.values()] : [beyond(TOO_MANY, when)];
}

function identity(outcome: Outcome): unknown {
  if (outcome.kind === 'absent') return outcome.kind;
  if (outcome.kind === 'unresolved')
    return `unresolved ${reasonKey(outcome.reason)} ${outcome.text ?? ''} ${String(outcome.givenTo !== undefined)}`;
  const text = scalarText(outcome.value);
  return text === undefined ? outcome.value : `known ${text}`;
}
