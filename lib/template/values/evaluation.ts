import type { Assumptions } from './assumptions';
import type { Effort } from './effort';
import { isObject, type Json, type JsonObject, type Pointer } from '../../base/json/json';
import type { Outcome } from './outcome';
import type { Parameter } from './parameters';
import type { Resource } from '../resource';
import type { UnresolvedReason } from './unresolved-reason';

/** The names that expressions of a template may refer to. */
export interface Names {
  /** Distinguishes the deployments of a template that is nested more than once. */
  readonly deployment: string;
  parameter(name: string): Parameter | undefined;
  mappingNames(): readonly string[];
  mapping(name: string): JsonObject | undefined;
  condition(name: string): Json | undefined;
  declares(logicalId: string): boolean;
  resource(logicalId: string): Resource | undefined;
  /** Returns the outcomes of a nested stack's output; undefined if its template is unchecked. */
  nestedOutput(stack: string, output: string): readonly Outcome[] | undefined;
  /** Returns the outcomes of a value that another template exports; undefined if no checked template does. */
  imported(exportName: string): readonly Outcome[] | undefined;
}

/** Evaluates the arguments of intrinsic functions and conditions. */
export interface Evaluation {
  readonly names: Names;
  readonly effort: Effort;
  readonly conditions: Conditions;
  /** Returns every outcome of the expression, at least one. Members of lists and objects stay unevaluated. */
  evaluate(node: Json, pointer: Pointer | undefined, when: Assumptions): Outcome[];
  /**
   * Evaluates several expressions one after the other, each under the assumptions of those before it: a parameter that is used twice has
   * one value. Then combines each sequence to one outcome.
   */
  sequence(nodes: readonly Json[], pointer: Pointer, when: Assumptions, combine: Combine): Outcome[];
}

export type Combine = (parts: readonly Outcome[], when: Assumptions) => Outcome;

/** Computes the outcomes of an intrinsic function from its argument, the argument's place, and the assumptions. */
export type IntrinsicFunction = (argument: Json, pointer: Pointer, when: Assumptions, evaluation: Evaluation) => Outcome[];

export interface Conditions {
  /** Decides a condition by its name, as in `Fn::If` and a resource's `Condition`. */
  named(name: string, when: Assumptions): Branches;
  /** Decides a condition that is written out. */
  expression(node: Json, when: Assumptions): Branches;
}

/** The cases in which a condition holds, and those in which it fails. Either may be empty. */
export interface Branches {
  readonly holds: readonly Assumptions[];
  readonly fails: readonly Assumptions[];
  /** Present if the condition could not be followed. Both sides are then possible. */
  readonly problem?: UnresolvedReason;
}

/**
 * The number of outcomes of one expression. Above it, each value is kept once, without its assumptions. If that is still too many, the
 * expression is unresolved.
 */
export const MOST_OUTCOMES = 1000;

/**
 * Returns the function's name if the value is an intrinsic function: an object with that one key. `Fn::ForEach` expands to members, so it
 * is not an intrinsic function here.
 */
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
