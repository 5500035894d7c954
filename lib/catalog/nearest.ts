/** The distance between two objects: a list of figures, the weightiest first. */
export type Distance = readonly number[];

/** Returns the nearest item; of several equally near ones the first. Undefined if there is no item. */
export function nearest<T>(items: readonly T[], distanceOf: (item: T) => Distance): T | undefined {
  const [first, ...others] = items.map((item) => ({ item, distance: distanceOf(item) }));
  if (first === undefined) return undefined;
  return others.reduce((best, next) => (compare(next.distance, best.distance) < 0 ? next : best), first).item;
}

function compare(a: Distance, b: Distance): number {
  return a.map((figure, index) => figure - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
