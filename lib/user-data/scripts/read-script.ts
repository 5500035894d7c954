import type { Fragment } from '../fragment';
import { readLineScript } from './line-script';
import { mountFunctionLines } from './mount-function';
import { readShellScript } from './shell-script';
import type { Statement } from './statement';

/** Scripts that write scripts that write scripts. */
const DEEPEST = 10;

/** A statement with what a finding about it tells. */
export interface PlacedStatement extends Statement {
  readonly where: readonly string[];
  /** The lines of the text it is in, of which the first is `firstLine`. */
  readonly lines: readonly string[];
  readonly firstLine: number;
  /** It is of the function that `NitroVolumeMount` brings along, and knows Nitro for itself, not for the script around it. */
  readonly isBroughtAlong: boolean;
}

export interface PlacedReading {
  readonly statements: readonly PlacedStatement[];
  /** What has not been read, a clause each. */
  readonly problems: readonly string[];
}

/** Reads fragments as scripts, with the files they write and the texts they hand to interpreters. */
export function readScripts(fragments: readonly Fragment[]): readonly PlacedStatement[] {
  return readScriptsFully(fragments).statements;
}

/** The same, with what has not been read. */
export function readScriptsFully(fragments: readonly Fragment[]): PlacedReading {
  const problems: string[] = [];
  return { statements: fragments.flatMap((fragment) => readFragment(fragment, 0, problems)), problems };
}

function readFragment({ kind, text, where, line }: Fragment, depth: number, problems: string[]): readonly PlacedStatement[] {
  if (kind === 'other') return [];
  if (depth > DEEPEST) {
    problems.push([...where, `the script in line ${line.toString()} is within too many others to be read`].join(', '));
    return [];
  }
  const lines = text.split('\n');
  const broughtAlong = mountFunctionLines(lines);
  const placed = (statement: Statement): PlacedStatement => {
    const [first] = statement.uses;
    return { ...statement, where, lines, firstLine: line, isBroughtAlong: first !== undefined && broughtAlong.has(first.line - line) };
  };
  if (kind !== 'shell') return readLineScript(kind, text, line).map(placed);
  const { statements, embedded, problems: unread } = readShellScript(text, line);
  problems.push(...unread.map((problem) => [...where, problem].join(', ')));
  return [
    ...statements.map(placed),
    ...embedded.flatMap(({ file, ...inner }) =>
      readFragment({ ...inner, where: file === undefined ? where : [...where, `file ${file}`] }, depth + 1, problems),
    ),
  ];
}
