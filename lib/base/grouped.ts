/** Several items that are reported as one. */
export interface Group<T> {
  readonly first: T;
  readonly others: readonly T[];
}

/** Groups items by key, in the order of each group's first item. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly Group<T>[] {
  const groups = new Map<unknown, { readonly first: T; readonly others: T[] }>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: item, others: [] });
    else group.others.push(item);
  }
  return [...groups.values()];
}
