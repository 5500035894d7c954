import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { lostParts } from './lost-text';
import { loadParser } from './parser';
import type { LinedText, ShellSource } from './source';

/** A stretch of a script that was parsed in one go. */
export interface ShellPiece {
  readonly source: ShellSource;
  readonly commands: readonly Unbash.Statement[];
}

export interface ShellTree {
  readonly pieces: readonly ShellPiece[];
  /** Lines that no parsing has an account of. */
  readonly lost: readonly LinedText[];
  /** A line behind which something is nested too deeply to be parsed. */
  readonly tooDeepLine: number | undefined;
}

/**
 * Fresh starts behind what is no shell, and the characters that they may parse, as a multiple of the text's. Errs on the side of
 * more text: what is left is read by lines.
 */
const MOST_STARTS = 50;
const MOST_PARSED = 10;

/** Expansions within expansions: the parser's time grows with the cube of them where none ends. Errs on the side of a problem. */
const MOST_OPEN_EXPANSIONS = 100;

/** Parses shell text. Takes any text: where the parser loses its way, it starts again behind. */
export function shellTree(source: ShellSource): ShellTree {
  const pieces: ShellPiece[] = [];
  const lost: LinedText[] = [];
  let charactersLeft = source.text.length * MOST_PARSED;
  const rest = [source];
  let tooDeepLine: number | undefined;
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    charactersLeft -= next.text.length;
    const script = pieces.length > MOST_STARTS || charactersLeft < 0 ? undefined : parse(next.text);
    if (script === undefined) {
      tooDeepLine ??= next.lineAt(0);
      for (const line of linesOf(next)) lost.push(line);
      continue;
    }
    pieces.push({ source: next, commands: script.commands });
    tooDeepLine ??= tooDeepIn(next, script);
    if (script.errors !== undefined) for (const each of lostSources(next, script, lost).toReversed()) rest.push(each);
  }
  return { pieces, lost, tooDeepLine };
}

/** What the script of a substitution has no account of, parsed again on its own. */
export function lostTree(source: ShellSource, script: Unbash.ParsedScript): ShellTree {
  const lost: LinedText[] = [];
  const trees = lostSources(source, script, lost).map(shellTree);
  const tooDeepLine = tooDeepIn(source, script) ?? trees.find((tree) => tree.tooDeepLine !== undefined)?.tooDeepLine;
  return { pieces: trees.flatMap(({ pieces }) => pieces), lost: [...lost, ...trees.flatMap((tree) => tree.lost)], tooDeepLine };
}

function lostSources(source: ShellSource, script: Unbash.ParsedScript, lost: LinedText[]): readonly ShellSource[] {
  return lostParts(source.text, script).flatMap(({ start, end }) => {
    if (start > script.pos) return [source.part(start, end)];
    // Parsing it again would end where it ended before.
    const found = source.text.indexOf('\n', start);
    const next = found < 0 || found >= end ? end : found + 1;
    for (const line of linesOf(source.part(start, next))) lost.push(line);
    return next < end ? [source.part(next, end)] : [];
  });
}

function tooDeepIn(source: ShellSource, { errors = [] }: Unbash.ParsedScript): number | undefined {
  const error = errors.find(({ message }) => message.startsWith('maximum'));
  return error === undefined ? undefined : source.lineAt(error.pos);
}

/** Returns undefined for what is nested so deeply that the parser gives up, or takes too long. */
function parse(text: string): Unbash.ParsedScript | undefined {
  if (opensTooMany(text)) return undefined;
  try {
    return loadParser().parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function opensTooMany(text: string): boolean {
  let quotes = 0;
  /** By expansion that is open, the quotes before it. */
  const open: number[] = [];
  for (const [sign] of text.matchAll(/\$\{|["}]/g)) {
    if (sign === '"') quotes++;
    else if (sign === '${') open.push(quotes);
    // One in quotes closes nothing.
    else if ((quotes - (open.at(-1) ?? quotes)) % 2 === 0) open.pop();
    if (open.length > MOST_OPEN_EXPANSIONS) return true;
  }
  return false;
}

function linesOf(source: ShellSource): readonly LinedText[] {
  const first = source.lineAt(0);
  return source.text.split('\n').flatMap((written, index) => {
    const text = written.replace(/(^|\s)#.*$/, '').trim();
    return text === '' ? [] : [{ text, line: first + index }];
  });
}
