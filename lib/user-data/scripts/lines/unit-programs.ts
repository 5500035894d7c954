const PROGRAM = /^[ \t]*Exec\w*[ \t]*=[ \t]*[-@:+!|]*(\S+)(?:[ \t]+(\/\S+))?/gm;

/** Lists the programs that a systemd unit runs, each with its first file. */
export function unitPrograms(text: string): readonly string[] {
  if (!text.includes('Exec')) return [];
  return [...text.matchAll(PROGRAM)].flatMap(([, program, file]) => [program, file]).filter((each) => each !== undefined);
}

const COMMAND =
  /^[ \t]*(?:(?:Exec\w*|command)[ \t]*=[ \t]*[-@:+!|]*((?:\S*\/)?(?:ba|da|k|z)?sh[ \t]+-\w*c[ \t](?:[^\n\\]|\\[^])*)|action[ \t]*=[ \t]*([^\n]+))/gm;

/** Lists the commands that a systemd unit, a supervisord program or a cfn-hup hook passes to a shell, with their lines. */
export function unitCommands(text: string, firstLine: number): readonly { readonly text: string; readonly line: number }[] {
  if (!/Exec|command|action/.test(text)) return [];
  let line = firstLine;
  let counted = 0;
  return [...text.matchAll(COMMAND)].map(({ index, 1: written, 2: action }) => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < index; at = text.indexOf('\n', counted)) {
      line++;
      counted = at + 1;
    }
    if (written === undefined) return { text: action ?? '', line };
    // In systemd, `$$` and `%%` are the plain signs.
    return { text: written.replace(/\$\$|%%/g, ([sign = '']) => sign), line };
  });
}
