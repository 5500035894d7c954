import type { Origin } from '../outcome';
import type { UnresolvedReason } from '../unresolved-reason';

/**
 * A text as a template writes it. A part with several possible texts is a choice in its place. So the size of a text is the sum of its
 * parts, however many texts are possible.
 */
export type Text = readonly TextPart[];

export type TextPart = string | Choice | EncodedText;

/** A part of a text with several values, with a value that is written elsewhere, or with a value that only the deployment knows. */
export interface Choice {
  readonly kind: 'choice';
  /** The condition or parameter that decides. Choices with the same selector are decided together, by the tags of their options. */
  readonly selector: string;
  /** The name of the part for a reader of the template, such as `${Device}`; undefined if it has no short name. */
  readonly shown?: string;
  /** Each text once. Empty for a part that only the deployment knows. */
  readonly options: readonly Option[];
  /** The reason why the part may be something other than its options; undefined if it may not. */
  readonly open?: UnresolvedReason;
}

export interface Option {
  readonly tag: string;
  readonly text: Text;
  readonly origin: Origin;
}

/** The base64 of a text, as part of another text. */
export interface EncodedText {
  readonly kind: 'base64';
  readonly text: Text;
}

/** The text of `AWS::NoValue`. It differs from other empty texts by identity: an absent list item takes its delimiter along. */
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
