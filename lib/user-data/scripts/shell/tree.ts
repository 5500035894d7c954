import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { lostParts } from './lost-text';
import { loadParser } from './parser';
import type { LinedText, ShellSource } from './source';

/** A part of a script that was parsed at once. */
export interface ShellPiece {
  readonly source: ShellSource;
  readonly commands: readonly Unbash.Statement[];
}

export interface ShellTree {
  readonly pieces: readonly ShellPiece[];
  /** Lines that no parse covers. */
  readonly lost: readonly LinedText[];
  /** The first line of a part that is nested too deeply to be parsed. */
  readonly tooDeepLine: number | undefined;
}

/**
 * The number of restarts after text that is not shell, and the number of characters that they may parse, as a multiple of the text's. Above
 * them, the remaining text is read by lines.
 */
const MOST_STARTS = 50;
const MOST_PARSED = 10;

/** The levels of open expansions: for unclosed ones, the parser's time grows with their cube. Errs towards reporting a problem. */
const MOST_OPEN_EXPANSIONS = 100;

/** Parses shell text. Accepts any text: after text that is not shell, the parser starts again. */
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

/** Parses the text of a substitution that its tree does not cover. */
export function lostTree(source: ShellSource, script: Unbash.ParsedScript): ShellTree {
  const lost: LinedText[] = [];
  const trees = lostSources(source, script, lost).map(shellTree);
  const tooDeepLine = tooDeepIn(source, script) ?? trees.find((tree) => tree.tooDeepLine !== undefined)?.tooDeepLine;
  return { pieces: trees.flatMap(({ pieces }) => pieces), lost: [...lost, ...trees.flatMap((tree) => tree.lost)], tooDeepLine };
}

function lostSources(source: ShellSource, script: Unbash.ParsedScript, lost: LinedText[]): readonly ShellSource[] {
  return lostParts(source.text, script).flatMap(({ start, end }) => {
    if (start > script.pos) return [source.part(start, end)];
    // A second parse would stop at the same place.
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

/** Parses a text; undefined if it is nested so deeply that the parser gives up or takes too long. */
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
  /** For each open expansion, the number of quotes before it. */
  const open: number[] = [];
  for (const [sign] of text.matchAll(/\$\{|["}]/g)) {
    if (sign === '"') quotes++;
    else if (sign === '${') open.push(quotes);
    // A brace in quotes closes nothing.
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
