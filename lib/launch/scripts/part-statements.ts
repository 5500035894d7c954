import { mayShowHabit } from '../../user-data/habits/may-show-habit';
import { readScriptsFully, type PlacedStatement, type SharedScripts } from '../../user-data/scripts/read-script';
import { commandLanguage } from '../../user-data/file-language';
import type { Alternative, Use } from '../../user-data/scripts/statement';
import type { BootScript } from './boot-script';
import type { Piece } from './render-script';
import type { ScriptPart } from './script-parts';
import { isUnknown, readSlots } from './slot-statements';
import { hasSlot, SLOT, slotsIn, type SlotValue, type Slots } from './slots';

/**
 * Reads the statements of a part, with values in place of its slots.
 *
 * @param shared the state shared by the parts of the launch
 */
export function withStatements(
  part: ScriptPart,
  slots: Slots,
  shared: SharedScripts,
): ScriptPart & Pick<BootScript, 'statements' | 'told'> {
  const { statements, problems } = readScriptsFully(part.fragments, shared);
  const placed = statements.map((statement) => withAlternatives(statement, part));
  // An encoded part shows its slots after decoding.
  const hasSlots = part.fragments.some(({ text }) => hasSlot(text)) || placed.some(({ uses }) => uses.some(({ word }) => hasSlot(word)));
  const read = hasSlots ? readSlots(placed, slots, shared) : { statements: placed, problems: [], limits: [] };
  const told = toldIn(part, statements, slots);
  const written = new Set(statements.flatMap(({ where }) => where.at(-1) ?? []));
  const unknown = statements.flatMap(({ where, uses, isOfText, lines }) =>
    uses
      .filter(({ role, word }, index) => {
        // A text that Python or Perl runs may be one slot as a whole.
        const isWhole = role === 'program' || (role === 'line' && isOfText === true && lines.length === 1);
        return (isWhole || (namesRunFile(uses, index) && !written.has(`file ${word}`))) && isUnknown(word, slots);
      })
      .map(({ line }) => [...where, `all of line ${(told?.(where, line).line ?? line).toString()}`].join(', ')),
  );
  const shown = new Map<readonly string[], readonly string[]>();
  const [limit] = [part.limit, ...read.limits].filter((each) => each !== undefined);
  return {
    ...part,
    statements: read.statements.map((statement) => ({ ...statement, lines: shownLines(statement.lines, slots, shown) })),
    problems: [...part.problems, ...problems, ...read.problems],
    undecided: [...part.undecided, ...new Set(unknown)],
    ...(told === undefined ? {} : { told }),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** Tells whether a slot names a file that a shell runs, as in `bash ${File}` or `. ${File}`: the name decides which script runs. */
function namesRunFile(uses: readonly Use[], index: number): boolean {
  const { role, program, word } = uses[index] ?? {};
  if (role !== 'argument' || program === undefined || word === undefined) return false;
  if (!/^(?:\.|source)$/.test(program) && commandLanguage(program) === undefined) return false;
  for (let at = index - 1; at >= 0; at--) {
    const before = uses[at];
    if (before?.role === 'program') return before.word === program;
    if (before?.role !== 'argument' || !before.word.startsWith('-')) return false;
  }
  return false;
}

/** Adds the alternatives that the deployment must select for a statement to be in the script. */
function withAlternatives(statement: PlacedStatement, { rendered, alternatives }: ScriptPart): PlacedStatement {
  if (alternatives.length === 0 && rendered.pieces.length === 0) return statement;
  const chosen = [...alternatives, ...piecesAt(statement, rendered.pieces).map(({ alternative }) => alternative)];
  return chosen.length === 0 ? statement : { ...statement, alternatives: chosen };
}

/** Returns the pieces that contain a statement. */
function piecesAt({ uses }: PlacedStatement, pieces: readonly Piece[]): readonly Piece[] {
  const [first] = uses;
  return first === undefined
    ? []
    : pieces.filter(({ from, to, alternative }) => isAChoice(alternative) && from <= first.line && first.line <= to);
}

function isAChoice({ count }: Alternative): boolean {
  return count > 1;
}

function shownLines(lines: readonly string[], slots: Slots, known: Map<readonly string[], readonly string[]>): readonly string[] {
  let shown = known.get(lines);
  if (shown === undefined) {
    shown = lines.some(hasSlot) ? lines.map((line) => shownLine(line, slots)) : lines;
    known.set(lines, shown);
  }
  return shown;
}

/** Returns a line as quoted in a message: a slot as the value that the habit probably comes from, otherwise by its name. */
function shownLine(line: string, slots: Slots): string {
  let shown = line;
  for (const char of slotsIn(line)) {
    const text = causeIn(char, line, slots)?.text;
    if (text !== undefined && !/[\n\uE000-\uF8FF]/.test(text)) shown = shown.replaceAll(char, () => text);
  }
  return slots.shown(shown);
}

/** Returns the reported form of the lines of a part; undefined if its text is unchanged. */
function toldIn({ rendered, origin }: ScriptPart, statements: readonly PlacedStatement[], slots: Slots): BootScript['told'] {
  const { pieces, lines } = rendered;
  // All statements of a script share its lines.
  const texts = new Set(statements.map((statement) => statement.lines));
  if (pieces.length === 0 && ![...texts].some((each) => each.some(hasSlot))) return undefined;
  const written = rendered.text.split('\n');
  const byPlace = new Map<string, string>();
  for (const { where, uses, lines: own, firstLine } of statements) {
    for (const { line } of uses) byPlace.set(placeKey(where, line), own[line - firstLine] ?? '');
  }
  return (where, line) => {
    const text = byPlace.get(placeKey(where, line)) ?? '';
    const ofSlots = [...slotsIn(text)].flatMap((char) => causeIn(char, text, slots)?.origin ?? []);
    // An encoded part has lines of its own.
    const isWritten = written[line - 1]?.includes(text.trim()) === true;
    const around = isWritten ? pieces.filter(({ from, to, text: piece }) => from <= line && line <= to && mayShowHabit(piece)) : [];
    const ofPieces = around.flatMap((piece) => piece.origin);
    return { line: isWritten ? (lines[line - 1] ?? line) : line, origin: [...new Set([...ofSlots, ...ofPieces, ...origin])] };
  };
}

function placeKey(where: readonly string[], line: number): string {
  return [...where, line].join('\n');
}

/** Returns the first value of a slot with which a line may show a habit that it does not show without it. */
function causeIn(char: string, line: string, slots: Slots): SlotValue | undefined {
  const isShown = mayShowHabit(line.replace(SLOT, ''));
  return slots.get(char)?.values.find(({ text }) => {
    return mayShowHabit(line.replaceAll(char, () => text).replace(SLOT, '')) && (!isShown || mayShowHabit(text));
  });
}
