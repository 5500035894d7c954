/** Returns a range without the blanks and line ends at its beginning and end. */
export function withoutBlanks(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): {
  readonly start: number;
  readonly end: number;
} {
  const source = text.slice(start, end);
  return { start: start + source.length - source.trimStart().length, end: end - (source.length - source.trimEnd().length) };
}

/** Returns the offset of the dash before an item of a list in a block, on the line of the item or above it. */
export function dashBefore(text: string, item: number): number {
  return text.lastIndexOf('-', item - 1);
}
