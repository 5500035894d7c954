import type { LinedText } from './source';

/** Programs that run another one, by the number of arguments of their own, and their options that take an argument. */
const WRAPPERS: ReadonlyMap<string, readonly [ownArguments: number, options: RegExp]> = new Map([
  ['sudo', [0, /^-[ugpCh]$/]],
  ['doas', [0, /^-u$/]],
  ['env', [0, /^-[uC]$/]],
  ['exec', [0, /^-a$/]],
  ['nohup', [0, /^$/]],
  ['command', [0, /^$/]],
  ['builtin', [0, /^$/]],
  ['busybox', [0, /^$/]],
  ['setsid', [0, /^$/]],
  ['stdbuf', [0, /^-[ioe]$/]],
  ['nice', [0, /^-n$/]],
  ['ionice', [0, /^-[cn]$/]],
  ['xargs', [0, /^-[nIPLdEsa]$/]],
  ['parallel', [0, /^-[jN]$/]],
  ['watch', [0, /^-n$/]],
  ['strace', [0, /^-[eo]$/]],
  ['systemd-run', [0, /^-[pEH]$|^--(unit|property|slice|uid|gid)$/]],
  ['systemd-cat', [0, /^-[tp]$/]],
  ['timeout', [1, /^-[sk]$/]],
  ['flock', [1, /^-[wE]$/]],
  ['chroot', [1, /^$/]],
  ['taskset', [1, /^$/]],
  ['cloud-init-per', [2, /^$/]],
]);

/** Those that run a shell where they are given no program. */
const RUNS_SHELL = /^(sudo|doas|chroot)$/;

const ASSIGNMENT = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

export interface CommandWords {
  /** The program without its folder; empty for a command that only assigns. */
  readonly program: string;
  /** The program as it is written. */
  readonly path: string;
  readonly line: number;
  readonly assignments: readonly LinedText[];
  readonly rest: readonly LinedText[];
}

/** Tells a command's program from what stands before it: assignments, `sudo` and its kin. */
export function commandWords(words: readonly LinedText[]): CommandWords {
  const assignments: LinedText[] = [];
  let at = 0;
  let shell: LinedText | undefined;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const { text, line } = word;
    const name = baseName(text);
    const wrapper = WRAPPERS.get(name);
    if (wrapper !== undefined) {
      const next = afterWrapper(words, at + 1, wrapper);
      const isShell =
        RUNS_SHELL.test(name) && (wrapper[0] > 0 || words.slice(at + 1, next).some((each) => IS_SHELL_OPTION.test(each.text)));
      if (isShell) shell = word;
      at = next;
    } else if (shell === undefined && text === '-c') shell = word;
    else if (ASSIGNMENT.test(text)) assignments.push(...words.slice(at++, at));
    else return { program: programName(name, words[at + 1]), path: text, line, assignments, rest: words.slice(at + 1) };
    // `flock file -c '...'`
    if (shell?.text === '-c') return { program: 'sh', path: 'sh', line, assignments, rest: words.slice(at) };
  }
  const [first] = words;
  return { program: shell === undefined ? '' : 'sh', path: '', line: shell?.line ?? first?.line ?? 1, assignments, rest: [] };
}

const IS_SHELL_OPTION = /^(-[A-Za-z]*[is]|--login|--shell)$/;

export function isAssignment(word: string): boolean {
  return ASSIGNMENT.test(word);
}

function afterWrapper(words: readonly LinedText[], from: number, [ownArguments, options]: readonly [number, RegExp]): number {
  let at = from;
  for (let word = words[at]; word?.text.startsWith('-') === true; word = words[at]) {
    at += options.test(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  return at + ownArguments;
}

/** `ip netns exec` is told apart: it runs a program elsewhere. */
function programName(name: string, next: LinedText | undefined): string {
  return name === 'ip' && next?.text === 'netns' ? 'ip netns' : name;
}

function baseName(word: string): string {
  return word.includes('/') ? word.slice(word.lastIndexOf('/') + 1) : word;
}
