import type { Document } from '../json/document';
import type { Pointer } from '../json/json';
import { LineIndex } from '../json/position';
import { readEvents } from './events/read-events';
import { readNodes } from './nodes/read-nodes';
import type { YamlDialect } from './dialect';
import { requireSameLines } from './line-ends';
import type { YamlReading } from './places';

/** The value of a YAML text, with the places of its parts. */
export interface YamlDocument extends Document {
  /** Returns the line of the pointer's value, not of its key; for a block text, its first line. */
  readonly contentLine: (pointer: Pointer) => number;
}

/**
 * Reads the only document of a YAML text. An unusual or wrong text goes to the parser of nodes. It is slower by an order of magnitude, and
 * reports an error with its place.
 *
 * @throws UnreadableTemplateError at the first error
 */
export function readYaml(written: string, dialect: YamlDialect): YamlDocument {
  // In YAML, a carriage return alone ends a line, and with it a comment. Editors and the parser of nodes read it as a blank.
  const text = written.includes('\r') ? written.replace(/\r(?!\n)/g, '\n') : written;
  const lines = new LineIndex(text);
  const read = (content: string): YamlReading => readEvents(content, dialect) ?? readNodes(content, lines, dialect);
  const { value, places } = read(text);
  requireSameLines(text, value, lines, (content) => read(content).value);
  return {
    value,
    text: written,
    locate: (pointer) => lines.position(places().offsetOf(pointer)),
    writtenAt: (pointer) => places().writtenAt(pointer),
    contentLine: (pointer) => lines.position(places().contentOffsetOf(pointer)).line,
  };
}
