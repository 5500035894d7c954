import type { Json } from './json';
import { DEEPEST } from './limits';

/** How a text begins that has each value on a line of its own, indented by blanks. */
const INDENTED = /^\{\n( {1,8})"/;

/** A string, or blanks between what a text is made of. */
const STRING_OR_BLANKS = /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g;

/**
 * The value of a text in which nothing can be wrong: where writing the value again gives the same text, but for blanks, no key
 * stood twice in it. Undefined for any other text: errors, keys written twice, more than `DEEPEST` levels, and what is merely
 * spelled in another way. All of it is the engine's own work, a fraction of what going through the text here takes.
 */
export function parseNatively(text: string): Json | undefined {
  const indent = INDENTED.exec(text)?.[1] ?? ' ';
  try {
    const value = JSON.parse(text) as Json;
    const written = JSON.stringify(value, undefined, indent);
    if (written.includes(`\n${indent.repeat(DEEPEST)}`)) return undefined;
    // The CDK writes its templates in just this way.
    const isSame = text === written || text === `${written}\n` || text.replace(STRING_OR_BLANKS, '$1') === JSON.stringify(value);
    return isSame ? value : undefined;
  } catch {
    // Not JSON, or so deep that the engine gives up: whoever goes through the text says where.
    return undefined;
  }
}
