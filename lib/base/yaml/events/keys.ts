import { PLAIN, type ScalarEvent } from './events';

/** The number of characters of a line within which an implicit key and its colon end. The parser of nodes decides longer ones. */
const LONGEST_KEY = 1000;

const TAB = 0x09;
const LINE_FEED = 0x0a;
const SPACE = 0x20;
const COLON = 0x3a;

/** Tells whether a key is first on its line. `js-yaml` also accepts a key after the last item of a list. */
export function isFirstOnLine(text: string, key: ScalarEvent): boolean {
  let at = (key.style === PLAIN ? key.valueStart : key.valueStart - 1) - 1;
  while (text.charCodeAt(at) === SPACE) at--;
  return at < 0 || text.charCodeAt(at) === LINE_FEED;
}

/**
 * Tells whether a key is a text on one line, without tag and anchor, and followed by its colon. For any other key, `js-yaml` accepts more
 * than YAML does.
 */
export function isOrdinaryKey(text: string, key: ScalarEvent): boolean {
  const { valueStart, valueEnd } = key;
  if (valueStart < 0 || key.tagStart >= 0 || key.anchorStart >= 0 || valueEnd - valueStart > LONGEST_KEY) return false;
  if (!key.fast && /[\r\n]/.test(text.slice(valueStart, valueEnd))) return false;
  let at = key.style === PLAIN ? valueEnd : valueEnd + 1;
  let code = text.charCodeAt(at);
  while (code === SPACE || code === TAB) code = text.charCodeAt(++at);
  return code === COLON && at - valueStart <= LONGEST_KEY;
}
