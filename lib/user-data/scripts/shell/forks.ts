let forks = 0;

/** Returns the number of a new fork. Numbers are unique over all scripts: their statements can be compared. */
export function newFork(): number {
  return forks++;
}
