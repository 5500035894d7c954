/** Several things that are told as one. */
export interface Group<T> {
  readonly first: T;
  readonly others: readonly T[];
}

/** Groups things by key, in the order of the first of each. */
export function grouped<T>(things: readonly T[], keyOf: (thing: T) => unknown): readonly Group<T>[] {
  const groups = new Map<unknown, { readonly first: T; readonly others: T[] }>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: thing, others: [] });
    else group.others.push(thing);
  }
  return [...groups.values()];
}
