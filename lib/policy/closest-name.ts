/** More letters than a third of the name wrong, and it is another word. */
const LETTERS_PER_MISTAKE = 3;

/** The name somebody probably meant, if one of them comes close. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const byDistance = names.map((name) => ({ name, distance: edits(name, written.toLowerCase()) })).sort((a, b) => a.distance - b.distance);
  const best = byDistance[0];
  return best !== undefined && best.distance <= best.name.length / LETTERS_PER_MISTAKE ? best.name : undefined;
}

/** Levenshtein distance. */
function edits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const substituted = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(substituted, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
