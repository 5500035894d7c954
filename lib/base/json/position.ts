/** A position in a text: line and column from 1, as in editors. Columns are in UTF-16 code units, without a byte order mark. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Converts offsets to lines and columns. A line ends in LF, or CR LF. */
export class LineIndex {
  private lineStarts: readonly number[] | undefined;

  public constructor(private readonly text: string) {}

  /** Returns the position of the character at that offset; for an offset beyond the text, that of its end. */
  public position(offset: number): Position {
    const at = Math.min(offset, this.text.length);
    const starts = (this.lineStarts ??= lineStartsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
