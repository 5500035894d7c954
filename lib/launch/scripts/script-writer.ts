/**
 * How options are put into a text that fill whole lines, or several: `lines`, one after the other in their place; `command`, likewise,
 * in a text without a first line that tells its language; `words`, in a text of their own; `apart`, every option in a text of its own.
 */
export type Placing = 'lines' | 'command' | 'words' | 'apart';

/** Keys of cloud-config, MIME and Ignition of which the values decide how others are read. */
const STRUCTURE =
  /(?:^|[\s{,"'-])(?:path|encoding|type|task|destination|source|name|filesystem|content-type|content-transfer-encoding|boundary)["']?\s*[:=]\s*["']?[^"',]*$/i;
/** A value that is more than a word in YAML. */
const YAML_SYNTAX = /^\s|\s$|:(?:\s|$)|^(?:-\s|[#&*!|>%@`{[])/;
/** A line of the head of a message. */
const HEADER = /^(?:content-|mime-)/i;
/** Characters before a choice that are looked at for the end of a document. */
const LONGEST_DELIMITER = 200;
/** Characters before a choice that are looked at for a key. */
const LONGEST_KEY = 300;

/** Blanks at the beginning of a line that are repeated for each option. */
const LONGEST_INDENT = 200;

/** What has been written of a script so far, and what its end says of a choice that comes next. */
export class ScriptWriter {
  private written = '';
  /** The last line of `written`: to look for it there would copy the whole text for each choice. */
  private lastLine = '';
  /** Whether the first line begins a message; undefined before its end. */
  private isMessage: boolean | undefined;
  /** Whether a shell may be in a document. */
  private hasDocuments = false;
  /** By line of the text, less one. */
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

  /** The line of a script that has the first option of each choice. */
  public get original(): number {
    return this.lines.at(-1) ?? 1;
  }

  public set original(line: number) {
    this.lines[this.lines.length - 1] = line;
  }

  /** Blanks at the end of the last line. */
  public get indent(): string {
    return /[ \t]*$/.exec(this.lastLine.slice(-LONGEST_INDENT))?.[0] ?? '';
  }

  public isAtLineStart(): boolean {
    return this.lastLine.trim() === '';
  }

  /** Tells whether a choice is a part of the word that ends a document of a shell, at the beginning of the document or at its end. */
  public isDelimiter(next: readonly string[]): boolean {
    if (/<<-?[ \t]*["'\\]?[\w.-]*$/.test(this.lastLine.slice(-LONGEST_DELIMITER))) return true;
    const before = this.lastLine.trim();
    return this.hasDocuments && next.some((text) => /^[\w.-]*$/.test(before) && /^[\w.-]*[ \t\r]*(?:\n|$)/.test(text));
  }

  /** Tells whether a choice stands where a format or a language is told by: in the first line, or in a header of a message. */
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

  /** Tells whether a choice decides what the text around it is in another format than a script: it stands in a key, or tells a language. */
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
