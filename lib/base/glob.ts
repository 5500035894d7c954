/**
 * Tells whether a pattern covers a whole name, as EC2 reads `AllowedInstanceTypes` and `ExcludedInstanceTypes`:
 * `*` matches any characters, the dot included; every other character matches itself; case matters.
 * Matches each piece between two stars at its first occurrence, so no pattern makes it slow.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === name;
  // Most names of a catalog already differ here. Nothing is split for them.
  if (!name.startsWith(pattern.slice(0, star))) return false;

  const pieces = pattern.slice(star + 1).split('*');
  const tail = pieces.pop() ?? '';
  let from = star;
  for (const piece of pieces) {
    const at = name.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return name.length - tail.length >= from && name.endsWith(tail);
}
