import type { Json } from '../json';
import { DEEPEST } from './limits';

/** How a text begins that has each value on a line of its own, indented by blanks. */
const INDENTED = /^\{\n( {1,8})"/;

/**
 * The value of a text that is to the letter what `JSON.stringify` writes with an indent, as the CDK writes its templates: where
 * writing the value again gives the same text, no key stood twice in it, and there is no error to be placed. Undefined for any
 * other text. The engine does both at a fraction of what going through the text here takes.
 */
export function parseAsWritten(text: string): Json | undefined {
  const indent = INDENTED.exec(text)?.[1];
  if (indent === undefined || text.includes(`\n${indent.repeat(DEEPEST)}`)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    const written = JSON.stringify(value, undefined, indent);
    return text === written || text === `${written}\n` ? value : undefined;
  } catch {
    // Not JSON, or so deep that the engine gives up: whoever goes through the text says where.
    return undefined;
  }
}
