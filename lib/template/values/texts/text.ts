import type { Origin } from '../outcome';
import type { UnresolvedReason } from '../unresolved-reason';

/**
 * A text as a template writes it. A part that may turn out to be several things is a choice in its place, so the size of a text is
 * the sum of its parts, however many texts it may turn out to be.
 */
export type Text = readonly TextPart[];

export type TextPart = string | Choice | EncodedText;

/** A part of a text that has several values, or a value that is written elsewhere, or one that only the deployment knows. */
export interface Choice {
  readonly kind: 'choice';
  /** Names what decides: a condition, a parameter. Choices with one selector are decided together, each by the option's tag. */
  readonly selector: string;
  /** The part as a reader of the template knows it, such as `${Device}`; undefined if it has no short name. */
  readonly shown?: string;
  /** Each text once. None for a part that only the deployment knows. */
  readonly options: readonly Option[];
  /** Why the part may be something else than its options; undefined if it may not. */
  readonly open?: UnresolvedReason;
}

export interface Option {
  readonly tag: string;
  readonly text: Text;
  readonly origin: Origin;
}

/** The base64 of a text, as a part of another one. */
export interface EncodedText {
  readonly kind: 'base64';
  readonly text: Text;
}

/** What `AWS::NoValue` leaves. Told apart from other empty texts by identity: an absent item of a list takes its delimiter along. */
export const ABSENT: Text = [];

/** Returns the size of a text without the options of its choices, which have sizes of their own. */
export function lengthOf(text: Text): number {
  return text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : part.kind === 'choice' ? 1 : lengthOf(part.text)), 0);
}

/** Returns a part that only the deployment knows, or that is not followed. */
export function unknownText(reason: UnresolvedReason, shown?: string): Text {
  const choice: Choice = { kind: 'choice', selector: reason.text, options: [], open: reason };
  return [shown === undefined ? choice : { ...choice, shown }];
}
