import { HOLE } from '../../base/hole';
import type { Fragment } from '../../user-data/fragment';
import { readScriptsFully, type PlacedStatement } from '../../user-data/scripts/read-script';
import type { Use } from '../../user-data/scripts/statement';
import { slotSpellings } from './slot-spellings';
import { hasSlot, SLOT, slotsIn, type Slot, type Slots } from './slots';

export interface SlotReading {
  readonly statements: readonly PlacedStatement[];
  /** What has not been read, a clause each. */
  readonly problems: readonly string[];
  /** What is not followed for a limit, a clause each. */
  readonly limits: readonly string[];
}

/** Characters of lines that are read again with values in them, for each character of the scripts, and beside that. */
const MOST_AGAIN_PER_CHARACTER = 100;
const MOST_AGAIN = 500_000;
/** Characters of a line that is read again as a whole. Of a longer one, the command around the value is. */
const LONGEST_LINE = 2000;

/** What makes a value more than a word. */
const SYNTAX = /[;&|<>()`$"'\\\n{}*?#\s]/;
/** What makes a shell do more with a word than hand it to a program. */
const INTERPRETS = /[|<>`]|\$\(|\s-\w*c\b|\b(?:eval|source|exec|sudo|env|alias|trap)\b/;

/**
 * Puts values in place of slots. A word gets a word beside it for each value; a command in which a value may change more than a word
 * is read again with each.
 */
export function readSlots(statements: readonly PlacedStatement[], slots: Slots): SlotReading {
  if (!statements.some(({ uses }) => uses.some(({ word }) => hasSlot(word)))) return { statements, problems: [], limits: [] };
  const limits = new Set<string>();
  const spelled = (statement: PlacedStatement): PlacedStatement => withSpellings(statement, slots, limits);
  const again = readAgain(statements, slots, limits);
  return { statements: [...statements, ...again.statements].map(spelled), problems: again.problems, limits: [...limits] };
}

function withSpellings(statement: PlacedStatement, slots: Slots, limits: Set<string>): PlacedStatement {
  const uses = statement.uses.flatMap((use): readonly Use[] => {
    if (!hasSlot(use.word)) return [use];
    const { words, isCut } = slotSpellings(use.word, slots);
    if (isCut && use.role !== 'spoken') {
      limits.add(
        `the parts with several values in ${[...statement.where, `line ${use.line.toString()}`].join(', ')} have too many combinations to follow`,
      );
    }
    return [use, ...words.map((word) => ({ ...use, word, isOneOfMany: true as const }))];
  });
  return uses.length === statement.uses.length ? statement : { ...statement, uses };
}

/** Lines of a fragment around a statement. */
interface Extent {
  readonly from: number;
  readonly text: string;
}

function readAgain(statements: readonly PlacedStatement[], slots: Slots, limits: Set<string>): Omit<SlotReading, 'limits'> {
  const done = new Map<readonly string[], Set<string>>();
  const read: PlacedStatement[] = [];
  const problems: string[] = [];
  let charactersLeft = 0;
  for (const statement of statements) {
    if (!done.has(statement.lines)) {
      done.set(statement.lines, new Set());
      charactersLeft += MOST_AGAIN + MOST_AGAIN_PER_CHARACTER * statement.lines.reduce((sum, line) => sum + line.length, 0);
    }
    const programs = new Set(statement.uses.flatMap(({ role, word }) => (role === 'program' ? [...slotsIn(word)] : [])));
    const chars = new Set(statement.uses.flatMap(({ role, word }) => (role === 'line' || role === 'spoken' ? [] : [...slotsIn(word)])));
    const extent = chars.size === 0 ? undefined : extentOf(statement);
    if (extent === undefined) continue;
    const isInterpreted = INTERPRETS.test(extent.text);
    for (const char of chars) {
      const key = `${extent.from.toString()} ${char}`;
      const slot = slots.get(char);
      if (slot === undefined || done.get(statement.lines)?.has(key) === true) continue;
      done.get(statement.lines)?.add(key);
      const text = commandAround(extent.text, char);
      for (const value of slot.values) {
        if (!isInterpreted && !programs.has(char) && !SYNTAX.test(value.text)) continue;
        charactersLeft -= text.length + value.text.length;
        if (charactersLeft < 0) {
          limits.add(`line ${(statement.firstLine + extent.from).toString()} has too many parts with several values to follow`);
          break;
        }
        const reading = readWith(statement, extent.from, text, slot, value);
        read.push(...reading.statements);
        problems.push(...reading.problems);
      }
    }
  }
  return { statements: read, problems };
}

function readWith(
  { where, firstLine, alternatives = [] }: PlacedStatement,
  from: number,
  text: string,
  { char, choice, values, isOpen }: Slot,
  { tag, text: value }: Slot['values'][number],
): { readonly statements: readonly PlacedStatement[]; readonly problems: readonly string[] } {
  const written = text.replaceAll(char, () => value);
  const fragment: Fragment = { kind: 'shell', text: written, where, line: firstLine + from };
  const { statements, problems } = readScriptsFully([fragment]);
  const chosen = [...alternatives, { of: choice.selector, option: tag, count: values.length + (isOpen ? 1 : 0) }];
  return { statements: statements.map((statement) => ({ ...statement, alternatives: chosen })), problems };
}

/** Returns the lines that a statement stands in: with those that continue them, and the here documents that begin there. */
function extentOf({ uses, lines, firstLine }: PlacedStatement): Extent {
  const numbers = uses.map(({ line }) => line - firstLine);
  let from = Math.min(...numbers);
  let to = Math.max(...numbers);
  while (from > 0 && (lines[from - 1] ?? '').endsWith('\\')) from--;
  while ((lines[to] ?? '').endsWith('\\')) to++;
  const begun = lines.slice(from, to + 1).join('\n');
  return { from, text: /<<[^<]/.test(begun) ? lines.slice(from, documentEnd(lines, to, begun) + 1).join('\n') : begun };
}

function documentEnd(lines: readonly string[], to: number, begun: string): number {
  let end = to;
  for (const [, delimiter = ''] of begun.matchAll(/<<-?[ \t]*['"\\]?([^\s'";&|()<>]+)/g)) {
    const at = lines.findIndex((line, index) => index > end && line.trim() === delimiter);
    if (at > 0) end = at;
  }
  return end;
}

/** Returns a line, of a very long one only the commands that hold the slot. */
function commandAround(text: string, char: string): string {
  if (text.length <= LONGEST_LINE || text.includes('<<')) return text;
  const commands = text.split(/(?<=[;\n]|&&|\|\|)/);
  const around = commands.filter((command) => command.includes(char)).join('');
  return around.length <= LONGEST_LINE
    ? around
    : around
        .split(/(?<=\s)/)
        .filter((word) => word.includes(char))
        .join('')
        .slice(0, LONGEST_LINE);
}

/** Tells whether only the deployment knows what a word says: it has no value in the template, or may have another one. */
export function isUnknown(word: string, slots: Slots): boolean {
  const without = word.replaceAll(HOLE, '').replace(SLOT, (char) => (slots.get(char)?.isOpen === false ? char : ''));
  return without.trim() === '' && without.length < word.length;
}
