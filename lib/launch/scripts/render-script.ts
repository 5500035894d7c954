import { HOLE } from '../../base/hole';
import type { Origin } from '../../template/values/outcome';
import type { Choice, Option, Text } from '../../template/values/texts/text';
import type { Alternative } from '../../user-data/scripts/statement';
import { encoded, literal, type Slots, TOO_MANY_PARTS, withoutReferences } from './slots';
import { longestOption } from './standing-options';
import { ScriptWriter, type Placing } from './script-writer';
import { writtenValues } from './written-values';

/** By selector, the tag of the selected option; `OTHER` for a value that is none of the options. */
export type Selection = ReadonlyMap<string, string>;
export const OTHER = '\0other';

/** Lines that are present with one option only. */
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
  /** Choices with only one option in the text, because the options decide how the surrounding text is read. */
  readonly entangled: readonly Choice[];
  /** Choices with only one option in the text, because the format has no place for several. */
  readonly deferred: readonly Choice[];
  /** Choices of which the text has no option. */
  readonly open: readonly Choice[];
  /** Choices within a line that may be empty. If one is, the text around it is another word. */
  readonly mayBeEmpty: readonly Choice[];
  /** The reasons why parts of the text are not followed. */
  readonly limits: readonly string[];
  /** For each line of the text, its line in a script with only the first option of each choice. */
  readonly lines: readonly number[];
}

/** The number of characters of a text with all options of its choices. Above it, an option is left out, and a limit reports it. */
const LONGEST = 2_000_000;

/** Renders a text with choices as one readable text. Keeps the limits of its parts. */
export function renderScript(text: Text, slots: Slots, placing: Placing, selection: Selection): RenderedScript {
  const rendering = new Rendering(slots, placing, selection);
  rendering.emit(text, true);
  return rendering.finished();
}

/** The text after a choice. */
interface Following {
  /** The text begins with a line end. */
  readonly endsLine: boolean;
  /** The texts that may follow, up to the next choice. */
  readonly next: readonly string[];
}

class Rendering {
  private readonly out = new ScriptWriter();
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
    const text = withoutReferences(this.out.text);
    return {
      text,
      pieces: this.pieces,
      entangled: [...this.entangled],
      deferred: [...this.deferred],
      open: [...this.open],
      mayBeEmpty: [...this.mayBeEmpty],
      limits: [...this.limits],
      lines: this.out.lines,
    };
  }

  /** @param endsLine whether a line end follows the text */
  public emit(text: Text, endsLine: boolean): void {
    for (const [index, part] of text.entries()) {
      if (typeof part === 'string') this.out.write(literal(part));
      else if (part.kind === 'base64') this.out.write(this.encodedPart(part.text));
      else this.choice(part, { endsLine: this.lineEnds(text, index + 1, endsLine), next: this.nextTo(text, index) });
    }
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
      this.out.write(HOLE);
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
      this.out.write(HOLE);
    } else if (selected !== undefined) this.option(choice, selected, endsLine);
    else this.place(choice, only, following);
  }

  private place(choice: Choice, first: Option, { endsLine, next }: Following): void {
    const slot = this.slots.slotOf(choice);
    if (slot === undefined || this.out.text.length > LONGEST) {
      this.limits.add(TOO_MANY_PARTS);
      this.out.write(HOLE);
      return;
    }
    const { values, isLong, isUnbalanced, hasOperators } = writtenValues.of(slot);
    const mayBeEmpty = values.length < slot.values.length;
    const isAlone = this.isAlone(values, endsLine);
    const isInPlace = (this.placing === 'lines' || this.placing === 'command') && isAlone;
    const isEntangled =
      this.placing === 'apart' ||
      this.out.isHead(this.placing) ||
      isUnbalanced ||
      (!isAlone &&
        (isLong || hasOperators || this.out.isDelimiter(next) || (this.placing === 'words' && this.out.isStructure(values, next))));
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
      if (mayBeEmpty) this.mayBeEmpty.add(choice);
      this.out.write(slot.char);
    }
  }

  /** Writes the options one after another, and a hole for a value that may be none of them. */
  private inPlace(choice: Choice, endLines: boolean): void {
    const { indent } = this.out;
    const start = this.out.original;
    let end: number | undefined;
    const writeOption = (text: string, write: () => void): void => {
      if (end !== undefined) {
        if (!this.out.isAtLineStart() && !text.startsWith('\n')) this.out.write(`\n${indent}`);
        this.out.original = start;
      }
      write();
      end ??= this.out.original;
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
        this.out.write(endLines ? `${HOLE}\n` : HOLE);
      });
    if (end !== undefined) this.out.original = end;
  }

  private option(choice: Choice, option: Option, endsLine: boolean): void {
    const from = this.out.line;
    this.emit(option.text, endsLine);
    const { selector, options, open } = choice;
    const alternative = { of: selector, option: option.tag, count: options.length + (open === undefined ? 0 : 1) };
    this.pieces.push({ from, to: this.out.line, alternative, text: this.slots.flat(option.text), origin: option.origin });
  }

  /** Tells whether options fill whole lines. */
  private isAlone(values: readonly string[], endsLine: boolean): boolean {
    if (this.out.isAtLineStart() && (endsLine || values.every((text) => text.endsWith('\n')))) return true;
    return endsLine && values.length > 0 && values.every((text) => text.startsWith('\n'));
  }

  /** Tells whether the rest of a text, from a part on, begins with a line end, for any of its choices. */
  private lineEnds(text: Text, from: number, endsLine: boolean): boolean {
    for (let index = from; index < text.length; index++) {
      const part = text[index];
      if (part === undefined) continue;
      if (typeof part === 'string') {
        if (/^[ \t\r]*\n/.test(part)) return true;
        if (part.trim() !== '') return false;
      } else if (part.kind === 'base64' || part.open !== undefined) return false;
      else if (!part.options.every(({ text }) => /^(?:$|\n)/.test(this.slots.flat(text)))) return false;
    }
    return endsLine;
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
