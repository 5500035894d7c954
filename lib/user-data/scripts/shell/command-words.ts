import type { LinedText } from './source';

/** Programs that run another one, by the number of arguments of their own, and their options that take an argument. */
const WRAPPERS: ReadonlyMap<string, readonly [ownArguments: number, options: RegExp]> = new Map([
  ['sudo', [0, /^-[ugpCh]$/]],
  ['doas', [0, /^-u$/]],
  ['env', [0, /^-[uC]$/]],
  ['exec', [0, /^-a$/]],
  ['nohup', [0, /^$/]],
  ['command', [0, /^$/]],
  ['setsid', [0, /^$/]],
  ['nice', [0, /^-n$/]],
  ['ionice', [0, /^-[cn]$/]],
  ['xargs', [0, /^-[nIPLd]$/]],
  ['watch', [0, /^-n$/]],
  ['timeout', [1, /^-[sk]$/]],
  ['flock', [1, /^-[wE]$/]],
  ['chroot', [1, /^$/]],
]);

const ASSIGNMENT = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

export interface CommandWords {
  /** The program without its folder; empty for a command that only assigns. */
  readonly program: string;
  readonly line: number;
  readonly assignments: readonly LinedText[];
  readonly rest: readonly LinedText[];
}

/** Tells a command's program from what stands before it: assignments, `sudo` and its kin. */
export function commandWords(words: readonly LinedText[]): CommandWords {
  const assignments: LinedText[] = [];
  let at = 0;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const wrapper = WRAPPERS.get(baseName(word.text));
    if (wrapper !== undefined) at = afterWrapper(words, at + 1, wrapper);
    else if (ASSIGNMENT.test(word.text)) assignments.push(...words.slice(at++, at));
    else return { program: programName(word, words[at + 1]), line: word.line, assignments, rest: words.slice(at + 1) };
  }
  return { program: '', line: words[0]?.line ?? 1, assignments, rest: [] };
}

export function isAssignment(word: string): boolean {
  return ASSIGNMENT.test(word);
}

function afterWrapper(words: readonly LinedText[], from: number, [ownArguments, options]: readonly [number, RegExp]): number {
  let at = from;
  for (let word = words[at]; word?.text.startsWith('-') === true; word = words[at]) at += options.test(word.text) ? 2 : 1;
  return at + ownArguments;
}

/** `ip netns exec` is told apart: it runs a program elsewhere. */
function programName({ text }: LinedText, next: LinedText | undefined): string {
  const name = baseName(text);
  return name === 'ip' && next?.text === 'netns' ? 'ip netns' : name;
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
