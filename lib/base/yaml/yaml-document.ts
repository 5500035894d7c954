import type { Document } from '../json/document';
import type { Pointer } from '../json/json';
import { LineIndex } from '../json/position';
import { readEvents } from './events/read-events';
import { readNodes } from './nodes/read-nodes';
import type { YamlDialect } from './dialect';
import { requireSameLines } from './line-ends';
import type { YamlReading } from './places';

/** The value of a YAML text, and where its parts are written. */
export interface YamlDocument extends Document {
  /** Returns the line of the value that the pointer names, not of its key; of a block text, the first line of the text. */
  readonly contentLine: (pointer: Pointer) => number;
}

/**
 * Reads the one document of a YAML text. What is out of the ordinary, or wrong, is left to the parser of nodes, which is slower by an order of
 * magnitude, and says what is wrong and where.
 *
 * @throws UnreadableTemplateError at the first error
 */
export function readYaml(written: string, dialect: YamlDialect): YamlDocument {
  // A carriage return alone ends a line of YAML, and with it a comment; editors and the parser of nodes take it for a blank.
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
