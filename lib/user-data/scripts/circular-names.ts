/**
 * Returns the names that contain themselves, directly or through others, and the names between two of these circles.
 *
 * @param references by name, the names in its content
 */
export function circularNames(references: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const forwards = new Map([...references].map(([name, others]) => [name, others.filter((other) => references.has(other))]));
  const backwards = new Map<string, string[]>([...references.keys()].map((name) => [name, []]));
  for (const [name, others] of forwards) for (const other of others) backwards.get(other)?.push(name);
  const left = new Set(references.keys());
  takeLeaves(left, forwards, backwards);
  takeLeaves(left, backwards, forwards);
  return left;
}

/** Removes the names without references to names that are left, again and again. */
function takeLeaves(
  left: Set<string>,
  forwards: ReadonlyMap<string, readonly string[]>,
  backwards: ReadonlyMap<string, readonly string[]>,
): void {
  const count = (name: string): number => (forwards.get(name) ?? []).filter((other) => left.has(other)).length;
  const counts = new Map([...left].map((name) => [name, count(name)]));
  const leaves = [...left].filter((name) => counts.get(name) === 0);
  for (let leaf = leaves.pop(); leaf !== undefined; leaf = leaves.pop()) {
    left.delete(leaf);
    for (const other of backwards.get(leaf) ?? []) {
      const less = (counts.get(other) ?? 0) - 1;
      counts.set(other, less);
      if (less === 0 && left.has(other)) leaves.push(other);
    }
  }
}
