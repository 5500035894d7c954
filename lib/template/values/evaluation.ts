import type { Assumptions } from './assumptions';
import type { Effort } from './effort';
import { isObject, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import type { Outcome } from './outcome';
import type { Parameter } from './parameters';
import type { Resource } from '../resource';
import type { UnresolvedReason } from './unresolved-reason';

/** What the expressions of a template may refer to. */
export interface Names {
  /** Tells apart the deployments of a template that is nested more than once. */
  readonly deployment: string;
  parameter(name: string): Parameter | undefined;
  mappingNames(): readonly string[];
  mapping(name: string): JsonObject | undefined;
  condition(name: string): Json | undefined;
  declares(logicalId: string): boolean;
  resource(logicalId: string): Resource | undefined;
  /** An output of a nested stack; undefined where its template is not at hand. */
  nestedOutput(stack: string, output: string): readonly Outcome[] | undefined;
  /** A value that another template exports; undefined where none at hand does. */
  imported(exportName: string): readonly Outcome[] | undefined;
}

/** What intrinsic functions and conditions need to compute their arguments. */
export interface Evaluation {
  readonly names: Names;
  readonly effort: Effort;
  readonly conditions: Conditions;
  /** Every way the expression may turn out; members of lists and objects are left unevaluated. Never empty. */
  evaluate(node: Json, pointer: Pointer | undefined, when: Assumptions): Outcome[];
  /**
   * Evaluates several expressions one after the other, each under what the ones before it assumed, so that a parameter
   * used twice has one value. `combine` makes one outcome of each sequence.
   */
  sequence(nodes: readonly Json[], pointer: Pointer, when: Assumptions, combine: Combine): Outcome[];
}

export type Combine = (parts: readonly Outcome[], when: Assumptions) => Outcome;

/** Computes an intrinsic function: its argument, where the argument is written, what is assumed. */
export type IntrinsicFunction = (argument: Json, pointer: Pointer, when: Assumptions, evaluation: Evaluation) => Outcome[];

export interface Conditions {
  /** A condition by name, as `Fn::If` and a resource's `Condition` give it. */
  named(name: string, when: Assumptions): Branches;
  /** A condition written out. */
  expression(node: Json, when: Assumptions): Branches;
}

/** The ways a condition may hold and the ways it may not. An empty list: it cannot. */
export interface Branches {
  readonly holds: readonly Assumptions[];
  readonly fails: readonly Assumptions[];
  /** Set where the condition could not be followed; both ways are then possible. */
  readonly problem?: UnresolvedReason;
}

/** More outcomes than this of one expression are not told apart. */
export const MOST_OUTCOMES = 1000;

/** The function's name where the value is an intrinsic function: an object with that one key. A loop writes out members and is none. */
export function intrinsicName(node: Json): string | undefined {
  if (!isObject(node)) return undefined;
  let name: string | undefined;
  for (const key in node) {
    if (!Object.hasOwn(node, key)) continue;
    if (name !== undefined) return undefined;
    name = key;
  }
  return name !== undefined && (name === 'Ref' || (name.startsWith('Fn::') && !name.startsWith('Fn::ForEach::'))) ? name : undefined;
}
