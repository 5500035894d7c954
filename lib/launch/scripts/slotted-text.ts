import { HOLE } from '../../base/hole';
import { hasSlot, SLOT, type Slots } from './slots';

/** Characters of values in their places that are looked at together. */
const LONGEST_BATCH = 20_000;
/** Separates them: no trace and no name spans two ends of a line. */
const BETWEEN = '\n\n';

/** A text in which slots stand for choices. */
export class SlottedText {
  /** What is written around the slots. */
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
   * Tells whether a value shows something in the place of its slot. Errs on the side of true, as where a value has slots of its own.
   *
   * @param near the characters around a value with which it may show something that neither shows alone
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
      // Many commands are given the same value in the same way. Near the ends of a text, two slots may have the same around them, and stand at
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

/** Characters of a word that is not cut at its beginning. */
const LONGEST_WORD = 20;
const IN_WORD = /[\w-]/;

/** Returns where what counts before a place begins: so many characters before it, from the beginning of a word or of an option on. `-xe` that is cut would show `xe`. */
function beginningBefore(place: number, near: number, text: string): number {
  let start = Math.max(0, place - near);
  for (const end = start - LONGEST_WORD; start > 0 && start > end && IN_WORD.test(text.charAt(start - 1));) start--;
  return start;
}
