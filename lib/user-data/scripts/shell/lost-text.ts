import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { childrenOf } from './parser';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Text that is not a word: blanks, comments, operators, and the keywords of the grammar. */
const SYNTAX =
  /(?:\s|\\\n|(?<=<<)-|(?<![^\s;&|()])#[^\n]*|[;&|(){}!<>]|(?<![\w/.-])(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|select|function|time|coproc|\[\[|\]\])(?![\w/.-]))+/y;

/** Lists the parts of a script with errors that are in no word, assignment or here document of its tree. */
export function lostParts(text: string, script: Unbash.ParsedScript): TextRange[] {
  const covered: TextRange[] = [];
  const open: Unbash.SyntaxNode[] = [script];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (IS_WHOLE.has(node.type)) covered.push({ start: node.pos, end: node.end });
    else for (const child of childrenOf(node)) open.push(child);
    if (node.type === 'HereDoc' && node.closing !== undefined) covered.push({ start: node.closing.pos, end: node.closing.end });
  }
  covered.sort((a, b) => a.start - b.start);
  const lost: TextRange[] = [];
  let at = script.pos;
  for (const { start, end } of [...covered, { start: script.end, end: script.end }]) {
    const from = afterSyntax(text, at, start);
    if (from < start && !IS_OPERATOR.test(text.slice(from, Math.min(start, from + 40)))) lost.push({ start: from, end: start });
    at = Math.max(at, end);
  }
  return [...lost, ...behindOpenQuote(text, script)];
}

/** Returns the lines after an unclosed quote. The parser takes them for quoted text; they are read as unquoted. */
function behindOpenQuote(text: string, { errors = [], end }: Unbash.ParsedScript): TextRange[] {
  const open = errors.find(({ message }) => /^unterminated (?!(command|process) substitution|backtick)/.test(message));
  const start = open === undefined ? -1 : text.indexOf('\n', open.pos);
  return start < 0 || start >= end ? [] : [{ start, end }];
}

/** Operators of a test. The words of the test have been read. */
const IS_OPERATOR = /^(-\w+|[=!]?=|=~|[<>])\s*$/;

const IS_WHOLE: ReadonlySet<string> = new Set<Unbash.SyntaxNode['type']>([
  'Word',
  'Assignment',
  'HereDocBody',
  'HereDocDelimiter',
  'ArithmeticCommand',
  'ArithmeticBinary',
  'ArithmeticUnary',
  'ArithmeticTernary',
  'ArithmeticGroup',
  'ArithmeticWord',
  'FileDescriptor',
  'FileDescriptorVariable',
]);

function afterSyntax(text: string, from: number, end: number): number {
  SYNTAX.lastIndex = from;
  const match = SYNTAX.exec(text);
  return match === null ? from : Math.min(end, from + match[0].length);
}
