/** A range of a text, by its offsets, and the text that replaces it. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies edits to a text. The edits must not overlap. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end, text: written } of inOrder(edits)) {
    parts.push(text.slice(from, start), written);
    from = end;
  }
  return parts.join('') + text.slice(from);
}

export function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}
