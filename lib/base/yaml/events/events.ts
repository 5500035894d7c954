import type { Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import type * as jsYaml from 'js-yaml';

/** The part of the `js-yaml` package that is packed: tools/package/bundles.ts leaves out the rest. */
export type EventParser = Pick<typeof jsYaml, 'getScalarValue' | 'parseEvents'>;

export type { Event, MappingEvent, ScalarEvent, SequenceEvent };

/** A value of the document: an event but those of documents and ends. */
type NodeEvent = MappingEvent | ScalarEvent | SequenceEvent;

// The package has them as members of objects, which would cost a look-up for each event.
export const DOCUMENT = 1;
export const SEQUENCE = 2;
export const MAPPING = 3;
export const SCALAR = 4;
export const ALIAS = 5;
export const POP = 6;

export const PLAIN = 1;
export const DOUBLE_QUOTED = 3;

export const BLOCK = 1;

/** Returns where a node begins, its tag and anchor included; -1 for one that is not written at all. */
export function startOfEvent(event: NodeEvent, text: string): number {
  const { tagStart } = event;
  // Names of anchors are given without the `&`.
  const anchorStart = event.anchorStart - 1;
  if (tagStart >= 0) return event.anchorStart < 0 ? tagStart : Math.min(tagStart, anchorStart);
  if (event.anchorStart >= 0) return anchorStart;
  return event.type === SCALAR && event.style > DOUBLE_QUOTED ? headerOf(event, text) : contentOfEvent(event);
}

/** Returns where a node begins, without tag and anchor; of a block text, its first line; -1 for a node that is empty. */
export function contentOfEvent(event: NodeEvent): number {
  if (event.type !== SCALAR) return event.start;
  // The range of a quoted text is the text between the quotes.
  return event.style === PLAIN || event.style > DOUBLE_QUOTED || event.valueStart < 0 ? event.valueStart : event.valueStart - 1;
}

/** Returns where the `|` or `>` of a block text is: on the line before it, behind nothing but dashes where that is asked for. */
function headerOf({ valueStart }: ScalarEvent, text: string): number {
  const end = text.endsWith('\n', valueStart) ? valueStart - 1 : valueStart;
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const header = text.slice(lineStart, end).search(/[|>]/);
  return header < 0 ? valueStart : lineStart + header;
}
