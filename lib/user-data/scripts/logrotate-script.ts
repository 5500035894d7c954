const BEGINS = /^\s*(?:pre|post)rotate\b|^\s*(?:first|last|pre|post)(?:action|remove)\b/;
const ENDS = /^\s*endscript\b/;

/** Returns the scripts in a configuration of logrotate, each line in its place. */
export function logrotateScript(text: string): string {
  let isScript = false;
  return text
    .split('\n')
    .map((line) => {
      if (!isScript || ENDS.test(line)) {
        isScript = BEGINS.test(line);
        return '';
      }
      return line;
    })
    .join('\n');
}
