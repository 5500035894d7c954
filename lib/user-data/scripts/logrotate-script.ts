const BEGINS = /^\s*(?:pre|post)rotate\b|^\s*(?:first|last|pre|post)(?:action|remove)\b/;
const ENDS = /^\s*endscript\b/;

/** Returns the scripts in a configuration of logrotate, each line in its place. A script may write such a configuration itself. */
export function logrotateScript(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      if (BEGINS.test(line)) depth++;
      else if (ENDS.test(line)) depth = Math.max(0, depth - 1);
      else return depth > 0 ? line : '';
      // Lines of the outermost configuration are no shell.
      return depth > (BEGINS.test(line) ? 1 : 0) ? line : '';
    })
    .join('\n');
}
