import type { YamlDialect } from '../dialect';
import { Places, type YamlPlaces, type YamlReading } from '../places';
import type { Event, EventParser } from './events';
import { EventValues } from './event-values';
import { WrittenEvents } from './written-events';

/** The levels above which the parser of nodes decides: it counts them differently. */
const DEEPEST_EVENTS = 150;

/**
 * Reads a text by the events of `js-yaml`. Returns undefined for an unusual or wrong text. The parser of nodes reads every other text as
 * the same value at the same places; tests in test/base/yaml compare them.
 */
export function readEvents(text: string, dialect: YamlDialect): YamlReading | undefined {
  const parser = loadParser();
  const parse = (): Event[] => parser.parseEvents(text, { maxDepth: DEEPEST_EVENTS });
  if (!isOrdinary(text)) return undefined;
  try {
    const value = new EventValues(parser, text, parse(), dialect).document();
    let places: YamlPlaces | undefined;
    return {
      value,
      // The events are ten times as large as the text. Parsing the few texts with a finding again is cheaper than keeping all events.
      places: () => (places ??= new Places(new WrittenEvents(parser, text, parse(), dialect), value)),
    };
  } catch {
    // The parser failed or threw LeftToNodes: the parser of nodes decides.
    return undefined;
  }
}

/** Tabs at the beginning of a line, or before only a comment. `js-yaml` does not report those that are an error. */
const DOUBTFUL_TAB = /^(?:\t| +\t[ \t]*(?:#|\r?$))/m;

/** Tells whether a text has no byte order mark, document end, leading blanks or doubtful tab. The parsers disagree on texts with one. */
function isOrdinary(text: string): boolean {
  if (text.includes('\uFEFF') || text.includes('\n...') || text.startsWith('...')) return false;
  return !text.startsWith(' ') && !(text.includes('\t') && DOUBTFUL_TAB.test(text));
}

/** Loads `js-yaml` with the first YAML text: synthesizing a CDK app reads none. */
function loadParser(): EventParser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it always
  return require('js-yaml') as EventParser;
}
