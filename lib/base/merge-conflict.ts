const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?:[ \t].*)?\r?$/m;

/** Returns the line, from 1, of the first merge conflict marker that Git left in a text; undefined if there is none. */
export function lineOfMergeConflict(text: string): number | undefined {
  const marker = MARKER.exec(text);
  return marker === null ? undefined : text.slice(0, marker.index).split('\n').length;
}
