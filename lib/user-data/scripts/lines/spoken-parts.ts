import type { LineLanguage } from './languages';
import { visitUnquoted } from './unquoted';

/** A line, split into its code and its messages. */
export interface SpokenParts {
  readonly code: string | undefined;
  readonly spoken: string | undefined;
}

/** Calls that only build a message. */
const OF_MESSAGES = /(?:^|[^\w.])(?:format|sprintf|str|repr|join|String)$|(?:Error|Exception|Warning|Exit)$|\.(?:format|join)$/;

/** Operators that take a text without parentheses: a file test or a function of Perl, a method of Ruby. */
const TAKES_TEXT =
  /(?:^|[\s!&|?:,])-[A-Za-z]\s*$|\b(?:readlink|glob|l?stat|open|slurp|read_file|do|require)\s+$|\b[A-Z]\w*(?:::[A-Z]\w*)*\.\w+[?!]?\s+$/;

/** The code after the message of a call without parentheses. */
const MODIFIER = /^\s(unless|if|while|until|and|or)\b|^(\|\||&|;)/;

/**
 * Separates the messages of a line from its code. A message is a text passed directly to a call such as `print`. Calls within the message
 * are code.
 */
export function spokenParts(line: string, { speaking, spokenLine, handsOn, quotes, escape }: LineLanguage): SpokenParts {
  if (spokenLine?.test(line) === true) return { code: undefined, spoken: line };
  if (speaking === undefined || handsOn?.test(line) === true) return { code: line, spoken: undefined };
  speaking.lastIndex = 0;
  const messages: string[] = [];
  let code = '';
  let at = 0;
  for (let call = speaking.exec(line); call !== null; call = speaking.exec(line)) {
    const start = speaking.lastIndex;
    if (start < at || isInQuotes(line, at, start, quotes, escape)) continue;
    code += line.slice(at, start);
    const message = new MessageReader(line, start, quotes, escape).read();
    code += message.code;
    messages.push(...message.messages);
    at = message.end;
    speaking.lastIndex = Math.max(at, start);
  }
  if (messages.length === 0 && at === 0) return { code: line, spoken: undefined };
  return { code: code + line.slice(at), spoken: messages.length > 0 ? messages.join(' ') : undefined };
}

function isInQuotes(line: string, from: number, to: number, quotes: string, escape: string): boolean {
  return visitUnquoted(line, { quotes, escape }, () => false, from, to) !== undefined;
}

interface Message {
  readonly code: string;
  readonly messages: readonly string[];
  readonly end: number;
}

class MessageReader {
  private readonly messages: string[] = [];
  private code = '';
  /** Open parentheses. True for parentheses with code. */
  private readonly open: boolean[] = [];

  public constructor(
    private readonly line: string,
    private at: number,
    private readonly quotes: string,
    private readonly escape: string,
  ) {}

  public read(): Message {
    const { line } = this;
    const isBare = !/^\s*\(/.test(line.slice(this.at, this.at + 40));
    while (this.at < line.length) {
      const char = line.charAt(this.at);
      if (this.quotes.includes(char)) {
        this.text(char);
        continue;
      }
      if (this.open.length === 0 && this.code !== '' && MODIFIER.test(line.slice(this.at, this.at + 10))) break;
      if (this.isWordOfMessage(char, isBare)) continue;
      if (char === '(' || char === '[' || char === '{') this.open.push(this.isCode() || this.isCall(char));
      else if (char === ')' || char === ']' || char === '}') {
        if (this.open.length === 0) break;
        this.open.pop();
        // The text after the closing parenthesis is not a message.
        if (this.open.length === 0 && !isBare && !/^\s*(%|\.format|\.|\+)/.test(line.slice(this.at + 1, this.at + 20))) {
          this.code += char;
          this.at++;
          break;
        }
      }
      this.code += char;
      this.at++;
    }
    return { code: this.code, messages: this.messages, end: this.at };
  }

  /** Tells whether a word belongs to a message without quotes, as in `echo /dev/sda1` of batch files. */
  private isWordOfMessage(char: string, isBare: boolean): boolean {
    if (this.quotes !== '"' || !isBare || this.open.length > 0 || /[\s)&]/.test(char)) return false;
    const [word = ''] = /^[^\s()&"]+/.exec(this.line.slice(this.at)) ?? [];
    if (word === '') return false;
    this.messages.push(word);
    this.at += word.length;
    return true;
  }

  private isCode(): boolean {
    return this.open.at(-1) === true;
  }

  /** Tells whether a parenthesis belongs to a call. A call that only builds the message does not count. */
  private isCall(char: string): boolean {
    if (this.code.trim() === '') return false;
    const before = this.code.trimEnd();
    if (char === '{') return true;
    return /[\w?!\]]$/.test(before) && !OF_MESSAGES.test(before);
  }

  private text(quote: string): void {
    const { line } = this;
    const wide = line.startsWith(quote.repeat(3), this.at) ? quote.repeat(3) : quote;
    let end = this.at + wide.length;
    while (end < line.length && !line.startsWith(wide, end)) end += line.charAt(end) === this.escape ? 2 : 1;
    const text = line.slice(this.at + wide.length, end);
    const next = Math.min(line.length, end + wide.length);
    if (this.isCode() || (this.escape === '\\' && TAKES_TEXT.test(this.code))) this.code += line.slice(this.at, next);
    else {
      this.messages.push(text);
      this.code += `${quote}${expressionsOf(text)}${quote}`;
    }
    this.at = next;
  }
}

/** The levels of parentheses in an inserted expression. Errs towards a message. */
const DEEPEST = 20;

/** Returns the code in a message: `{...}` of Python, `#{...}` of Ruby, `$(...)` of PowerShell, `${...}` of others. */
function expressionsOf(text: string): string {
  const braces = [...text.matchAll(/\{([^{}]*[(.[$][^{}]*)\}/g)].map(([, inner = '']) => ` ${inner} `);
  const dollars: string[] = [];
  for (let at = text.indexOf('$('); at >= 0; at = text.indexOf('$(', at)) {
    const end = closing(text, at + 2);
    if (end === undefined) break;
    dollars.push(` ${text.slice(at + 2, end)} `);
    at = end;
  }
  return [...braces, ...dollars].join(' ');
}

function closing(text: string, from: number): number | undefined {
  let open = 1;
  for (let at = from; at < text.length && open <= DEEPEST; at++) {
    if (text.charAt(at) === '(') open++;
    else if (text.charAt(at) === ')' && --open === 0) return at;
  }
  return undefined;
}
