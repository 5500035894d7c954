import { closingQuote, endOf, indexOf } from './shell-ends';

/** A text with the line it begins at. */
export interface LinedText {
  readonly text: string;
  readonly line: number;
}

/** A word, quotes taken off. Variables stay as they are written; of `$(...)` only `$()` stays, what it runs is in `substitutions`. */
export interface WordToken extends LinedText {
  readonly kind: 'word';
  readonly substitutions: readonly LinedText[];
}

export interface OperatorToken extends LinedText {
  readonly kind: 'operator';
}

/** The body of a here document, in the place where `<<` is written. */
export interface DocumentToken extends LinedText {
  readonly kind: 'document';
}

export type ShellToken = WordToken | OperatorToken | DocumentToken;

const OPERATOR = /\n|;;&|;;|;&|;|&&|&>>|&>|&|\|\||\|&|\||\(|\)|<<<|<<-|<<|<&|<>|<|>>|>&|>\||>/y;
const PLAIN = /[^ \t\r\n;&|()<>"'`\\$]+/y;
/** Within `[[ ... ]]` operators compare and match, and parentheses are of patterns. */
const PLAIN_IN_TEST = /[^ \t\r\n"'`\\$]+/y;
const ARITHMETIC = /\(\([^\n]{0,500}?\)\)/y;

/**
 * Splits shell text into tokens: comments, quotes, here documents and continued lines as POSIX has them, arrays and `[[` as bash has.
 * Takes any text: a quote that is never closed ends with it.
 */
export function shellTokens(text: string, firstLine: number): readonly ShellToken[] {
  return new ShellLexer(text, firstLine).read();
}

class ShellLexer {
  private readonly tokens: ShellToken[] = [];
  private readonly pending: { readonly delimiter: string; readonly stripsTabs: boolean; readonly index: number }[] = [];
  private at = 0;
  private isInTest = false;
  /** `NAME=` of the array whose items are being read: each is an assignment. */
  private array: string | undefined;

  public constructor(
    private readonly text: string,
    private line: number,
  ) {}

  public read(): readonly ShellToken[] {
    while (this.at < this.text.length) this.next();
    return this.tokens;
  }

  private next(): void {
    const char = this.text.charAt(this.at);
    if (char === ' ' || char === '\t' || char === '\r') this.at++;
    else if (this.text.startsWith('\\\n', this.at)) this.advance(2);
    else if (char === '#') this.at = indexOf(this.text, '\n', this.at);
    else if (this.array !== undefined && (char === '\n' || char === ')')) {
      if (char === ')') this.array = undefined;
      this.advance(1);
    } else if (this.isInTest && char !== '\n') this.wordInTest();
    else if (this.match(ARITHMETIC) === undefined) this.operatorOrWord();
  }

  private operatorOrWord(): void {
    if (/^[<>]\(/.test(this.text.slice(this.at, this.at + 2))) {
      this.word();
      return;
    }
    const { line } = this;
    const operator = this.match(OPERATOR);
    if (operator === undefined) this.word();
    else if (operator === '<<' || operator === '<<-') this.document(operator === '<<-');
    else {
      this.tokens.push({ kind: 'operator', text: operator, line });
      if (operator === '\n') this.endLine();
    }
  }

  private wordInTest(): void {
    const { line } = this;
    const closing = this.match(/\]\](?=[\s;&|)]|$)/y);
    if (closing === undefined) this.word();
    else {
      this.isInTest = false;
      this.tokens.push({ kind: 'word', text: closing, line, substitutions: [] });
    }
  }

  private word(): void {
    const { line } = this;
    const substitutions: LinedText[] = [];
    let text = this.array ?? '';
    let piece = this.piece(substitutions);
    while (piece !== undefined) {
      text += piece;
      piece = this.piece(substitutions);
    }
    const next = this.text.charAt(this.at);
    if (/^\d$/.test(text) && (next === '<' || next === '>')) return;
    if (text === '[[') this.isInTest = true;
    if (next === '(' && text.endsWith('=')) {
      this.array ??= text;
      this.at++;
    }
    this.tokens.push({ kind: 'word', text, line, substitutions });
  }

  /** The next piece of a word, or undefined where the word ends. */
  private piece(substitutions: LinedText[]): string | undefined {
    const plain = this.match(this.isInTest ? PLAIN_IN_TEST : PLAIN);
    if (plain !== undefined) return plain;
    switch (this.text.charAt(this.at)) {
      case "'":
        return this.between(1, indexOf(this.text, "'", this.at + 1), 1);
      case '"':
        return this.doubleQuoted(substitutions);
      case '\\':
        return this.escaped();
      case '$':
      case '`':
        return this.dollar(substitutions);
      case '<':
      case '>':
        return this.text.charAt(this.at + 1) === '(' ? this.substitution(2, substitutions) : undefined;
      default:
        return undefined;
    }
  }

  private escaped(): string {
    const char = this.text.charAt(this.at + 1);
    this.advance(2);
    return char === '\n' ? '' : char;
  }

  private doubleQuoted(substitutions: LinedText[]): string {
    let text = '';
    this.at++;
    while (this.at < this.text.length) {
      const plain = this.match(/[^"\\$`]+/y);
      const char = this.text.charAt(this.at);
      if (plain !== undefined) text += plain;
      else if (char === '"') break;
      else text += char === '\\' ? this.escaped() : this.dollar(substitutions);
    }
    this.at++;
    return text;
  }

  private dollar(substitutions: LinedText[]): string {
    if (this.text.charAt(this.at) === '`') {
      const { line } = this;
      const inner = this.between(1, indexOf(this.text, '`', this.at + 1), 1);
      substitutions.push({ text: inner, line });
      return '$()';
    }
    const arithmetic = this.match(/\$\(\([^\n]{0,500}?\)\)/y);
    if (arithmetic !== undefined) return arithmetic;
    const next = this.text.charAt(this.at + 1);
    if (next === '(') return this.substitution(2, substitutions);
    if (next === "'") return this.between(2, closingQuote(this.text, this.at + 2), 1);
    if (next === '{') return this.between(0, endOf(this.text, this.at + 2, '{', '}') + 1, 0);
    this.at++;
    return '$';
  }

  private substitution(opening: number, substitutions: LinedText[]): string {
    const { line } = this;
    const inner = this.between(opening, endOf(this.text, this.at + opening, '(', ')'), 1);
    substitutions.push({ text: inner, line });
    return '$()';
  }

  private document(stripsTabs: boolean): void {
    const delimiter = this.match(/[ \t]*(?:'[^'\n]*'|"[^"\n]*"|\\?[^\s;&|()<>'"]+)/y);
    if (delimiter === undefined) return;
    this.pending.push({ delimiter: delimiter.trim().replace(/['"\\]/g, ''), stripsTabs, index: this.tokens.length });
    this.tokens.push({ kind: 'document', text: '', line: this.line });
  }

  /** Takes the here documents of the line that has just ended. A test that is still open was never closed. */
  private endLine(): void {
    this.isInTest = false;
    for (const { delimiter, stripsTabs, index } of this.pending.splice(0)) {
      const { line } = this;
      const lines: string[] = [];
      while (this.at < this.text.length) {
        const end = indexOf(this.text, '\n', this.at);
        const read = this.text.slice(this.at, end);
        this.at = end + 1;
        this.line++;
        const written = stripsTabs ? read.replace(/^\t+/, '') : read;
        if (written.trimEnd() === delimiter) break;
        lines.push(written);
      }
      this.tokens[index] = { kind: 'document', text: lines.join('\n'), line };
    }
  }

  /** Takes the text from `opening` characters on up to `end`, and moves `closing` characters past it. */
  private between(opening: number, end: number, closing: number): string {
    const inner = this.text.slice(this.at + opening, end);
    this.advance(end + closing - this.at);
    return inner;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.advance(found.length);
    return found;
  }

  private advance(count: number): void {
    for (let end = this.at + count; this.at < end; this.at++) if (this.text.charAt(this.at) === '\n') this.line++;
  }
}
