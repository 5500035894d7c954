import { HOLE } from '../../base/hole';
import { Derived } from '../../base/kept';
import type { Origin } from '../../template/values/outcome';
import type { Choice, Option, Text } from '../../template/values/texts/text';
import type { Alternative } from '../../user-data/scripts/statement';
import { encoded, literal, type Slot, type Slots, TOO_MANY_PARTS, withoutReferences } from './slots';

/**
 * How options are put into a text that fill whole lines, or several: `lines`, one after the other in their place; `command`, likewise,
 * in a text without a first line that tells its language; `words`, in a text of their own; `apart`, every option in a text of its own.
 */
export type Placing = 'lines' | 'command' | 'words' | 'apart';

/** By selector, the tag of the option that a text is rendered with; `OTHER` for a value that is none of the options. */
export type Selection = ReadonlyMap<string, string>;
export const OTHER = '\0other';

/** Lines that are there with one option only. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly alternative: Alternative;
  readonly text: string;
  readonly origin: Origin;
}

export interface RenderedScript {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** Choices with only one option in the text, because the options decide how the text around them is read. */
  readonly entangled: readonly Choice[];
  /** Choices with only one option in the text, because the format has no place for several. */
  readonly deferred: readonly Choice[];
  /** Choices that are none of their options in the text. */
  readonly open: readonly Choice[];
  /** Choices within a line that may be empty, in which case the text beside them is another word. */
  readonly mayBeEmpty: readonly Choice[];
  /** Why a part of the text is not followed. */
  readonly limits: readonly string[];
  /** For each line of the text, the line of a script in which the first option of each choice stands alone. */
  readonly lines: readonly number[];
}

/** Characters of a text with all options of its choices. Beyond it, an option is left out, and a limit says so. */
const LONGEST = 2_000_000;

/** Renders a text with choices as one text that can be read. Limits that its parts carry come along. */
export function renderScript(text: Text, slots: Slots, placing: Placing, selection: Selection): RenderedScript {
  const rendering = new Rendering(slots, placing, selection);
  rendering.emit(text, true);
  return rendering.finished();
}

/** The text after a choice. */
interface Following {
  /** It begins with the end of a line. */
  readonly endsLine: boolean;
  /** The texts that may follow it, up to the next choice. */
  readonly next: readonly string[];
}

/** Keys of cloud-config, MIME and Ignition whose values decide how others are read. */
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

class Rendering {
  private out = '';
  /** The last line of `out`: to look for it there would copy the whole text for each choice. */
  private lastLine = '';
  /** Whether the first line begins a message; undefined before its end. */
  private isMessage: boolean | undefined;
  /** Whether a shell may be in a document. */
  private hasDocuments = false;
  /** By line of the text, less one. */
  private readonly lines: number[] = [1];
  private readonly pieces: Piece[] = [];
  private readonly entangled = new Set<Choice>();
  private readonly deferred = new Set<Choice>();
  private readonly open = new Set<Choice>();
  private readonly mayBeEmpty = new Set<Choice>();
  private readonly limits = new Set<string>();

  public constructor(
    private readonly slots: Slots,
    private readonly placing: Placing,
    private readonly selection: Selection,
  ) {}

  public finished(): RenderedScript {
    const text = withoutReferences(this.out);
    return {
      text,
      pieces: this.pieces,
      entangled: [...this.entangled],
      deferred: [...this.deferred],
      open: [...this.open],
      mayBeEmpty: [...this.mayBeEmpty],
      limits: [...this.limits],
      lines: this.lines,
    };
  }

  /** @param endsLine whether the text is followed by the end of a line */
  public emit(text: Text, endsLine: boolean): void {
    for (const [index, part] of text.entries()) {
      if (typeof part === 'string') this.write(literal(part));
      else if (part.kind === 'base64') this.write(this.encodedPart(part.text));
      else this.choice(part, { endsLine: this.lineEnds(text.slice(index + 1), endsLine), next: this.nextTo(text, index) });
    }
  }

  private write(text: string): void {
    this.out += text;
    this.hasDocuments ||= text.includes('<<');
    const end = text.lastIndexOf('\n');
    this.lastLine = end < 0 ? this.lastLine + text : text.slice(end + 1);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lines.push(this.original + 1);
  }

  private get line(): number {
    return this.lines.length;
  }

  /** The line of a script that has the first option of each choice. */
  private get original(): number {
    return this.lines.at(-1) ?? 1;
  }

  private set original(line: number) {
    this.lines[this.lines.length - 1] = line;
  }

  private encodedPart(text: Text): string {
    const inner = renderScript(text, this.slots, 'words', this.selection);
    for (const choice of inner.entangled) this.entangled.add(choice);
    for (const choice of inner.deferred) this.deferred.add(choice);
    for (const limit of inner.limits) this.limits.add(limit);
    return encoded(inner.text);
  }

  private choice(choice: Choice, following: Following): void {
    const { endsLine } = following;
    const { options, open, selector } = choice;
    if (open?.kind === 'limit') this.limits.add(open.text);
    const [only, ...others] = options;
    if (only === undefined) {
      this.write(HOLE);
      return;
    }
    if (others.length === 0 && open === undefined) {
      this.option(choice, only, endsLine);
      return;
    }
    const tag = this.selection.get(selector);
    const selected = options.find((option) => option.tag === tag);
    if (tag === OTHER && open !== undefined) {
      this.open.add(choice);
      this.write(HOLE);
    } else if (selected !== undefined) this.option(choice, selected, endsLine);
    else this.place(choice, only, following);
  }

  private place(choice: Choice, first: Option, { endsLine, next }: Following): void {
    const slot = this.slots.slotOf(choice);
    if (slot === undefined || this.out.length > LONGEST) {
      this.limits.add(TOO_MANY_PARTS);
      this.write(HOLE);
      return;
    }
    const { values, isLong, isUnbalanced, hasOperators } = writtenValues.of(slot);
    const isAlone = this.isAlone(values, endsLine);
    const isInPlace = (this.placing === 'lines' || this.placing === 'command') && isAlone;
    const isEntangled =
      this.placing === 'apart' ||
      this.isHead() ||
      isUnbalanced ||
      (!isAlone && (isLong || hasOperators || this.isDelimiter(next) || this.isStructure(values, next)));
    if (isEntangled || (!isInPlace && (isLong || isAlone))) {
      (isEntangled ? this.entangled : this.deferred).add(choice);
      this.option(choice, longestOption(choice, first, this.slots), endsLine);
    } else if (isInPlace)
      this.inPlace(
        choice,
        values.some((text) => text.endsWith('\n')),
      );
    else {
      this.noteLimits(choice);
      if (emptyOption(choice, this.slots) !== undefined) this.mayBeEmpty.add(choice);
      this.write(slot.char);
    }
  }

  /** Writes the options one after another, and a hole for a value that may be none of them. */
  private inPlace(choice: Choice, endLines: boolean): void {
    const indent = /[ \t]*$/.exec(this.lastLine.slice(-LONGEST_INDENT))?.[0] ?? '';
    const start = this.original;
    let end: number | undefined;
    const writeOption = (text: string, write: () => void): void => {
      if (end !== undefined) {
        if (!this.isAtLineStart() && !text.startsWith('\n')) this.write(`\n${indent}`);
        this.original = start;
      }
      write();
      end ??= this.original;
    };
    for (const option of choice.options) {
      const text = this.slots.flat(option.text);
      if (text !== '')
        writeOption(text, () => {
          this.option(choice, option, true);
        });
    }
    if (choice.open !== undefined)
      writeOption(HOLE, () => {
        this.write(endLines ? `${HOLE}\n` : HOLE);
      });
    if (end !== undefined) this.original = end;
  }

  private option(choice: Choice, option: Option, endsLine: boolean): void {
    const from = this.line;
    this.emit(option.text, endsLine);
    const { selector, options, open } = choice;
    const alternative = { of: selector, option: option.tag, count: options.length + (open === undefined ? 0 : 1) };
    this.pieces.push({ from, to: this.line, alternative, text: this.slots.flat(option.text), origin: option.origin });
  }

  /** Whether options fill lines of their own. */
  private isAlone(values: readonly string[], endsLine: boolean): boolean {
    if (this.isAtLineStart() && (endsLine || values.every((text) => text.endsWith('\n')))) return true;
    return endsLine && values.length > 0 && values.every((text) => text.startsWith('\n'));
  }

  private isAtLineStart(): boolean {
    return this.lastLine.trim() === '';
  }

  /** Whether the rest of a text begins with the end of a line, for every option of its choices. */
  private lineEnds(rest: Text, endsLine: boolean): boolean {
    for (const part of rest) {
      if (typeof part === 'string') {
        if (/^[ \t\r]*\n/.test(part)) return true;
        if (part.trim() !== '') return false;
      } else if (part.kind === 'base64' || part.open !== undefined) return false;
      else if (!part.options.every(({ text }) => /^(?:$|\n)/.test(this.slots.flat(text)))) return false;
    }
    return endsLine;
  }

  /** Whether a choice is a part of the word that ends a document of a shell, at the beginning of the document or at its end. */
  private isDelimiter(next: readonly string[]): boolean {
    if (/<<-?[ \t]*["'\\]?[\w.-]*$/.test(this.lastLine.slice(-LONGEST_DELIMITER))) return true;
    const before = this.lastLine.trim();
    return this.hasDocuments && next.some((text) => /^[\w.-]*$/.test(before) && /^[\w.-]*[ \t\r]*(?:\n|$)/.test(text));
  }

  /** Whether a choice stands where a text names its format or language: in the first line, or in a header of a message. */
  private isHead(): boolean {
    if (/^\s*#!/.test(this.lastLine)) return true;
    if (this.placing === 'command') return false;
    if (this.isMessage !== undefined) return this.isMessage && HEADER.test(this.lastLine);
    const before = this.out.trimStart();
    if (before.includes('\n')) {
      this.isMessage = HEADER.test(before);
      return this.isMessage && HEADER.test(this.lastLine);
    }
    if (HEADER.test(this.lastLine) && HEADER.test(before)) return true;
    return /^\S*$/.test(before) || /^(?:#|content-|mime-|<|\{|version)/i.test(before);
  }

  /** Whether a choice decides the meaning of the text around it in a format other than a script: it stands in a key, or names a language. */
  private isStructure(values: readonly string[], next: readonly string[]): boolean {
    if (this.placing !== 'words') return false;
    if (values.some((text) => YAML_SYNTAX.test(text))) return true;
    const line = this.lastLine.slice(-LONGEST_KEY);
    return (
      line.trim() === '' ||
      STRUCTURE.test(line) ||
      (/(?:^|[{,-])\s*["']?[\w-]*$/.test(line) && next.some((text) => /^[\w-]*["']?\s*:/.test(text)))
    );
  }

  private nextTo(text: Text, index: number): readonly string[] {
    const next = text[index + 1];
    if (next === undefined || typeof next === 'string') return [next ?? ''];
    return next.kind === 'choice' ? next.options.map((option) => this.slots.flat(option.text)) : [];
  }

  private noteLimits({ options }: Choice): void {
    const seen = new Set<Choice>();
    const pending = options.map(({ text }) => text);
    for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
      for (const part of text) {
        if (typeof part === 'string') continue;
        if (part.kind === 'base64') pending.push(part.text);
        else if (!seen.has(part)) {
          seen.add(part);
          if (part.open?.kind === 'limit') this.limits.add(part.open.text);
          pending.push(...part.options.map((option) => option.text));
        }
      }
    }
  }
}

/** Returns the option with the most content. It stands for the others, so that a text has as much content as possible. */
export function longestOption({ options }: Choice, first: Option, slots: Slots): Option {
  const lengthOf = ({ text }: Option): number => slots.flat(text).length;
  return options.reduce((longest, option) => (lengthOf(option) > lengthOf(longest) ? option : longest), first);
}

export function emptyOption({ options }: Choice, slots: Slots): Option | undefined {
  return options.find(({ text }) => slots.flat(text) === '');
}

/** Blanks at the beginning of a line that are repeated for each option. */
const LONGEST_INDENT = 200;

/** The properties that all non-empty values of a slot share, in any place. */
const writtenValues = new Derived((slot: Slot) => {
  const values = slot.values.map(({ text }) => text).filter((text) => text !== '');
  return {
    values,
    isLong: values.some((text) => text.includes('\n')),
    isUnbalanced: values.some(isUnbalanced),
    hasOperators: values.some((text) => OPERATORS.test(text)),
  };
});

/** Characters that end a command, or redirect it: a shell reads the words beside them differently. */
const OPERATORS = /[|&;<>]/;

/** Whether a text may leave a shell in the middle of a quotation, a document or a line. */
function isUnbalanced(text: string): boolean {
  const plain = text.replace(/\\[^]/g, '');
  const isOdd = (char: string): boolean => (plain.split(char).length - 1) % 2 === 1;
  return (
    isOdd('"') ||
    isOdd("'") ||
    isOdd('`') ||
    /\\\n?$/.test(text) ||
    hasOpenDocument(text) ||
    hasOpenFork(text) ||
    plain.split('$(').length > plain.split(')').length
  );
}

/** Whether a text begins or ends in the middle of `if`, `case` or a loop: which command is in which arm depends on it. */
function hasOpenFork(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const opened = count(/(?:^|[;&|({]|\b(?:then|do|else))[ \t]*(?:if|for|while|until|case|select)\b/gm);
  const closed = count(/(?:^|[;&|)}]|\b(?:fi|done|esac))[ \t]*(?:fi|done|esac)\b/gm);
  return opened !== closed || (opened === 0 && count(/(?:^|[;&|)}])[ \t]*(?:else|elif)\b|;;/gm) > 0);
}

function hasOpenDocument(text: string): boolean {
  const lines = text.split('\n');
  return [...text.matchAll(/<<-?[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([\w.-]+))/g)].some(([, single, double, plain]) => {
    const delimiter = single ?? double ?? plain ?? '';
    return !lines.some((line) => line.trim() === delimiter);
  });
}
