import { DEEPEST } from './limits';
import type { LineIndex } from './position';
import { describePosition, refuser, type RefuseOffset } from './unreadable-text-error';

/** An unexpected word or number, cut to the length that messages quote. */
const WORD = /[^\s,:"{}[\]]{1,30}/y;

/** The errors of a JSON text, at offsets. Every method throws UnreadableTemplateError. */
export class JsonErrors {
  private readonly refuse: RefuseOffset;

  public constructor(
    private readonly text: string,
    private readonly lines: LineIndex,
  ) {
    this.refuse = refuser(lines);
  }

  /**
   * Refuses a character that is not the expected one.
   *
   * @param start the beginning of the innermost object or list; undefined outside all of them
   */
  public unexpected(at: number, expected: string, container: string, start: number | undefined): never {
    if (at >= this.text.length) return this.cutOff(container, start);
    if (this.text.startsWith('//', at) || this.text.startsWith('/*', at)) return this.refuse(at, 'JSON has no comments: remove it');
    return this.refuse(at, `expected ${expected}, found ${this.found(at)}: correct it`);
  }

  public leftOver(at: number): never {
    return this.refuse(at, `${this.found(at)} after the end of the template: remove it`);
  }

  public strayComma(comma: number, next: number): never {
    return this.refuse(comma, `',' before '${this.text.charAt(next)}': remove it`);
  }

  public tooDeep(at: number): never {
    return this.refuse(at, `nested more than ${DEEPEST} levels deep: CloudFormation does not accept that, write it flatter`);
  }

  /** Refuses the character at `at`, which a string cannot hold, in the string that begins at `start`. */
  public openString(at: number, start: number): never {
    if (at >= this.text.length) return this.cutOff('a string', start);
    const what = /[\r\n]/.test(this.text.charAt(at)) ? 'the line ends' : 'there is a control character';
    return this.refuse(
      at,
      `${what} inside a string that begins at ${this.where(start)}: close the string, or write an escape such as '\\n'`,
    );
  }

  /** Refuses the wrong escape at `at` in the string that begins at `start`. */
  public badEscape(at: number, start: number): never {
    const written = this.text.slice(at, at + 6);
    if (at + written.length === this.text.length && /^\\(?:u[\dA-Fa-f]{0,3})?$/.test(written)) return this.cutOff('a string', start);
    if (written.startsWith('\\u')) return this.refuse(at, "'\\u' without four hexadecimal digits: write '\\\\' for a backslash");
    return this.refuse(at, `'${written.slice(0, 2)}' is not an escape that JSON knows: write '\\\\' for a backslash`);
  }

  private cutOff(what: string, start: number | undefined): never {
    const message =
      start === undefined ? 'the file ends before the template does' : `the file ends inside ${what} that begins at ${this.where(start)}`;
    return this.refuse(this.text.length, `${message}: it may have been cut off, write it again`);
  }

  private found(at: number): string {
    WORD.lastIndex = at;
    return `'${WORD.exec(this.text)?.[0] ?? this.text.charAt(at)}'`;
  }

  private where(offset: number): string {
    return describePosition(this.lines.position(offset));
  }
}
