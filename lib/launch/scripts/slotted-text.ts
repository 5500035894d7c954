import { HOLE } from '../../base/hole';
import { hasSlot, SLOT, type Slots } from './slots';

/** The number of characters of values in their places that are searched together. */
const LONGEST_BATCH = 20_000;
/** Separates these texts: no trace and no name spans two line ends. */
const BETWEEN = '\n\n';

/** A text in which slots stand for choices. */
export class SlottedText {
  /** The text around the slots. */
  public readonly written: readonly string[];
  /** The text with a hole for each slot. */
  public readonly open: string;

  public constructor(
    public readonly text: string,
    public readonly slots: Slots,
  ) {
    this.written = text.split(SLOT);
    this.open = this.written.length === 1 ? text : this.written.join(HOLE);
  }

  /**
   * Tells whether a value shows something in the place of its slot. Errs towards true, as for a value with slots of its own.
   *
   * @param near the number of characters around a value with which it may show what neither shows alone
   */
  public someValueShows(shows: (text: string) => boolean, near: number): boolean {
    const { open, text, slots, written } = this;
    let batch = '';
    const seenIn = new Map<string, Set<string>>();
    let at = -1;
    for (const before of written.slice(0, -1)) {
      at += before.length + 1;
      const from = beginningBefore(at, near, open);
      const until = at + 1 + near;
      // Many commands take the same value in the same way. Near the ends of a text, two slots may have the same text around them, and
      // different places in it.
      const around = `${String(at - from)} ${open.slice(from, until)}`;
      let seen = seenIn.get(around);
      if (seen === undefined) seenIn.set(around, (seen = new Set()));
      for (const value of slots.get(text.charAt(at))?.values ?? []) {
        if (hasSlot(value.text)) return true;
        if (seen.has(value.text)) continue;
        seen.add(value.text);
        batch += `${open.slice(from, at)}${value.text}${open.slice(at + 1, until)}${BETWEEN}`;
        if (batch.length < LONGEST_BATCH) continue;
        if (shows(batch)) return true;
        batch = '';
      }
    }
    return batch !== '' && shows(batch);
  }
}

/** The number of characters of a word that is not cut at its beginning. */
const LONGEST_WORD = 20;
const IN_WORD = /[\w-]/;

/**
 * Returns the beginning of the relevant text before a place: that many characters, extended to the beginning of a word or option. A cut
 * `-xe` would show `xe`.
 */
function beginningBefore(place: number, near: number, text: string): number {
  let start = Math.max(0, place - near);
  for (const end = start - LONGEST_WORD; start > 0 && start > end && IN_WORD.test(text.charAt(start - 1));) start--;
  return start;
}
