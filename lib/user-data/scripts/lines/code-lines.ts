import type { LineLanguage } from './languages';
import { visitUnquoted } from './unquoted';

/** A line without its comments. */
export interface CodeLine {
  readonly text: string;
  /** The index of the line, counted from 0. */
  readonly index: number;
  /** The line continues the one before. */
  readonly isContinued: boolean;
}

/** The number of lines that are read as one, and of open brackets. Above it, a line is read on its own. */
const LONGEST = 20;

/** Splits a text into lines and blanks comments. An unclosed comment or text hides nothing. */
export function codeLines(text: string, language: LineLanguage): readonly CodeLine[] {
  const lines = withoutBlocks(text.split('\n'), language);
  let joined = 0;
  return lines.map((written, index) => {
    const code = language.comment === undefined ? written : withoutComment(written, language.comment, language);
    const isContinued = joined > 0 && joined < LONGEST;
    joined = language.continued?.test(code.trimEnd()) === true ? joined + 1 : 0;
    return { text: code, index, isContinued };
  });
}

function withoutBlocks(lines: readonly string[], language: LineLanguage): readonly string[] {
  const left = [...lines];
  const triple = language.hasTripleQuotes ? tripleQuoted(lines, language) : undefined;
  for (const { from, to, isStatement } of triple?.texts ?? []) {
    if (isStatement) for (let at = from; at <= to; at++) left[at] = '';
  }
  const inText = triple?.inside ?? new Set<number>();
  for (const [begin, end] of language.blocks) blank(left, inText, begin, end, language);
  return left;
}

/** Blanks comments over several lines, from their beginning outside quotes to their end. */
function blank(lines: string[], inText: ReadonlySet<number>, begin: RegExp, end: RegExp, language: LineLanguage): void {
  let last = lines.length - 1;
  while (last >= 0 && !end.test(lines[last] ?? '')) last--;
  let isOpen = false;
  for (let at = 0; at <= last; at++) {
    const line = lines[at] ?? '';
    if (inText.has(at)) continue;
    const start = isOpen ? 0 : (begin.exec(withoutQuoted(line, language))?.index ?? -1);
    if (start < 0) continue;
    const from = isOpen ? 0 : start + 2;
    const closing = end.exec(line.slice(from));
    if (closing === null && at === last) return;
    isOpen = closing === null;
    lines[at] = line.slice(0, start) + (closing === null ? '' : line.slice(from + closing.index + closing[0].length));
  }
}

interface TripleQuoted {
  readonly texts: readonly { readonly from: number; readonly to: number; readonly isStatement: boolean }[];
  /** The lines that are entirely within the text. */
  readonly inside: ReadonlySet<number>;
}

/** Finds texts between three quotes. A text that is a whole statement is a comment. */
function tripleQuoted(lines: readonly string[], language: LineLanguage): TripleQuoted {
  const texts: { from: number; to: number; isStatement: boolean }[] = [];
  const inside = new Set<number>();
  let open: { quote: string; from: number; isStatement: boolean } | undefined;
  for (const [index, line] of lines.entries()) {
    let at = 0;
    while (at < line.length) {
      if (open !== undefined) {
        const end = line.indexOf(open.quote, at);
        if (end < 0) break;
        at = end + 3;
        const isStatement = open.isStatement && /^\s*(#.*)?$/.test(line.slice(at));
        texts.push({ from: open.from, to: index, isStatement });
        for (let each = open.from + 1; each < index; each++) inside.add(each);
        open = undefined;
        continue;
      }
      const begin = beginOfTriple(line, at, language);
      if (begin < 0) break;
      const isStatement =
        /^\s*[rRuUbB]*$/.test(line.slice(0, begin)) &&
        language.continued?.test((lines[index - 1] ?? '').trimEnd()) !== true &&
        !(lines[index - 1] ?? '').trimEnd().endsWith('=');
      open = { quote: line.slice(begin, begin + 3), from: index, isStatement };
      at = begin + 3;
    }
  }
  return { texts, inside };
}

function beginOfTriple(line: string, from: number, { comment, escape }: LineLanguage): number {
  let begin = -1;
  const isFound = (at: number): boolean => {
    const begins = line.startsWith('"""', at) || line.startsWith("'''", at);
    if (begins) begin = at;
    return begins || isComment(line, at, comment);
  };
  visitUnquoted(line, { quotes: `"'`, escape }, isFound, from);
  return begin;
}

function isComment(line: string, at: number, comment: RegExp | undefined): boolean {
  const char = line.charAt(at);
  if (char !== '#' && char !== '/' && char !== ';') return false;
  return comment?.test(line.slice(at, at + 2)) === true && (at === 0 || /\s/.test(line.charAt(at - 1)));
}

/** Blanks the text between quotes. The length stays. */
function withoutQuoted(line: string, language: LineLanguage): string {
  if (!/["']/.test(line)) return line;
  let text = '';
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (quote === undefined && language.quotes.includes(char)) quote = char;
    else if (char === quote) quote = undefined;
    else if (quote !== undefined) {
      text += ' ';
      continue;
    }
    text += char;
  }
  // An unclosed quote is an apostrophe.
  return quote === undefined ? text : line;
}

function withoutComment(line: string, comment: RegExp, language: LineLanguage): string {
  let end = line.length;
  visitUnquoted(line, language, (at) => {
    const isFound = isComment(line, at, comment);
    if (isFound) end = at;
    return isFound;
  });
  return line.slice(0, end);
}
