/** Returns the offset at which the line of a character begins. A line ends in LF, CR LF or CR. */
export function lineStartBefore(text: string, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Returns the end of the line of a character, or of the text's other lines: `\n` if the text has one line. */
export function lineEndNear(text: string, offset: number): string {
  const [behind] = /\r\n|\n|\r/.exec(text.slice(offset)) ?? [];
  const [anywhere = '\n'] = behind === undefined ? (/\r\n|\n|\r/.exec(text) ?? []) : [behind];
  return anywhere;
}

/** Returns the blanks and line ends before a character, not beyond `from`. */
export function blanksUpTo(text: string, from: number, end: number): string {
  const before = text.slice(from, end);
  return before.slice(before.trimEnd().length);
}
