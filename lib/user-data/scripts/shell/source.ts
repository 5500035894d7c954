/** A text with the line on which it begins. */
export interface LinedText {
  readonly text: string;
  readonly line: number;
}

/** Shell text with the lines of its characters. */
export class ShellSource {
  private ends: number[] | undefined;

  public constructor(
    public readonly text: string,
    private readonly firstLine: number,
  ) {}

  /** Returns the line of a character. */
  public lineAt(position: number): number {
    this.ends ??= endsOfLines(this.text);
    let low = 0;
    let high = this.ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return this.firstLine + low;
  }

  /** Returns a part as a separate text. */
  public part(start: number, end: number): ShellSource {
    return new ShellSource(this.text.slice(start, end), this.lineAt(start));
  }
}

function endsOfLines(text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return ends;
}
