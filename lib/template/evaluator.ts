import type { Assumptions } from './assumptions';
import { conditionFunctions, ConditionEvaluator } from './intrinsics/conditions';
import { findInMap } from './intrinsics/find-in-map';
import { ifFunction } from './intrinsics/if';
import { length, select, split } from './intrinsics/lists';
import { getAtt, importValue, ref } from './intrinsics/references';
import { base64, join, sub } from './intrinsics/text';
import { isObject, type Json, type Pointer } from './json';
import { known, LITERAL, unresolved, type Outcome } from './outcome';
import type { Template } from './template';

/** Computes an intrinsic function: its argument, where the argument is written, what is assumed. */
export type IntrinsicFunction = (argument: Json, pointer: Pointer, when: Assumptions, evaluator: Evaluator) => Outcome[];

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
  ...conditionFunctions,
]);

/** Deeper nesting of functions than this is not followed. CloudFormation's own templates stay below 20. */
const DEEPEST = 100;
/** More ways than this for one expression to turn out are not told apart. */
const MOST_OUTCOMES = 1000;
/** Functions computed for one expression before it is given up as too complex. */
const MOST_STEPS = 20_000;

/**
 * Folds expressions of one template into the outcomes they may have.
 *
 * Nothing is thrown for what a template holds: whatever cannot be decided is an `Unresolved` outcome with its reason.
 */
export class Evaluator {
  public readonly conditions = new ConditionEvaluator(this);
  private depth = 0;
  private steps = 0;

  public constructor(public readonly template: Template) {}

  /** Every way the expression may turn out; members of lists and objects are left unevaluated. */
  public evaluate(node: Json, pointer: Pointer | undefined, when: Assumptions): Outcome[] {
    const name = intrinsicName(node);
    if (name === undefined) return [known(node, when, LITERAL, pointer)];
    if (this.depth === 0) this.steps = 0;
    if (this.depth >= DEEPEST) return [unresolved({ kind: 'limit', text: 'it is nested too deeply to follow' }, when)];
    if (++this.steps > MOST_STEPS) return [unresolved({ kind: 'limit', text: 'it has too many combinations to follow' }, when)];
    const compute = FUNCTIONS.get(name);
    if (compute === undefined) return [unresolved({ kind: 'function', text: `'${name}' is computed at deployment only` }, when)];
    this.depth++;
    try {
      const outcomes = compute(isObject(node) ? (node[name] ?? null) : null, [...(pointer ?? []), name], when, this);
      return outcomes.length <= MOST_OUTCOMES ? outcomes : [unresolved({ kind: 'limit', text: 'it has too many combinations to follow' }, when)];
    } finally {
      this.depth--;
    }
  }

  /**
   * Evaluates several expressions one after the other, each under what the ones before it assumed, so that a parameter
   * used twice has one value. `combine` makes one outcome of each sequence.
   */
  public sequence(nodes: readonly Json[], pointer: Pointer, when: Assumptions, combine: (parts: readonly Outcome[], when: Assumptions) => Outcome): Outcome[] {
    let sequences: { parts: readonly Outcome[]; when: Assumptions }[] = [{ parts: [], when }];
    nodes.forEach((node, index) => {
      if (intrinsicName(node) === undefined) {
        const literal = known(node, when, LITERAL, [...pointer, index]);
        for (const sequence of sequences) sequence.parts = [...sequence.parts, literal];
        return;
      }
      sequences = sequences.flatMap(({ parts, when: sofar }) =>
        this.evaluate(node, [...pointer, index], sofar).map((outcome) => ({ parts: [...parts, outcome], when: outcome.when })),
      );
      if (sequences.length > MOST_OUTCOMES) {
        sequences = [{ parts: [unresolved({ kind: 'limit', text: 'it has too many combinations to follow' }, when)], when }];
      }
    });
    return sequences.map(({ parts, when: assumed }) => combine(parts, assumed));
  }
}

/** The function's name where the value is an intrinsic function: an object with that one key. */
export function intrinsicName(node: Json): string | undefined {
  if (!isObject(node)) return undefined;
  let name: string | undefined;
  for (const key in node) {
    if (!Object.hasOwn(node, key)) continue;
    if (name !== undefined) return undefined;
    name = key;
  }
  return name !== undefined && (name === 'Ref' || name.startsWith('Fn::')) ? name : undefined;
}
