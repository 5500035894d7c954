import type { Json } from './json';
import { DEEPEST } from './limits';

/** The beginning of a text with each value on its own line, indented by blanks. */
const INDENTED = /^\{\n( {1,8})"/;

/** A string, or blanks outside strings. */
const STRING_OR_BLANKS = /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g;

/**
 * Parses a text that certainly has no errors: printing the value again gives the same text apart from blanks, so no key is written twice.
 * Returns undefined for any other text, such as one with errors, keys written twice, more than `DEEPEST` levels, or other spellings of a
 * value. The engine does all the work, in a fraction of the scanner's time. test/base/json-native.test.ts compares the two.
 */
export function parseNatively(text: string): Json | undefined {
  const indent = INDENTED.exec(text)?.[1] ?? ' ';
  try {
    const value = JSON.parse(text) as Json;
    const written = JSON.stringify(value, undefined, indent);
    if (written.includes(`\n${indent.repeat(DEEPEST)}`)) return undefined;
    // The CDK writes its templates in exactly this form.
    const isSame = text === written || text === `${written}\n` || text.replace(STRING_OR_BLANKS, '$1') === JSON.stringify(value);
    return isSame ? value : undefined;
  } catch {
    // The text is not JSON, or too deep for the engine. The scanner reports the place.
    return undefined;
  }
}
