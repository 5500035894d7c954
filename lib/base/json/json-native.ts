import type { Json } from './json';
import { DEEPEST } from './limits';

/** The beginning of a text that has each value on a line of its own, indented by blanks. */
const INDENTED = /^\{\n( {1,8})"/;

/** A string, or blanks outside of strings. */
const STRING_OR_BLANKS = /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g;

/**
 * Parses a text in which nothing can be wrong: where writing the value again gives the same text, but for blanks, no key is written
 * twice in it. Returns undefined for any other text: errors, keys written twice, more than `DEEPEST` levels, and other spellings of
 * the same value. The engine does all of the work, in a fraction of the time that the scanner takes.
 * test/base/json-native.test.ts compares the two.
 */
export function parseNatively(text: string): Json | undefined {
  const indent = INDENTED.exec(text)?.[1] ?? ' ';
  try {
    const value = JSON.parse(text) as Json;
    const written = JSON.stringify(value, undefined, indent);
    if (written.includes(`\n${indent.repeat(DEEPEST)}`)) return undefined;
    // The CDK writes its templates exactly like this.
    const isSame = text === written || text === `${written}\n` || text.replace(STRING_OR_BLANKS, '$1') === JSON.stringify(value);
    return isSame ? value : undefined;
  } catch {
    // Not JSON, or too deep for the engine: the scanner reports where.
    return undefined;
  }
}
