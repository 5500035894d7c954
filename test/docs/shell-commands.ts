/** A line of a shell block. */
export interface ShellCommand {
  /** As it is written, without its comment. */
  readonly text: string;
  readonly words: readonly string[];
  /** The exit code in a comment `# exit code 1` after the command; 0 without one. */
  readonly exitCode: number;
}

const SPACE = /\s+/y;
const COMMENT = /#.*/y;
const WORD = /(?:'[^']*'|"[^"$`\\]*"|[^\s'"])+/y;

/** The commands of a block. A `\` at the end continues a line; of quoting, what pages need: '...' and "...". */
export function commandsOf(code: string): readonly ShellCommand[] {
  return code
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map(readLine)
    .filter(({ words }) => words.length > 0);
}

function readLine(line: string): ShellCommand {
  const words: string[] = [];
  let comment = '';
  let end = 0;
  for (let at = 0; at < line.length;) {
    const take = (pattern: RegExp): string => {
      pattern.lastIndex = at;
      return pattern.exec(line)?.[0] ?? '';
    };
    const skipped = take(SPACE) || (comment = take(COMMENT));
    const word = skipped === '' ? take(WORD) : '';
    if (skipped === '' && word === '') throw new Error(`no shell that is understood here: ${line}`);
    if (word !== '') words.push(word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
    at += skipped.length + word.length;
    if (word !== '') end = at;
  }
  return { text: line.slice(0, end).trim().replace(/\s+/g, ' '), words, exitCode: Number(/^# exit code (\d)/.exec(comment)?.[1] ?? 0) };
}
