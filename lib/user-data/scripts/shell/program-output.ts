import { unescaped } from './escapes';
import { calledWith, FUNCTIONS, METHODS, reversed, withMethod } from './one-liner-functions';
import { tokensOf } from './one-liner-tokens';
import { oneLinerOf, type OneLiner } from './one-liners';
import { inFormat } from './spoken-text';

/** The number of characters of a program. Errs towards an unknown output. */
const LONGEST = 2000;
/** The levels of expressions. Errs towards an unknown output. */
const DEEPEST = 20;

/**
 * Returns the output of `awk 'BEGIN{print ...}'`, `python3 -c`, `perl -e`, `ruby -e`, `php -r` and `node -e` if it consists of written-out
 * texts; otherwise undefined.
 */
export function programOutput(program: string, rest: readonly string[]): string | undefined {
  const oneLiner = oneLinerOf(program, rest);
  return oneLiner === undefined || oneLiner.text.length > LONGEST ? undefined : new OutputReader(oneLiner).read();
}

class OutputReader {
  private readonly variables: Map<string, string>;
  private readonly tokens: readonly string[] | undefined;
  private at = 0;
  private depth = 0;

  public constructor(private readonly program: OneLiner) {
    this.variables = new Map(program.variables);
    this.tokens = tokensOf(program.text);
  }

  /** Reads the statements. An unknown statement makes the whole output unknown. */
  public read(): string | undefined {
    if (this.tokens === undefined) return undefined;
    let output: string | undefined;
    while (this.at < this.tokens.length) {
      if (this.take(';') || this.skipsImport()) continue;
      const printed = this.printing() ?? (this.assignment() ? '' : undefined);
      if (printed === undefined || !(this.peek() === undefined || this.peek() === ';')) return undefined;
      output = (output ?? '') + printed;
    }
    return output;
  }

  private peek(offset = 0): string | undefined {
    return this.tokens?.[this.at + offset];
  }

  private take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at++;
    return true;
  }

  private skipsImport(): boolean {
    if (!/^(?:import|use|from|require|exit)$/.test(this.peek() ?? '')) return false;
    while (this.peek() !== undefined && this.peek() !== ';') this.at++;
    return true;
  }

  private assignment(): boolean {
    if (/^(?:my|let|const|var)$/.test(this.peek() ?? '')) this.at++;
    const name = this.peek() ?? '';
    if (!/^\$?[A-Za-z_]\w*$/.test(name) || this.peek(1) !== '=') return false;
    this.at += 2;
    const value = this.expression();
    if (value === undefined) return false;
    this.variables.set(name.replace('$', ''), value);
    return true;
  }

  private printing(): string | undefined {
    const start = this.at;
    let name = this.peek() ?? '';
    this.at++;
    while (this.peek() === '.' && /^\w+$/.test(this.peek(1) ?? '')) {
      name += `.${this.peek(1) ?? ''}`;
      this.at += 2;
    }
    if (!/^(?:print|printf|puts|echo|say|console\.log|(?:process|sys)\.stdout\.write)$/.test(name)) {
      this.at = start;
      return undefined;
    }
    const values = this.list();
    if (values === undefined) return undefined;
    const [format = '', ...others] = values;
    if (name === 'printf') return inFormat(format, others);
    return `${values.join(this.program.between)}${/^(?:print|echo)$/.test(name) && this.program.between === '' ? '' : '\n'}`;
  }

  /** Reads values between commas, with or without brackets. */
  private list(): readonly string[] | undefined {
    const values: string[] = [];
    do {
      const value = this.expression();
      if (value === undefined) return undefined;
      values.push(...value.split('\0'));
    } while (this.take(','));
    return values;
  }

  /** Reads texts side by side, or with `+` or `.` between them, as one. A list in brackets becomes one text, with NUL between the items. */
  private expression(): string | undefined {
    if (this.depth >= DEEPEST) return undefined;
    this.depth++;
    let text = this.term();
    while (text !== undefined && this.continues()) {
      const next = this.term();
      text = next === undefined ? undefined : text + next;
    }
    this.depth--;
    return text;
  }

  private continues(): boolean {
    const next = this.peek();
    if (next === '+' || next === '.') {
      this.at++;
      return true;
    }
    return next !== undefined && /^f?["']|^\$?[A-Za-z_]/.test(next);
  }

  private term(): string | undefined {
    let text = this.primary();
    while (text !== undefined) {
      const next = this.peek() ?? '';
      if (/^\[\s*::/.test(next)) {
        this.at++;
        text = reversed(text);
      } else if (next === '%') {
        this.at++;
        const values = this.term();
        text = values === undefined ? undefined : inFormat(text, values.split('\0'));
      } else if (next === '.' && METHODS.has(this.peek(1) ?? '')) text = this.method(text);
      else break;
    }
    return text;
  }

  private method(text: string): string | undefined {
    const name = this.peek(1) ?? '';
    this.at += 2;
    const isCall = this.take('(');
    const values = !isCall || this.peek() === ')' ? [] : this.list();
    if (values === undefined || (isCall && !this.take(')'))) return undefined;
    return withMethod(name, text, values);
  }

  private primary(): string | undefined {
    const token = this.peek();
    if (token === undefined) return undefined;
    this.at++;
    if (/^f?["']/.test(token)) return this.literal(token);
    if (/^\d+$/.test(token)) return token;
    if (token === '(' || token === '[') return this.bracketed(token === '(' ? ')' : ']');
    const name = token.replace(/^\$\{?(\w+)\}?$/, '$1');
    const known = this.variables.get(name);
    if (known !== undefined) return known;
    // A variable of the surrounding shell script.
    if (token.startsWith('$')) return withBraces(token);
    return this.call(name);
  }

  private bracketed(end: string): string | undefined {
    const values = this.list();
    return values === undefined || !this.take(end) ? undefined : values.join('\0');
  }

  private call(name: string): string | undefined {
    if (name === 'scalar') return this.primary();
    if (!FUNCTIONS.test(name)) return undefined;
    const isCall = this.take('(');
    const values = this.list();
    if (values === undefined || (isCall && !this.take(')'))) return undefined;
    return calledWith(name, values);
  }

  private literal(token: string): string {
    const isFilled = token.startsWith('f');
    const text = token.slice(isFilled ? 2 : 1, -1);
    const valueOf = (all: string, name: string): string => this.variables.get(name) ?? all;
    if (isFilled) return withBraces(unescaped(text.replace(/\{(\w+)\}/g, valueOf)));
    if (token.startsWith("'")) return withBraces(text);
    return withBraces(
      unescaped(
        text.replace(/\$\{?(\w+)\}?|#\{(\w+)\}/g, (all: string, name?: string, other?: string) => valueOf(all, name ?? other ?? '')),
      ),
    );
  }
}

/** Adds braces to a variable of the surrounding shell script: the text after it then stays apart. */
function withBraces(text: string): string {
  return text.replace(/\$(\w+)/g, '${$1}');
}
