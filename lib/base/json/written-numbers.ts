import type { Json } from './json';

/** A string, or a number, in a text that is JSON. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** Parses a JSON text. A number that the engine prints differently (`1.0`, `1e3`, `12345678901234567890`) stays text as written. */
export function parseAsWritten(text: string): Json {
  const written = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
  );
  return JSON.parse(written) as Json;
}
