import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type * as jsYaml from 'js-yaml';

/** The packed part of the `js-yaml` package: tools/package/bundles.ts omits the rest. */
export type EventParser = Pick<typeof jsYaml, 'getScalarValue' | 'parseEvents'>;

export type { Event, MappingEvent, ScalarEvent, SequenceEvent };

/** A value of the document: any event except those of documents and ends. */
type NodeEvent = MappingEvent | ScalarEvent | SequenceEvent;

// The package has these as members of objects, which would cost a lookup for each event.
export const DOCUMENT = 1;
export const SEQUENCE = 2;
export const MAPPING = 3;
export const SCALAR = 4;
export const ALIAS = 5;
export const POP = 6;

export const PLAIN = 1;
export const DOUBLE_QUOTED = 3;

export const BLOCK = 1;

/** Returns the beginning of a node, including its tag and anchor; -1 for a node that is not written. */
export function startOfEvent(event: NodeEvent, text: string): number {
  const { tagStart } = event;
  // Names of anchors come without the `&`.
  const anchorStart = event.anchorStart - 1;
  if (tagStart >= 0) return event.anchorStart < 0 ? tagStart : Math.min(tagStart, anchorStart);
  if (event.anchorStart >= 0) return anchorStart;
  return event.type === SCALAR && event.style > DOUBLE_QUOTED ? headerOf(event, text) : contentOfEvent(event);
}

/** Returns the beginning of a node without tag and anchor; for a block text, its first line; -1 for an empty node. */
export function contentOfEvent(event: NodeEvent): number {
  if (event.type !== SCALAR) return event.start;
  // The range of a quoted text is the text between its quotes.
  return event.style === PLAIN || event.style > DOUBLE_QUOTED || event.valueStart < 0 ? event.valueStart : event.valueStart - 1;
}

/**
 * Returns the place of the `|` or `>` of a block text. It is on the line before the text, after nothing but dashes if the caller asks for
 * that.
 */
function headerOf({ valueStart }: ScalarEvent, text: string): number {
  const end = text.endsWith('\n', valueStart) ? valueStart - 1 : valueStart;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const header = text.slice(lineStart, end).search(/[|>]/);
  return header < 0 ? valueStart : lineStart + header;
}
