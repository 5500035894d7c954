import { isList, isObject, member, type Json } from '../json/json';
import { LONGEST_YAML } from '../json/limits';
import type { LineIndex } from '../json/position';
import { UnreadableTemplateError } from '../json/unreadable-text-error';

/** NEL, the line separator and the paragraph separator. They end a line in YAML 1.1, and not in YAML 1.2. */
const LINE_ENDS_OF_1_1 = /[\u0085\u2028\u2029]/g;

/** Tells whether a text has characters that end a line in YAML 1.1 only. */
export function hasDisputedLineEnds(text: string): boolean {
  // Three searches for a character are much faster than one for a pattern.
  return text.includes('\u0085') || text.includes('\u2028') || text.includes('\u2029');
}

/** The number of characters that are compared. */
const MOST_COMPARED = 4 * LONGEST_YAML;

/**
 * Checks that a text means the same in YAML 1.1 and 1.2, apart from blanks in texts, although some characters end a line in YAML 1.1 only.
 * Parsers disagree on these characters, so a text with two meanings is refused.
 *
 * @throws UnreadableTemplateError if the text has two meanings
 */
export function requireSameLines(text: string, value: Json, lines: LineIndex, read: (text: string) => Json): void {
  if (!hasDisputedLineEnds(text)) return;
  const first = text.search(LINE_ENDS_OF_1_1);
  if (
    sameButBlanks(
      value,
      valueOrNothing(() => read(text.replace(LINE_ENDS_OF_1_1, '\n'))),
    )
  )
    return;
  const code = text.charCodeAt(first).toString(16).toUpperCase().padStart(4, '0');
  throw new UnreadableTemplateError(
    `the character U+${code} ends a line in YAML 1.1, which changes the meaning: write a line feed or a space in its place`,
    lines.position(first),
  );
}

function valueOrNothing(read: () => Json): Json | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableTemplateError) return undefined;
    throw error;
  }
}

/**
 * Compares values apart from blanks in their texts and keys. Counts aliases at each use, and returns false for values that are then too
 * large.
 */
function sameButBlanks(one: Json, other: Json | undefined): boolean {
  let left = MOST_COMPARED;
  const isSame = (a: Json | undefined, b: Json | undefined): boolean => {
    left -= typeof a === 'string' ? a.length + 1 : 1;
    if (left < 0) return false;
    if (typeof a === 'string' && typeof b === 'string') return withoutBlanks(a) === withoutBlanks(b);
    if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
    if (!isObject(a) || !isObject(b)) return a === b;
    const [keys, others] = [Object.keys(a), Object.keys(b)];
    return (
      keys.length === others.length &&
      keys.every((key, index) => {
        const other = others[index] ?? '';
        return isSame(key, other) && isSame(member(a, key), member(b, other));
      })
    );
  };
  return isSame(one, other);
}

function withoutBlanks(text: string): string {
  return text.replace(/[\s\u0085]+/g, '');
}
