import { inOrder, type TextEdit } from '../base/text-edit';

/** Unchanged lines around a change, as in `diff -u`. */
const CONTEXT = 3;

/** Lines that change: those from `start`, `old.length` of them, become `now`. */
interface Change {
  readonly start: number;
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/**
 * Writes edits of a text as a unified diff, without its header. The lines keep their own ends: `patch` and `git apply` restore every byte.
 */
export function unifiedDiff(text: string, edits: readonly TextEdit[]): string {
  const lines = linesOf(text);
  const changes = changesOf(text, lines, inOrder(edits));
  let hunk: Change[] = [];
  let offset = 0;
  const hunks: string[] = [];
  const finish = (): void => {
    if (hunk.length === 0) return;
    hunks.push(formatHunk(hunk, lines, offset));
    offset += hunk.reduce((sum, { old, now }) => sum + now.length - old.length, 0);
    hunk = [];
  };
  for (const change of changes) {
    const last = hunk.at(-1);
    if (last !== undefined && change.start - (last.start + last.old.length) > 2 * CONTEXT) finish();
    hunk.push(change);
  }
  finish();
  return hunks.join('');
}

/** Splits a text into lines with their line feeds. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Returns the lines that edits change, without those at the edges that stay as they are. */
function changesOf(text: string, lines: readonly string[], edits: readonly TextEdit[]): readonly Change[] {
  const changes: Change[] = [];
  let line = 0;
  let lineStart = 0;
  for (let index = 0; index < edits.length;) {
    while (line < lines.length - 1 && lineStart + (lines[line] ?? '').length <= (edits[index]?.start ?? 0))
      lineStart += (lines[line++] ?? '').length;
    const start = line;
    let end = lineStart;
    let from = lineStart;
    let now = '';
    // Edits in the same lines are one change.
    do {
      const edit = edits[index];
      if (edit === undefined) break;
      now += text.slice(from, edit.start) + edit.text;
      from = edit.end;
      while (line < lines.length && (end <= edit.start || end < edit.end)) end += (lines[line++] ?? '').length;
      // A line without its line end continues in the next.
      if (from === end && line < lines.length && !edit.text.endsWith('\n')) end += (lines[line++] ?? '').length;
      index += 1;
    } while (index < edits.length && ((edits[index]?.start ?? 0) < end || line === lines.length));
    now += text.slice(from, end);
    lineStart = end;
    const change = trimmed({ start, old: lines.slice(start, line), now: linesOf(now) });
    const last = changes.at(-1);
    if (change.old.length + change.now.length === 0) continue;
    if (last === undefined || last.start + last.old.length < change.start) changes.push(change);
    else changes.splice(-1, 1, { start: last.start, old: [...last.old, ...change.old], now: [...last.now, ...change.now] });
  }
  return changes;
}

function trimmed({ start, old, now }: Change): Change {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return { start: start + head, old: old.slice(head, old.length - tail), now: now.slice(head, now.length - tail) };
}

/** @param offset the number of additional lines of the new text before the hunk */
function formatHunk(changes: readonly Change[], lines: readonly string[], offset: number): string {
  const first = changes[0]?.start ?? 0;
  const last = changes.at(-1);
  const start = Math.max(0, first - CONTEXT);
  const end = Math.min(lines.length, (last === undefined ? 0 : last.start + last.old.length) + CONTEXT);
  const added = changes.reduce((sum, { old, now }) => sum + now.length - old.length, 0);
  let at = start;
  let body = '';
  const write = (mark: string, written: readonly string[]): void => {
    for (const line of written) body += line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
  };
  for (const { start: from, old, now } of changes) {
    write(' ', lines.slice(at, from));
    write('-', old);
    write('+', now);
    at = from + old.length;
  }
  write(' ', lines.slice(at, end));
  return `@@ -${range(start, end - start)} +${range(start + offset, end - start + added)} @@\n${body}`;
}

function range(start: number, length: number): string {
  return length === 1 ? String(start + 1) : `${String(length === 0 ? start : start + 1)},${String(length)}`;
}
