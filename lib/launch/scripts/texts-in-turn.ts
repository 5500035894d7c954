import { HOLE } from '../../base/hole';
import type { ScriptPart } from './script-parts';
import { hasSlot, SLOT, slotsIn, type Slots } from './slots';
import { SlottedText } from './slotted-text';

export interface ScriptTexts {
  /** The decoded parts of the text. */
  readonly inner: readonly string[];
  /** The written text, if it is not one of its own parts. */
  readonly whole: readonly string[];
}

/**
 * The number of texts that write out the values of a slot in turn. The lines of all further values make one text. In the last text, values
 * are open.
 */
const MOST_TEXTS = 100;
/** The number of values of a slot. No template has more. */
const MOST_VALUES = 10_000;
/**
 * The number of characters of all whole texts, and of the lines of further values. Above it, values are left open; no real template has as
 * many.
 */
const MOST_CHARACTERS = 1_000_000;
const MOST_OF_LINES = 4_000_000;
/** The levels of values within values. */
const DEEPEST = 20;
/** The number of characters around a value with which it may show what neither shows alone. */
const NEAR = 64;

/**
 * Returns the texts of a script that may concern the reader: every value of each slot is in one of them.
 *
 * @param mayConcern tells whether a text may concern the reader; a cheap test that errs towards yes
 */
export function textsOfPart({ rendered, fragments }: ScriptPart, slots: Slots, mayConcern: (text: string) => boolean): ScriptTexts {
  const texts = (text: string): readonly string[] => {
    if (!hasSlot(text)) return mayConcern(text) ? [text] : [];
    return mayConcernWith(new SlottedText(text, slots), mayConcern) ? textsInTurn(text, slots) : [];
  };
  const inner = new Set(fragments.map(({ text }) => text));
  const whole = inner.has(rendered.text) ? [] : [rendered.text];
  return { inner: [...inner].flatMap(texts), whole: whole.flatMap(texts) };
}

/** Tells whether a text may concern the reader with values in place of its slots. Errs towards true. */
export function mayConcernWith(text: SlottedText, mayConcern: (text: string) => boolean): boolean {
  // Values in one word may show together what none shows alone.
  const areInOneWord = text.written.slice(1, -1).some((between) => /^[\w"'\\-]*$/.test(between));
  return mayConcern(text.open) || areInOneWord || text.someValueShows(mayConcern, NEAR);
}

function textsInTurn(text: string, slots: Slots): readonly string[] {
  const most = Math.max(1, ...[...slotsIn(text)].map((char) => optionsOf(char, slots)));
  const count = Math.min(most, MOST_TEXTS, Math.max(1, Math.floor(MOST_CHARACTERS / text.length)));
  if (count === most) return Array.from({ length: count }, (_, turn) => inTurn(text, turn, slots, 0));
  const whole = Array.from({ length: count - 1 }, (_, turn) => inTurn(text, turn, slots, 0));
  const lines = text.split('\n').filter(hasSlot).join('\n');
  const left = Math.min(most - whole.length, Math.floor(MOST_OF_LINES / Math.max(1, lines.length)));
  const further = Array.from({ length: left }, (_, turn) => inTurn(lines, whole.length + turn, slots, 0));
  return [...whole, inTurn(text, undefined, slots, 0), further.join('\n')];
}

/** Counts the values of a slot, including those of the slots in them. */
function optionsOf(char: string, slots: Slots, depth = 0): number {
  const slot = slots.get(char);
  if (slot === undefined || depth >= DEEPEST) return 1;
  const inner = slot.values.flatMap(({ text }) => [...slotsIn(text)].map((each) => optionsOf(each, slots, depth + 1)));
  const own = slot.values.length + (slot.isOpen ? 1 : 0);
  return Math.min(MOST_VALUES, own * Math.max(1, ...inner));
}

/** @param turn undefined to leave all slots open */
function inTurn(text: string, turn: number | undefined, slots: Slots, depth: number): string {
  return text.replace(SLOT, (char) => {
    const slot = slots.get(char);
    if (slot === undefined || depth >= DEEPEST || turn === undefined) return HOLE;
    const count = Math.max(1, slot.values.length + (slot.isOpen ? 1 : 0));
    const value = slot.values[turn % count];
    return value === undefined ? HOLE : inTurn(value.text, Math.floor(turn / count), slots, depth + 1);
  });
}
