import { editDistance } from './edit-distance';

/** The number of letters of a name for each mistake. With more mistakes, it is another word. */
const LETTERS_PER_MISTAKE = 3;

/** Returns the name closest to a written one; undefined if none is close. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const byDistance = names
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), written.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = byDistance[0];
  return best !== undefined && best.distance <= best.name.length / LETTERS_PER_MISTAKE ? best.name : undefined;
}
