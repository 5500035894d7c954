const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$/m;

/** Finds the first marker of a merge conflict that Git left in a text: its line, from 1; undefined if there is none. */
export function lineOfMergeConflict(text: string): number | undefined {
  const marker = MARKER.exec(text);
  return marker === null ? undefined : text.slice(0, marker.index).split('\n').length;
}
