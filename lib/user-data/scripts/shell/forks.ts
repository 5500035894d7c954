let forks = 0;

/** Numbers a fork. No number is given twice, so that statements of several scripts can be compared. */
export function newFork(): number {
  return forks++;
}
