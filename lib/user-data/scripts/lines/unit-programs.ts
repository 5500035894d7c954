const PROGRAM = /^[ \t]*Exec\w*[ \t]*=[ \t]*[-@:+!|]*(\S+)(?:[ \t]+(\/\S+))?/gm;

/** Lists the programs that a unit of systemd runs, and the first file that is given to each. */
export function unitPrograms(text: string): readonly string[] {
  if (!text.includes('Exec')) return [];
  return [...text.matchAll(PROGRAM)].flatMap(([, program, file]) => [program, file]).filter((each) => each !== undefined);
}
