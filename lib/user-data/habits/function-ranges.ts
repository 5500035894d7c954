/** The functions of a script, by the lines of their bodies, from 0. */
export class FunctionRanges {
  private static readonly known = new WeakMap<readonly string[], FunctionRanges>();

  public static of(lines: readonly string[]): FunctionRanges {
    const ranges = FunctionRanges.known.get(lines) ?? new FunctionRanges(lines);
    FunctionRanges.known.set(lines, ranges);
    return ranges;
  }

  private readonly names: readonly string[];

  private constructor(lines: readonly string[]) {
    const names: string[] = [];
    let open: { readonly name: string; readonly indent: number; readonly ends: RegExp | undefined } | undefined;
    for (const line of lines) {
      const text = line.trimStart();
      const indent = line.length - text.length;
      // A Python function ends with the first line that is indented no more than its own.
      if (open !== undefined && open.ends === undefined && text !== '' && indent <= open.indent) open = undefined;
      const [, keyword, name] = DEFINITION.exec(text) ?? [];
      if (open === undefined && name !== undefined) {
        const isPython = keyword === 'def' || keyword === 'async def';
        open = { name, indent, ends: isPython ? undefined : /^(?:[)}]|end\b)/ };
        names.push(name);
        if (!isPython && /[)}]\s*(?:[;#].*)?$/.test(text) && /[({]\s*\S/.test(text.slice(text.indexOf(name) + name.length + 2)))
          open = undefined;
        continue;
      }
      names.push(open?.name ?? '');
      if (open?.ends?.test(text) === true && indent <= open.indent) open = undefined;
    }
    this.names = names;
  }

  /** Returns the function around a line, counted from 0; empty for none. */
  public at(line: number): string {
    return this.names[line] ?? '';
  }
}

const DEFINITION =
  /^(?:(function|async def|def|sub)\s+)?([\w:.-]+)\s*(?:\(\)|(?<=^(?:function|sub|def|async def)\s+[\w:.-]+)(?=[\s({:]|$))/i;
