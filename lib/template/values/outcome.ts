import type { Assumptions } from './assumptions';
import { HOLE } from '../../base/hole';
import type { Json, Pointer } from '../../base/json/json';
import type { DeclaredParameter, UnresolvedReason } from './unresolved-reason';

/** The sources of a value, innermost first: `parameter InstanceType (Default)`, `branch IsProd (true)`. Empty for a literal. */
export type Origin = readonly string[];

export const LITERAL: Origin = [];

export function describeOrigin(origin: Origin): string {
  return origin.length === 0 ? 'literal' : origin.join(', ');
}

interface OutcomeBase {
  /** The assumptions of the outcome. */
  readonly when: Assumptions;
  readonly origin: Origin;
}

/** A value: a scalar, or a list or object whose members may still hold intrinsic functions. */
export interface Known extends OutcomeBase {
  readonly kind: 'known';
  readonly value: Json;
  /** The place of the value in the document; undefined for a computed value. */
  readonly pointer: Pointer | undefined;
  /** The places of a parameter's value in its declaration: its `Default`, and the equal entries of `AllowedValues`. */
  readonly written?: readonly Pointer[];
  /** A list whose positions may each hold any of the items: a list parameter with AllowedValues. */
  readonly anyOrder?: true;
}

/** `AWS::NoValue`, or no value at all. */
export interface Absent extends OutcomeBase {
  readonly kind: 'absent';
}

export interface Unresolved extends OutcomeBase {
  readonly kind: 'unresolved';
  readonly reason: UnresolvedReason;
  /** A partly known text. `HOLE` stands for each undecided part. */
  readonly text?: string;
  /** The parameter whose whole, unchanged value this is; absent if a function changes the value. */
  readonly givenTo?: DeclaredParameter;
  /** For a parameter's own value: tells whether its AllowedPattern admits a text. */
  readonly admits?: (text: string) => boolean;
}

/** A possible value of an expression, under assumptions. */
export type Outcome = Known | Absent | Unresolved;

export function known(value: Json, when: Assumptions, origin: Origin, pointer?: Pointer): Known {
  return { kind: 'known', value, when, origin, pointer };
}

export function unresolved(reason: UnresolvedReason, when: Assumptions, origin: Origin = LITERAL, text?: string): Unresolved {
  return text === undefined ? { kind: 'unresolved', reason, when, origin } : { kind: 'unresolved', reason, when, origin, text };
}

/** Returns the outcome of an expression that is wrong, or that only the deployment can compute. */
export function undecidable(text: string, when: Assumptions): Unresolved {
  return unresolved({ kind: 'function', text }, when);
}

/** Returns the outcome of an expression that exceeds a limit of this library. */
export function beyond(limit: string, when: Assumptions, origin: Origin = LITERAL): Unresolved {
  return unresolved({ kind: 'limit', text: limit }, when, origin);
}

/** Tells whether a text may be `whole`, with any text in place of its holes. */
export function mayRead(text: string, whole: string): boolean {
  const [head = '', ...rest] = text.split(HOLE);
  const tail = rest.pop();
  if (tail === undefined) return text === whole;
  let from = head.length;
  for (const piece of rest) {
    const at = whole.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return whole.startsWith(head) && whole.endsWith(tail) && whole.length - tail.length >= from;
}

/** Returns a scalar as CloudFormation passes it to a string property; undefined for null, lists and objects. */
export function scalarText(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
