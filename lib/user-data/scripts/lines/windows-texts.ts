import { filledIn, TEXT, withSums, type HeldTexts } from './folded-texts';

const ASSIGNED = /^\s*\$(?:(?:script|global|local|env):)?(\w+)\s*=\s*("[^"]*"|'[^']*')\s*;?\s*$/i;
const LIST = /^\s*\$(?:(?:script|global|local|env):)?(\w+)\s*=\s*(@\(\s*(?:"[^"]*"|'[^']*')(?:\s*,\s*(?:"[^"]*"|'[^']*'))*\s*\))\s*;?\s*$/i;
const ADDED = /^\s*\$(?:(?:script|global|local|env):)?(\w+)\s*\+=\s*("[^"]*"|'[^']*')\s*;?\s*$/i;
const ASSIGNED_AT_ALL = /^\s*\$(?:(?:script|global|local|env):)?(\w+)\s*=/i;
const SET = /^\s*@?set\s+"?(\w+)=(.*?)"?\s*$/i;
/** The number of characters of an inserted text, and of a line with inserted texts. Errs towards the variable. */
const LONGEST_TEXT = 1000;
const LONGEST_LINE = 20_000;

const FORMATTED = new RegExp(String.raw`(${TEXT})\s*-f\s*((?:${TEXT}|\$\w+)(?:\s*,\s*(?:${TEXT}|\$\w+))*)`, 'gi');

/** Returns the texts of variables that a PowerShell script or a batch file sets once. Names are in lower case. */
export function heldByWindows(kind: 'powershell' | 'batch', lines: readonly string[]): HeldTexts {
  const again = new Set<string>();
  const held = new Map<string, string>();
  for (const line of lines.filter(({ length }) => length <= LONGEST_LINE)) {
    const [, name, text = ''] = (kind === 'batch' ? SET : ASSIGNED).exec(line) ?? [];
    const [, list, items = ''] = kind === 'batch' ? [] : (LIST.exec(line) ?? []);
    const [, added, more = ''] = kind === 'batch' ? [] : (ADDED.exec(line) ?? []);
    const before = added === undefined ? undefined : held.get(added.toLowerCase());
    if (name !== undefined) {
      const key = name.toLowerCase();
      if (held.has(key)) again.add(key);
      held.set(key, kind === 'batch' ? text : text.slice(1, -1));
    } else if (list !== undefined) {
      const key = list.toLowerCase();
      if (held.has(key)) again.add(key);
      held.set(key, items);
    } else if (added !== undefined && before !== undefined && before.length < LONGEST_TEXT) {
      held.set(added.toLowerCase(), before + more.slice(1, -1));
    } else {
      const [, other] = kind === 'batch' ? [] : (ASSIGNED_AT_ALL.exec(line) ?? []);
      if (other !== undefined) again.add(other.toLowerCase());
    }
  }
  for (const name of again) held.delete(name);
  return held;
}

/** Combines the texts of a line and inserts the texts of its variables. */
export function foldedForWindows(kind: 'powershell' | 'batch', line: string, held: HeldTexts): string {
  if (line.length > LONGEST_LINE) return line;
  const [start = ''] = kind === 'batch' ? [] : (/^\s*\$[\w:]+\s*\+?=(?!=)/.exec(line) ?? []);
  let folded = line.slice(start.length);
  if (/-f\b/i.test(folded))
    folded = folded.replace(FORMATTED, (whole, format: string, given: string) => filledIn(format, given, lowered(held)) ?? whole);
  if (held.size > 0) {
    const references = kind === 'batch' ? /[%!](\w+)[%!]/g : /\$\(?\$?\{?(?:(?:script|global|local|env):)?(\w+)\}?\)?/gi;
    let length = folded.length;
    folded = folded.replace(references, (whole, name: string) => {
      const text = held.get(name.toLowerCase());
      if (text === undefined || text.length > LONGEST_TEXT || length > LONGEST_LINE) return whole;
      length += text.length;
      const isWhole = whole.startsWith('$(') === whole.endsWith(')');
      return isWhole ? text : `${text}${whole.endsWith(')') ? ')' : ''}`;
    });
  }
  return start + (folded.includes('+') ? withSums(folded) : folded);
}

function lowered(held: HeldTexts): HeldTexts {
  return { get: (name) => held.get(name.toLowerCase()), size: held.size };
}
