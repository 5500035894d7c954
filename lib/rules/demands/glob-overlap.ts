import { matchesGlob } from '../../base/glob';

/** Tells whether some text matches both patterns. In both, `*` stands for any characters. */
export function globsOverlap(a: string, b: string): boolean {
  // The names of a catalog have no star, and each of them is compared with the patterns of a policy.
  if (!b.includes('*')) return matchesGlob(a, b);
  if (!a.includes('*')) return matchesGlob(b, a);
  // For each length of `b`, whether the part of `a` so far and that much of `b` can stand for the same text.
  let row = Array.from({ length: b.length + 1 }, (_, length) => /^\**$/.test(b.slice(0, length)));
  for (const letter of a.split('')) {
    const next: boolean[] = [];
    for (const [length, above] of row.entries()) {
      const other = b.charAt(length - 1);
      const left = length > 0 && next[length - 1] === true;
      const diagonal = length > 0 && row[length - 1] === true;
      next.push(letter === '*' || other === '*' ? above || left : diagonal && letter === other);
    }
    row = next;
  }
  return row.at(-1) === true;
}
