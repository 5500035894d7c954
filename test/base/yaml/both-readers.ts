import type { Json, Pointer } from '../../../lib/base/json/json';
import { LineIndex, type Position } from '../../../lib/base/json/position';
import { UnreadableTemplateError } from '../../../lib/base/json/unreadable-text-error';
import { readEvents } from '../../../lib/base/yaml/events/read-events';
import { readNodes } from '../../../lib/base/yaml/nodes/read-nodes';
import type { YamlReading } from '../../../lib/base/yaml/places';
import { CLOUDFORMATION } from '../../../lib/template/reading/yaml/cloudformation-dialect';

/** The most values of a text whose places are compared. */
const MOST_COMPARED = 300;

/** Tells whether a text is read from events. */
export function isReadFromEvents(text: string): boolean {
  return readEvents(text, CLOUDFORMATION) !== undefined;
}

/**
 * Compares the two readers on a text: what is read from events must be read from nodes as well, as the same value at the same places.
 * Returns whether it was read from events.
 */
export function compareReaders(written: string): boolean {
  // As readYaml does before either of them.
  const text = written.replace(/\r(?!\n)/g, '\n');
  const events = readEvents(text, CLOUDFORMATION);
  if (events === undefined) return false;
  const lines = new LineIndex(text);
  expect([text, describeReading(events, lines)]).toEqual([text, fromNodes(text, lines)]);
  return true;
}

function fromNodes(text: string, lines: LineIndex): unknown {
  try {
    return describeReading(readNodes(text, lines, CLOUDFORMATION), lines);
  } catch (error) {
    if (error instanceof UnreadableTemplateError) return error.message;
    throw error;
  }
}

function describeReading({ value, places }: YamlReading, lines: LineIndex): unknown {
  const found: [Pointer, Position, number][] = pointersIn(value)
    .slice(0, MOST_COMPARED)
    .map((pointer) => [pointer, lines.position(places().offsetOf(pointer)), lines.position(places().contentOffsetOf(pointer)).line]);
  return { value: JSON.stringify(value), found };
}

function pointersIn(value: Json, pointer: Pointer = []): Pointer[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const isList = Array.isArray(value);
  const inner = Object.entries(value as Record<string, Json>);
  return [pointer, ...inner.flatMap(([key, part]) => pointersIn(part, [...pointer, isList ? Number(key) : key]))];
}
