import { FIRST_SLOT, HOLE, LAST_SLOT } from '../../base/hole';
import type { Keeper } from '../../base/kept';
import { dynamicReference } from '../../template/values/dynamic-reference';
import { Assumptions } from '../../template/values/assumptions';
import { LITERAL, type Origin } from '../../template/values/outcome';
import type { Choice, Text } from '../../template/values/texts/text';

/** A value of a slot, with slots for the choices in it. */
export interface SlotValue {
  readonly tag: string;
  readonly text: string;
  readonly origin: Origin;
}

/** A choice that is one character in a script. */
export interface Slot extends Keeper {
  readonly char: string;
  readonly choice: Choice;
  readonly values: readonly SlotValue[];
  readonly isOpen: boolean;
}

/** The levels of choices within choices. */
const DEEPEST = 150;
/** The number of characters of all values of a launch's choices. Above it, a value is a hole, and a limit reports it. */
const MOST_CHARACTERS = 4_000_000;

export const TOO_MANY_PARTS = 'it has too many parts with several values to follow';

/** The choices of all boot scripts of a launch. Each has its own character. */
export class Slots {
  private readonly byChoice = new Map<Choice, Slot>();
  private readonly byChar = new Map<string, Slot>();
  private charactersLeft = MOST_CHARACTERS;

  /** Returns the slot of a choice; undefined if there are no more characters. */
  public slotOf(choice: Choice, depth = 0): Slot | undefined {
    const known = this.byChoice.get(choice);
    if (known !== undefined) return known;
    const code = FIRST_SLOT + this.byChoice.size;
    if (code > LAST_SLOT || depth > DEEPEST || this.charactersLeft < 0) return undefined;
    const char = String.fromCharCode(code);
    const values: SlotValue[] = [];
    const slot: Slot = { char, choice, values, isOpen: choice.open !== undefined, kept: new Map() };
    this.byChoice.set(choice, slot);
    this.byChar.set(char, slot);
    for (const { tag, text, origin } of choice.options) values.push({ tag, text: this.flat(text, depth + 1), origin });
    return slot;
  }

  public get(char: string): Slot | undefined {
    return this.byChar.get(char);
  }

  /** Returns a text in which a slot stands for each choice. */
  public flat(text: Text, depth = 0): string {
    const parts = text.map((part) => {
      if (typeof part === 'string') return literal(part);
      if (part.kind === 'base64') return encoded(this.flat(part.text, depth + 1));
      if (part.options.length === 0) return HOLE;
      return this.slotOf(part, depth)?.char ?? HOLE;
    });
    const whole = withoutReferences(parts.join(''));
    this.charactersLeft -= whole.length;
    return whole;
  }

  /** Returns a text as quoted in a message: a slot by the name of its choice, if it has one. */
  public shown(text: string): string {
    return text.replace(SLOT, (char) => this.get(char)?.choice.shown ?? HOLE);
  }
}

export const SLOT = /[\uE000-\uF8FF]/g;
const HAS_SLOT = /[\uE000-\uF8FF]/;

export function hasSlot(text: string): boolean {
  return HAS_SLOT.test(text);
}

export function slotsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(SLOT) ?? []);
}

/** Returns a literal of the template without the characters that are slots here. */
export function literal(text: string): string {
  return hasSlot(text) ? text.replace(SLOT, '\uFFFD') : text;
}

/** Encodes a text. Decoding returns its holes and slots in their places. */
export function encoded(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** Returns a text with holes for the values that CloudFormation reads from stores. */
export function withoutReferences(text: string): string {
  const read = dynamicReference(text, { when: Assumptions.NONE, origin: LITERAL });
  return read?.kind === 'unresolved' ? (read.text ?? text) : text;
}
