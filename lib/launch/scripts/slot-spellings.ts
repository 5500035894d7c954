import { HOLE } from '../../base/hole';
import { mayShowHabit } from '../../user-data/habits/may-show-habit';
import { hasSlot, SLOT, type Slots } from './slots';
import type { SlottedText } from './slotted-text';

export interface SlotSpellings {
  readonly words: readonly string[];
  /** Combinations are left out that may show a habit. */
  readonly isCut: boolean;
}

/** Combinations of the values in one piece of a word. Beyond it, one part is varied at a time; where that may hide a habit, it is said. */
const MOST_COMBINATIONS = 256;
/** Characters of a word whose values are put into the whole of it; of a longer one, into the piece they are in. */
const LONGEST_WORD = 500;
/** Characters within which a habit shows. */
const LONGEST_TRACE = 12;
/** Values within values. */
const DEEPEST = 20;

/** Separates pieces of a word that no habit spans. */
const SEPARATORS = /([=,:;"'\s]+)/;

/** Returns what a word may be with values in place of its slots. Each piece of it varies by itself. */
export function slotSpellings(word: string, slots: Slots): SlotSpellings {
  if (!hasSlot(word)) return { words: [], isCut: false };
  const pieces = word.split(SEPARATORS);
  const [, assigned = ''] = /^(\w+=)/.exec(word) ?? [];
  const words = new Set<string>();
  let isCut = false;
  for (const [index, piece] of pieces.entries()) {
    if (!hasSlot(piece)) continue;
    const spelled = pieceSpellings(piece, slots, 0);
    isCut ||= spelled.isCut;
    const isShort = word.length <= LONGEST_WORD;
    for (const value of spelled.words) words.add(isShort ? pieces.with(index, value).join('') : `${assigned}${value}`);
  }
  return { words: [...words], isCut };
}

function pieceSpellings(piece: string, slots: Slots, depth: number): SlotSpellings {
  const parts = piece.split(/([\uE000-\uF8FF])/).filter((part) => part !== '');
  const values = parts.map((part) => valuesOf(part, slots, depth));
  let isCut = values.some((each) => each.isCut);
  if (values.reduce((product, { words }) => product * words.length, 1) <= MOST_COMBINATIONS) {
    return {
      words: values.reduce<string[]>((starts, { words }) => starts.flatMap((start) => words.map((end) => start + end)), ['']),
      isCut,
    };
  }
  isCut ||= mayShowTrace(values.map(({ words }) => words));
  const words = values.flatMap((each, index) =>
    each.words.length === 1
      ? []
      : each.words.map((word) =>
          parts
            .with(index, word)
            .join('')
            .replace(SLOT, (char) => (word.includes(char) ? char : HOLE)),
        ),
  );
  return { words, isCut };
}

/** Returns the values of a slot, the slot itself where it may be something else; a part without a slot as it is. */
function valuesOf(part: string, slots: Slots, depth: number): SlotSpellings {
  const slot = hasSlot(part) ? slots.get(part) : undefined;
  if (slot === undefined) return { words: [part], isCut: false };
  if (depth >= DEEPEST) return { words: [HOLE], isCut: true };
  const words = new Set<string>(slot.isOpen ? [HOLE] : []);
  let isCut = false;
  for (const { text } of slot.values) {
    if (!hasSlot(text)) words.add(text);
    else {
      const spelled = pieceSpellings(text, slots, depth + 1);
      isCut ||= spelled.isCut;
      for (const word of spelled.words) words.add(word);
    }
  }
  return { words: [...words], isCut };
}

/** Tells whether parts that follow each other may show a habit with any of their values, without putting them together. */
function mayShowTrace(parts: readonly (readonly string[])[]): boolean {
  let ends = new Set(['']);
  for (const words of parts) {
    const next = new Set<string>();
    for (const end of ends) {
      for (const word of words) {
        if (mayShowHabit(end + word)) return true;
        next.add((end + word).slice(-LONGEST_TRACE));
      }
      if (next.size > MOST_COMBINATIONS * 8) return true;
    }
    ends = next;
  }
  return false;
}

/** Tells whether a text may show a habit with values in place of its slots. Errs on the side of true. */
export function mayShowHabitWith(text: SlottedText): boolean {
  return mayShowWith(text, mayShowHabit, LONGEST_TRACE);
}

/**
 * Tells whether a text may show something with values in place of its slots. Errs on the side of true.
 *
 * @param shows tells it of a text without slots
 * @param longest the characters within which it shows
 */
export function mayShowWith(text: SlottedText, shows: (text: string) => boolean, longest: number): boolean {
  // Values beside each other may show together what neither shows.
  const areClose = text.written.slice(1, -1).some((between) => between.length < longest);
  return shows(text.open) || areClose || text.someValueShows(shows, longest);
}
