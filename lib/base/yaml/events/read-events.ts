import type { YamlDialect } from '../dialect';
import { Places, type YamlPlaces, type YamlReading } from '../places';
import type { Event, EventParser } from './events';
import { EventValues } from './event-values';
import { WrittenEvents } from './written-events';

/** Levels beyond which the parser of nodes decides: it counts them in another way. */
const DEEPEST_EVENTS = 150;

/**
 * Reads a text by the events of `js-yaml`. Returns undefined for anything that is out of the ordinary or wrong: whatever is read here,
 * the parser of nodes reads as the same value at the same places, which test/base/yaml compares.
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
      // The events are ten times as large as the text: parsing those few texts again that have a finding is cheaper than to keep all.
      places: () => (places ??= new Places(new WrittenEvents(parser, text, parse(), dialect), value)),
    };
  } catch {
    // An error of the parser, or LeftToNodes: the parser of nodes decides.
    return undefined;
  }
}

/** Tabs at the beginning of a line, or before nothing but a comment: some are an error that `js-yaml` does not report. */
const DOUBTFUL_TAB = /^(?:\t| +\t[ \t]*(?:#|\r?$))/m;

/**
 * Tells whether a text has no byte order mark, end of a document, blanks before all else, or doubtful tab. Where it has, the parsers do
 * not agree.
 */
function isOrdinary(text: string): boolean {
  if (text.includes('\uFEFF') || text.includes('\n...') || text.startsWith('...')) return false;
  return !text.startsWith(' ') && !(text.includes('\t') && DOUBTFUL_TAB.test(text));
}

/** Loads `js-yaml` with the first YAML text: synthesizing a CDK app reads none. */
function loadParser(): EventParser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it always
  return require('js-yaml') as EventParser;
}
