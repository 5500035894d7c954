import type { Json, Pointer } from './json';
import type { Document } from './document';
import { JsonDuplicateKeys } from './json-duplicate-keys';
import { parseNatively } from './json-native';
import { JsonPositions } from './json-positions';
import { JsonScanner } from './json-scanner';
import { parseAsWritten } from './written-numbers';
import { LineIndex, type Position } from './position';

/**
 * Reads a JSON text.
 *
 * @throws UnreadableTemplateError at the first error, a key written twice included
 */
export function readJson(text: string): Document {
  const lines = new LineIndex(text);
  const native = parseNatively(text);
  const value = native ?? parseScanned(text, lines);
  let positions: JsonPositions | undefined;
  const indexed = (): JsonPositions => (positions ??= indexPositions(text, lines));
  return {
    value,
    text,
    ...(native === undefined && { asWritten: () => parseAsWritten(text) }),
    locate(pointer: Pointer): Position {
      return lines.position(indexed().offsetOf(pointer));
    },
    writtenAt: (pointer) => indexed().writtenAt(pointer),
  };
}

/** Parses a text as `readJson` does, but always with the scanner. Tests compare `parseNatively` with it. */
export function parseScanned(text: string, lines: LineIndex): Json {
  new JsonScanner(text, lines, new JsonDuplicateKeys(text, lines)).scan();
  return JSON.parse(text) as Json;
}

function indexPositions(text: string, lines: LineIndex): JsonPositions {
  const positions = new JsonPositions(text);
  new JsonScanner(text, lines, positions).scan();
  return positions;
}
