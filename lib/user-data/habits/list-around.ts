import type { Spot } from './script-view';

/** The number of lines of one list that are read before and after a line. Errs towards fewer excuses. */
const MOST_LINES = 50;

/** Returns the list that a line of settings is in: what stands between brackets, or lines that begin with the same word. */
export function listAround({ use, command: { statement } }: Spot): string {
  const { lines, firstLine } = statement;
  const at = use.line - firstLine;
  const line = lines[at] ?? '';
  const start = beginOfBrackets(lines, at);
  const [key = ''] = KEY.exec(line) ?? [];
  const isOfList = (each: string | undefined, isOpen: boolean): boolean =>
    each !== undefined && (start === undefined ? key !== '' && KEY.exec(each)?.[0] === key : isOpen);
  let from = start ?? at;
  while (start === undefined && at - from < MOST_LINES && isOfList(lines[from - 1], true)) from--;
  let to = at;
  while (to - at < MOST_LINES && isOfList(lines[to + 1], !(lines[to] ?? '').includes(']'))) to++;
  return lines.slice(from, to + 1).join('\n');
}

/** The first word of a line, such as `Disk`; of a list in YAML, the dash before a single word. */
const KEY = /^\s*(?:-(?=\s+["']?[^\s:]+$)|[^\s"'=:-]+(?=\s))/;

function beginOfBrackets(lines: readonly string[], at: number): number | undefined {
  for (let each = at - 1; each >= 0 && at - each <= MOST_LINES; each--) {
    const line = lines[each] ?? '';
    const open = line.lastIndexOf('[');
    if (open >= 0 || line.includes(']')) return open > line.lastIndexOf(']') ? each : undefined;
  }
  return undefined;
}
