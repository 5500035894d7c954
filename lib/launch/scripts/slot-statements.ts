import { HOLE } from '../../base/hole';
import type { Fragment } from '../../user-data/fragment';
import { readScriptsFully, type PlacedStatement, type SharedScripts } from '../../user-data/scripts/read-script';
import type { Use } from '../../user-data/scripts/statement';
import { mayShowHabitWith, slotSpellings } from './slot-spellings';
import { hasSlot, SLOT, slotsIn, type Slot, type Slots, type SlotValue } from './slots';
import { SlottedText } from './slotted-text';

export interface SlotReading {
  readonly statements: readonly PlacedStatement[];
  /** The parts that were not read, a clause each. */
  readonly problems: readonly string[];
  /** The parts that a limit leaves out, a clause each. */
  readonly limits: readonly string[];
}

/** The number of characters of lines read again with values, for each character of the scripts, and in addition to that. */
const MOST_AGAIN_PER_CHARACTER = 100;
const MOST_AGAIN = 500_000;
/**
 * The number of combinations of values for one line. Above it, values are tried one by one, and a limit reports any that may hide a habit.
 */
const MOST_COMBINATIONS = 64;
/** The number of characters of a line that is read again as a whole. In a longer line, only the command around the value is. */
const LONGEST_LINE = 2000;

/** Syntax that makes a value more than a word. */
const SYNTAX = /[;&|<>()`$"'\\\n{}*?#\s]/;
/** Syntax that makes a shell do more with a word than pass it to a program. */
const INTERPRETS = /[|<>`]|\$\(|\s-\w*c\b|\b(?:eval|source|exec|sudo|env|alias|trap|chmod|(?:ba|da|k|z)?sh)\b|(?:^|[;&({])[ \t]*\.[ \t]/m;

/**
 * Inserts values in place of slots. A word gets a further word for each value. A command is read again with each value that may change more
 * than a word.
 *
 * @param shared the state shared by the scripts of the launch
 */
export function readSlots(statements: readonly PlacedStatement[], slots: Slots, shared: SharedScripts): SlotReading {
  const limits = new Set<string>();
  const spelled = (statement: PlacedStatement): PlacedStatement => withSpellings(statement, slots, limits);
  const again = readAgain(statements, slots, limits, shared);
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

/** The lines of a fragment around a statement. */
interface Extent {
  readonly from: number;
  readonly text: string;
}

function readAgain(
  statements: readonly PlacedStatement[],
  slots: Slots,
  limits: Set<string>,
  shared: SharedScripts,
): Omit<SlotReading, 'limits'> {
  const done = new Map<readonly string[], Set<number>>();
  const read: PlacedStatement[] = [];
  const problems: string[] = [];
  let charactersLeft = 0;
  for (const statement of statements) {
    let lines = done.get(statement.lines);
    if (lines === undefined) {
      lines = new Set();
      done.set(statement.lines, lines);
      charactersLeft += MOST_AGAIN + MOST_AGAIN_PER_CHARACTER * statement.lines.reduce((sum, line) => sum + line.length, 0);
    }
    const extent = isOfShell(statement) ? extentOf(statement) : undefined;
    if (extent === undefined || !hasSlot(extent.text) || lines.has(extent.from)) continue;
    lines.add(extent.from);
    const { choices, isCut } = choicesIn(extent.text, slots);
    const place = [...statement.where, `line ${(statement.firstLine + extent.from).toString()}`].join(', ');
    if (isCut && mayShowHabitWith(new SlottedText(extent.text, slots)))
      limits.add(`the parts with several values in ${place} have too many combinations to follow`);
    for (const choice of choices) {
      const [only, ...others] = choice.keys();
      const text = only !== undefined && others.length === 0 ? commandAround(extent.text, only) : extent.text;
      charactersLeft -= text.length;
      if (charactersLeft < 0) {
        limits.add(`${place} has too many parts with several values to follow`);
        break;
      }
      const reading = readWith(statement, { from: extent.from, text }, choice, slots, shared);
      read.push(...reading.statements);
      problems.push(...reading.problems);
    }
  }
  return { statements: read, problems };
}

/** By slot, the value that it has. */
type Chosen = ReadonlyMap<string, SlotValue>;

/** Returns the values with which a line is read again: values that may change more than a word in all combinations, others one by one. */
function choicesIn(text: string, slots: Slots): { readonly choices: readonly Chosen[]; readonly isCut: boolean } {
  const all = [...slotsIn(text)].flatMap((char) => slots.get(char) ?? []);
  const isProgram = ({ char }: Slot): boolean =>
    new RegExp(`(?:^|[;&|({!]|\\b(?:then|do|else)\\b)[ \\t]*["']?[^\\s;|&]*${char}`, 'm').test(text);
  // The name of a file shows the language of its content.
  const isTarget = ({ char }: Slot): boolean => new RegExp(`(?:>|\\btee\\b(?:[ \\t]+-\\w+)*)[ \\t]*["']?[^\\s;|&]*${char}`).test(text);
  const parting = all.filter(
    (slot) => isProgram(slot) || isTarget(slot) || slot.values.some((value) => value.text === '' || SYNTAX.test(value.text)),
  );
  const count = parting.reduce((product, { values }) => product * values.length, 1);
  const isCut = count > MOST_COMBINATIONS;
  const longest = new Map(parting.flatMap((slot) => longestOf(slot)));
  const choices = isCut ? oneByOne(parting, longest) : combinations(parting);
  const isInterpreted = INTERPRETS.test(text) || parting.some(({ values }) => values.some((value) => INTERPRETS.test(value.text)));
  if (!isInterpreted) return { choices, isCut };
  const plain = all.filter((slot) => !parting.includes(slot));
  const ofPlain = oneByOne(plain, new Map());
  const isSmall = ofPlain.length * Math.max(choices.length, 1) <= MOST_COMBINATIONS;
  const around = isSmall ? [new Map(), ...choices] : [new Map(), longest];
  return { choices: [...choices, ...around.flatMap((each) => ofPlain.map((one) => new Map([...each, ...one])))], isCut };
}

function longestOf({ char, values }: Slot): readonly (readonly [string, SlotValue])[] {
  const [first, ...others] = values;
  if (first === undefined) return [];
  return [[char, others.reduce((longest, value) => (value.text.length > longest.text.length ? value : longest), first)]];
}

function oneByOne(varied: readonly Slot[], first: Chosen): readonly Chosen[] {
  return varied.flatMap(({ char, values }) => values.map((value) => new Map([...first, [char, value]])));
}

function combinations(varied: readonly Slot[]): readonly Chosen[] {
  const start: readonly Chosen[] = [new Map()];
  const all = varied.reduce(
    (chosen, { char, values }) => chosen.flatMap((each) => values.map((value) => new Map([...each, [char, value]]))),
    start,
  );
  return varied.length === 0 ? [] : all;
}

function readWith(
  { where, firstLine, alternatives = [] }: PlacedStatement,
  { from, text }: Extent,
  chosen: Chosen,
  slots: Slots,
  shared: SharedScripts,
): { readonly statements: readonly PlacedStatement[]; readonly problems: readonly string[] } {
  const written = text.replace(SLOT, (char) => chosen.get(char)?.text ?? char);
  const fragment: Fragment = { kind: 'shell', text: written, where, line: firstLine + from };
  const { statements, problems } = readScriptsFully([fragment], shared);
  const own = [...chosen].map(([char, { tag }]) => {
    const { choice } = slots.get(char) ?? {};
    const { selector = char, options = [], open } = choice ?? {};
    return { of: selector, option: tag, count: options.length + (open === undefined ? 0 : 1) };
  });
  return { statements: statements.map((statement) => ({ ...statement, alternatives: [...alternatives, ...own] })), problems };
}

function isOfShell({ uses }: PlacedStatement): boolean {
  return uses.some(({ role, program }) => role !== 'line' && (role !== 'spoken' || program !== ''));
}

/** Returns the lines of a statement, with their continuations and the here documents that begin there. */
function extentOf({ uses, lines, firstLine }: PlacedStatement): Extent {
  const numbers = uses.map(({ line }) => line - firstLine);
  let from = Math.min(...numbers);
  // A quoted word continues over all its lines.
  let to = Math.max(...uses.map(({ line, word }) => line - firstLine + (hasSlot(word) ? word.split('\n').length - 1 : 0)));
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
    // A part with several values may be the end, or a piece of it.
    else
      end = Math.max(
        end,
        lines.findIndex((line, index) => index > end && hasSlot(line) && delimiter.includes(line.replace(SLOT, '').trim())),
      );
  }
  return end;
}

/** Returns a line; of a very long one, only the commands with the slot. */
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

/** Tells whether only the deployment knows a word: the template has no value for it, or it may have others. */
export function isUnknown(word: string, slots: Slots): boolean {
  const without = word.replaceAll(HOLE, '').replace(SLOT, (char) => (slots.get(char)?.isOpen === false ? char : ''));
  return without.trim() === '' && without.length < word.length;
}
