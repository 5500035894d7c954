/**
 * Whether a pattern covers a whole name, as EC2 reads `AllowedInstanceTypes` and `ExcludedInstanceTypes`:
 * `*` matches any characters, the dot included; every other character matches itself; case matters.
 * Matches each piece between two stars at its first occurrence, so no pattern makes it slow.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return pattern === name;
  if (!name.startsWith(head)) return false;

  let from = head.length;
  for (const piece of rest) {
    const at = name.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return name.length - tail.length >= from && name.endsWith(tail);
}
