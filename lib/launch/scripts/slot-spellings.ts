import { HOLE } from '../../base/hole';
import { mayShowHabit } from '../../user-data/habits/may-show-habit';
import { hasSlot, SLOT, type Slots } from './slots';
import type { SlottedText } from './slotted-text';

export interface SlotSpellings {
  readonly words: readonly string[];
  /** Some combinations that may show a habit are left out. */
  readonly isCut: boolean;
}

/**
 * The number of combinations of values in one piece of a word. Above it, one part varies at a time, and a limit reports any that may hide a
 * habit.
 */
const MOST_COMBINATIONS = 256;
/** The number of characters of a word that is combined as a whole. In a longer word, only the pieces with slots are. */
const LONGEST_WORD = 500;
/** The number of characters within which a habit shows. */
const LONGEST_TRACE = 12;
/** The levels of values within values. */
const DEEPEST = 20;

/** Separates pieces of a word that no habit spans. */
const SEPARATORS = /([=,:;"'\s]+)/;

/** Returns the texts of a word with values in place of its slots. Each piece varies by itself. */
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

/** Returns the values of a slot, and the slot itself if it may have others. A part without a slot is returned as it is. */
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

/** Tells whether adjacent parts may show a habit with any of their values, without combining them. */
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

/** Tells whether a text may show a habit with values in place of its slots. Errs towards true. */
export function mayShowHabitWith(text: SlottedText): boolean {
  return mayShowWith(text, mayShowHabit, LONGEST_TRACE);
}

/**
 * Tells whether a text may show something with values in place of its slots. Errs towards true.
 *
 * @param shows tells whether a text without slots shows it
 * @param longest the number of characters within which it shows
 */
export function mayShowWith(text: SlottedText, shows: (text: string) => boolean, longest: number): boolean {
  // Adjacent values may show together what neither shows alone.
  const areClose = text.written.slice(1, -1).some((between) => between.length < longest);
  return shows(text.open) || areClose || text.someValueShows(shows, longest);
}
