import { editDistance } from './edit-distance';

/** More letters than a third of the name wrong, and it is another word. */
const LETTERS_PER_MISTAKE = 3;

/** The name somebody probably meant, if one of them comes close. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const byDistance = names
    .map((name) => ({ name, distance: editDistance(name, written.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = byDistance[0];
  return best !== undefined && best.distance <= best.name.length / LETTERS_PER_MISTAKE ? best.name : undefined;
}
