/** `DISKS[data]=/dev/xvdf` */
const KEYED = /^\w+\[([A-Za-z_][\w.-]*)\]\+?=/;

/** Returns the key that an assignment sets an item by; undefined for one without a key, or whose key is a number or a variable. */
export function keyIn(assignment: string): string | undefined {
  return KEYED.exec(assignment)?.[1];
}

/** Returns the key that is written between brackets; undefined for a number, a variable, and all items. */
export function keyOf(index: string): string | undefined {
  return /^(["']?)([A-Za-z_][\w.-]*)\1$/.exec(index)?.[2];
}

/** Tells whether two assignments set items of an array by different keys: each is for its own purpose. */
export function areKeyedApart(one: string, other: string): boolean {
  const key = keyIn(one);
  return key !== undefined && (keyIn(other) ?? key) !== key;
}
