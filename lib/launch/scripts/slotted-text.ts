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
    const batch = new Set<string>();
    let length = 0;
    let at = -1;
    for (const before of written.slice(0, -1)) {
      at += before.length + 1;
      const [start, end] = [endOf(open.slice(0, at), near), open.slice(at + 1, at + 1 + near)];
      for (const value of slots.get(text.charAt(at))?.values ?? []) {
        if (hasSlot(value.text)) return true;
        const inPlace = start + value.text + end;
        if (batch.has(inPlace)) continue;
        batch.add(inPlace);
        length += inPlace.length;
        if (length < LONGEST_BATCH) continue;
        if (shows(joined(batch))) return true;
        batch.clear();
        length = 0;
      }
    }
    return batch.size > 0 && shows(joined(batch));
  }
}

function joined(texts: ReadonlySet<string>): string {
  return `${[...texts].join(BETWEEN)}${BETWEEN}`;
}

/** Returns the end of a text, from the beginning of a word or of an option on: `-xe` that is cut would show `xe`. */
function endOf(text: string, length: number): string {
  return /[\w-]{0,20}$/.exec(text.slice(0, -length).slice(-20))?.[0].concat(text.slice(-length)) ?? '';
}
