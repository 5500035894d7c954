import { JsonErrors } from './json-errors';
import { DEEPEST } from './limits';
import type { LineIndex } from './position';

/** Receives the parts of a JSON text in order. Offsets are those of the first character. */
export interface JsonVisitor {
  openObject(offset: number): void;
  openList(offset: number): void;
  /** The innermost object or list ends. */
  close(): void;
  /** A key of the innermost object, as written between its quotes. `end` is the offset of the closing quote. */
  key(offset: number, end: number, hasEscapes: boolean): void;
  scalar(offset: number): void;
}

// Constants of this module: an import would cost a lookup for each character.
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const LITERALS = ['true', 'false', 'null'];

/**
 * Scans a JSON text once from start to end. Accepts exactly the texts that `JSON.parse` accepts, up to `DEEPEST` levels. `JSON.parse`
 * itself does not serve: its errors name no line, differ between versions of Node.js, and miss keys written twice.
 *
 * @throws UnreadableTemplateError at the first wrong character
 */
export class JsonScanner {
  private at = 0;
  /** Offsets of the objects and lists that are open, outermost first. */
  private readonly open: number[] = [];
  private inObject = false;
  private readonly errors: JsonErrors;

  public constructor(
    private readonly text: string,
    lines: LineIndex,
    private readonly visitor: JsonVisitor,
  ) {
    this.errors = new JsonErrors(text, lines);
  }

  public scan(): void {
    this.skipBlank();
    do this.readValue();
    while (this.readSeparator());
  }

  /** Reads a scalar or an empty container, with all containers that open before it. */
  private readValue(): void {
    let code = this.text.charCodeAt(this.at);
    while (code === OPEN_OBJECT || code === OPEN_LIST) {
      this.enter(code === OPEN_OBJECT);
      if (this.text.charCodeAt(this.at) === (code === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST)) {
        this.leave();
        return;
      }
      if (code === OPEN_OBJECT) this.readKey();
      code = this.text.charCodeAt(this.at);
    }
    this.readScalar(code);
  }

  /** Reads up to the next value. Returns false if the text is complete. */
  private readSeparator(): boolean {
    for (;;) {
      this.skipBlank();
      const code = this.text.charCodeAt(this.at);
      if (this.open.length === 0) {
        return this.at < this.text.length ? this.errors.leftOver(this.at) : false;
      }
      if (code === COMMA) return this.readNext();
      if (code !== (this.inObject ? CLOSE_OBJECT : CLOSE_LIST)) this.fail(this.inObject ? "',' or '}'" : "',' or ']'");
      this.leave();
    }
  }

  private readNext(): true {
    const comma = this.at++;
    this.skipBlank();
    const code = this.text.charCodeAt(this.at);
    if (code === CLOSE_OBJECT || code === CLOSE_LIST) this.errors.strayComma(comma, this.at);
    if (this.inObject) this.readKey();
    return true;
  }

  private enter(object: boolean): void {
    if (this.open.length === DEEPEST) this.errors.tooDeep(this.at);
    if (object) this.visitor.openObject(this.at);
    else this.visitor.openList(this.at);
    this.open.push(this.at++);
    this.inObject = object;
    this.skipBlank();
  }

  private leave(): void {
    this.at++;
    this.open.pop();
    this.inObject = this.text.charCodeAt(this.open.at(-1) ?? -1) === OPEN_OBJECT;
    this.visitor.close();
  }

  private readKey(): void {
    const start = this.at;
    if (this.text.charCodeAt(start) !== QUOTE) this.fail('a key in double quotes');
    const hasEscapes = this.readString();
    this.visitor.key(start, this.at - 1, hasEscapes);
    this.skipBlank();
    if (this.text.charCodeAt(this.at) !== COLON) this.fail("':' after the key");
    this.at++;
    this.skipBlank();
  }

  private readScalar(code: number): void {
    const start = this.at;
    if (code === QUOTE) this.readString();
    else this.readWord();
    this.visitor.scalar(start);
  }

  /** Moves past the closing quote. Returns whether the string has escapes. */
  private readString(): boolean {
    const { text, at: start } = this;
    let hasEscapes = false;
    let at = start + 1;
    let code = text.charCodeAt(at);
    while (code !== QUOTE) {
      if (code === BACKSLASH) {
        hasEscapes = true;
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(text)) this.errors.badEscape(at, start);
        at = ESCAPE.lastIndex;
      } else if (code >= SPACE) {
        at++;
      } else {
        // A control character, or NaN at the end of the text.
        this.errors.openString(at, start);
      }
      code = text.charCodeAt(at);
    }
    this.at = at + 1;
    return hasEscapes;
  }

  private readWord(): void {
    NUMBER.lastIndex = this.at;
    if (NUMBER.test(this.text)) {
      this.at = NUMBER.lastIndex;
      return;
    }
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.at));
    if (literal === undefined) this.fail('a value');
    else this.at += literal.length;
  }

  private skipBlank(): void {
    const { text } = this;
    let { at } = this;
    let code = text.charCodeAt(at);
    while (code === SPACE || code === LINE_FEED || code === CARRIAGE_RETURN || code === TAB) code = text.charCodeAt(++at);
    this.at = at;
  }

  private fail(expected: string): never {
    const container = this.inObject ? 'an object' : 'a list';
    return this.errors.unexpected(this.at, expected, container, this.open.at(-1));
  }
}

/** Decodes a key between its quotes. */
export function decodeKey(text: string, offset: number, end: number, hasEscapes: boolean): string {
  return hasEscapes ? (JSON.parse(text.slice(offset, end + 1)) as string) : text.slice(offset + 1, end);
}
