import { alternatives, beginning, character, end, type Matcher, repetition, sequence } from './pattern-matcher';

/** The number of characters of a pattern. A parameter with a longer one counts as free. */
const LONGEST_PATTERN = 1000;

/**
 * Parses a regular expression that means the same in Java and JavaScript. Returns undefined for one with look-around, back references,
 * flags, possessive repetitions, nested or intersected classes, Unicode properties or word boundaries.
 */
export function parsePattern(pattern: string): Matcher | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const parser = new PatternParser(pattern);
  const matcher = parser.alternatives();
  return parser.isAtEnd ? matcher : undefined;
}

/** Escapes of one character or of a character class. */
const ESCAPE = /^\\(?:[dDwWsStnrf]|[^A-Za-z0-9])/;
/** A class without nested classes. */
const CLASS = /^\[\^?(?:[^[\]\\]|\\(?:[dDwWsStnrf]|[^A-Za-z0-9]))+\]/;
const REPETITION = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})(\??)(?![+])/;
const SPECIAL = /[()[\]{}*+?|^$.\\]/;

class PatternParser {
  private at = 0;

  public constructor(private readonly pattern: string) {}

  public get isAtEnd(): boolean {
    return this.at === this.pattern.length;
  }

  public alternatives(): Matcher | undefined {
    const items: Matcher[] = [];
    do {
      const item = this.sequence();
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.take(/^\|/) !== undefined);
    return alternatives(items);
  }

  private sequence(): Matcher | undefined {
    const items: Matcher[] = [];
    while (!this.isAtEnd && !/[|)]/.test(this.pattern.charAt(this.at))) {
      const item = this.repeated();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return sequence(items);
  }

  private repeated(): Matcher | undefined {
    const item = this.item();
    const times = item === undefined ? undefined : this.take(REPETITION);
    if (item === undefined || times === undefined) return item;
    const [, sign, least, comma, most] = times;
    if (sign !== undefined) return repetition(item, sign === '+' ? 1 : 0, sign === '?' ? 1 : Infinity);
    return repetition(item, Number(least), comma === undefined ? Number(least) : most === '' ? Infinity : Number(most));
  }

  private item(): Matcher | undefined {
    if (this.take(/^\(\?:/) !== undefined || this.take(/^\((?!\?)/) !== undefined) {
      const inner = this.alternatives();
      return this.take(/^\)/) === undefined ? undefined : inner;
    }
    if (this.take(/^\^/) !== undefined) return beginning;
    if (this.take(/^\$/) !== undefined) return end;
    const [set] = this.take(/^\./) ?? this.take(ESCAPE) ?? this.take(CLASS) ?? [];
    if (set !== undefined) return set.includes('&&') ? undefined : oneOf(set);
    const literal = this.pattern.charAt(this.at);
    if (SPECIAL.test(literal)) return undefined;
    this.at++;
    return character((text) => text === literal);
  }

  private take(expression: RegExp): RegExpExecArray | undefined {
    const match = expression.exec(this.pattern.slice(this.at));
    if (match === null) return undefined;
    this.at += match[0].length;
    return match;
  }
}

/** Matches one character with JavaScript's engine, which cannot take long for one. Returns undefined for a class with a reversed range. */
function oneOf(source: string): Matcher | undefined {
  try {
    const expression = new RegExp(`^${source}$`);
    return character((text) => expression.test(text));
  } catch {
    return undefined;
  }
}
