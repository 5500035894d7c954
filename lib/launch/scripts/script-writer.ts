/**
 * The form in which options that fill whole lines enter a text. `lines`: one after the other. `command`: one after the other, in a text
 * without a first line that shows its language. `words`: in separate texts. `apart`: every option in a separate text, whether or not it
 * fills lines.
 */
export type Placing = 'lines' | 'command' | 'words' | 'apart';

/** Keys of cloud-config, MIME and Ignition whose values decide how others are read. */
const STRUCTURE =
  /(?:^|[\s{,"'-])(?:path|encoding|type|task|destination|source|name|filesystem|content-type|content-transfer-encoding|boundary)["']?\s*[:=]\s*["']?[^"',]*$/i;
/** A value with YAML syntax in it. */
const YAML_SYNTAX = /^\s|\s$|:(?:\s|$)|^(?:-\s|[#&*!|>%@`{[])/;
/** A header line of a MIME message. */
const HEADER = /^(?:content-|mime-)/i;
/** The number of characters before a choice that are searched for the end of a document. */
const LONGEST_DELIMITER = 200;
/** The number of characters before a choice that are searched for a key. */
const LONGEST_KEY = 300;

/** The number of blanks at the beginning of a line that are repeated for each option. */
const LONGEST_INDENT = 200;

/** The part of a script that has been written. Its end decides the form of the next choice. */
export class ScriptWriter {
  private written = '';
  /** The last line of `written`. Searching for it there would copy the whole text for each choice. */
  private lastLine = '';
  /** Whether the first line begins a message; undefined before its end. */
  private isMessage: boolean | undefined;
  /** Whether the text may have here documents. */
  private hasDocuments = false;
  /** The original line of each line, by the line's index. */
  public readonly lines: number[] = [1];

  public get text(): string {
    return this.written;
  }

  public write(text: string): void {
    this.written += text;
    this.hasDocuments ||= text.includes('<<');
    const end = text.lastIndexOf('\n');
    this.lastLine = end < 0 ? this.lastLine + text : text.slice(end + 1);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lines.push(this.original + 1);
  }

  public get line(): number {
    return this.lines.length;
  }

  /** The current line of a script with only the first option of each choice. */
  public get original(): number {
    return this.lines.at(-1) ?? 1;
  }

  public set original(line: number) {
    this.lines[this.lines.length - 1] = line;
  }

  /** The blanks at the end of the last line. */
  public get indent(): string {
    return /[ \t]*$/.exec(this.lastLine.slice(-LONGEST_INDENT))?.[0] ?? '';
  }

  public isAtLineStart(): boolean {
    return this.lastLine.trim() === '';
  }

  /** Tells whether a choice is part of the delimiter of a here document, at the document's beginning or end. */
  public isDelimiter(next: readonly string[]): boolean {
    if (/<<-?[ \t]*["'\\]?[\w.-]*$/.test(this.lastLine.slice(-LONGEST_DELIMITER))) return true;
    const before = this.lastLine.trim();
    return this.hasDocuments && next.some((text) => /^[\w.-]*$/.test(before) && /^[\w.-]*[ \t\r]*(?:\n|$)/.test(text));
  }

  /** Tells whether a choice may decide the format or the language: in the first line, or in a header of a message. */
  public isHead(placing: Placing): boolean {
    if (/^\s*#!/.test(this.lastLine)) return true;
    if (placing === 'command') return false;
    if (this.isMessage !== undefined) return this.isMessage && HEADER.test(this.lastLine);
    const before = this.written.trimStart();
    if (before.includes('\n')) {
      this.isMessage = HEADER.test(before);
      return this.isMessage && HEADER.test(this.lastLine);
    }
    if (HEADER.test(this.lastLine) && HEADER.test(before)) return true;
    return /^\S*$/.test(before) || /^(?:#|content-|mime-|<|\{|version)/i.test(before);
  }

  /**
   * Tells whether a choice decides the structure of a format other than a script: it is in a key, or in a value that selects a language.
   */
  public isStructure(values: readonly string[], next: readonly string[]): boolean {
    if (values.some((text) => YAML_SYNTAX.test(text))) return true;
    const line = this.lastLine.slice(-LONGEST_KEY);
    return (
      line.trim() === '' ||
      STRUCTURE.test(line) ||
      (/(?:^|[{,-])\s*["']?[\w-]*$/.test(line) && next.some((text) => /^[\w-]*["']?\s*:/.test(text)))
    );
  }
}
