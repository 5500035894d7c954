import { editDistance } from './edit-distance';

/** One mistake for every three letters of a name: with more, it is another word. */
const LETTERS_PER_MISTAKE = 3;

/** Returns the name closest to the one that is written; undefined if none is close. */
export function closestName(written: string, names: readonly string[]): string | undefined {
  const byDistance = names
    .map((name) => ({ name, distance: editDistance(name.toLowerCase(), written.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = byDistance[0];
  return best !== undefined && best.distance <= best.name.length / LETTERS_PER_MISTAKE ? best.name : undefined;
}
