import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { assignmentIn } from './assignments';

/** The number of characters between a word and the next one. */
const NEAR = 256;
/**
 * The number of characters that are searched for words. Further words count as near the one before, which may be another word of the same
 * kind.
 */
const MOST_SEARCHED = 10_000_000;

/** Returns the column of each word in its line, if it can be known: a word may occur several times. */
export function columnsOf({ uses, lines, firstLine }: PlacedStatement): ReadonlyMap<Use, number> {
  const columns = new Map<Use, number>();
  const ends = new Map<string, number>();
  const last = new Map<number, number>();
  let searched = 0;
  for (const use of uses) {
    const line = lines[use.line - firstLine] ?? '';
    const before = last.get(use.line) ?? 0;
    const core = wholeIn(line, use) ?? coreOf(use);
    const key = `${use.line.toString()} ${core}`;
    const from = ends.get(key) ?? 0;
    let found = -1;
    if (searched > MOST_SEARCHED) found = indexNear(line, core, Math.max(before, from));
    else if (core !== '') {
      found = line.indexOf(core, from);
      searched += (found < 0 ? line.length : found) - from;
    }
    if (found >= 0) ends.set(key, found + core.length);
    // An item of an array is written there without the name of the array.
    else if (use.role === 'assignment') found = indexNear(line, coreOfText(assignmentIn(use).value), before + 1);
    const column = found < 0 ? before : found;
    columns.set(use, column);
    last.set(use.line, column);
  }
  return columns;
}

/** Returns an assignment as written, if it has no quotes: `dev=$old` differs from `dev=$new`. */
function wholeIn(line: string, { role, word }: Use): string | undefined {
  return role === 'assignment' && word.length < NEAR && line.length < NEAR && line.includes(word) ? word : undefined;
}

function indexNear(line: string, core: string, from: number): number {
  if (core === '') return -1;
  const found = line.slice(from, from + core.length + NEAR).indexOf(core);
  return found < 0 ? -1 : from + found;
}

function coreOf({ role, word }: Use): string {
  return role === 'line' ? '' : coreOfText(word);
}

function coreOfText(text: string): string {
  const [longest = ''] = (text.match(/[^\s'"\\$`]+/g) ?? []).sort((a, b) => b.length - a.length);
  return /\w|^\[+$/.test(longest) ? longest : '';
}
