/**
 * Returns the number of letters to insert, remove, replace or swap with the next one to turn one text into the other (optimal string
 * alignment).
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of b.split('').entries()) {
      const substituted = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      const isSwapped = column > 0 && letter === b[column - 1] && a[row - 1] === other;
      const swapped = isSwapped ? (before[column - 1] ?? Infinity) + 1 : Infinity;
      current.push(Math.min(substituted, swapped, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    before = previous;
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
