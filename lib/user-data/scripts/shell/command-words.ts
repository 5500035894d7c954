import { quoteWords } from '../quote';
import type { LinedText } from './source';
import { wrapperOf, type Wrapper } from './wrappers';

/** Programs that run a shell if they are given no program. */
const RUNS_SHELL = /^(sudo|doas|chroot)$/;

const ASSIGNMENT = /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/;

export interface CommandWords {
  /** The program without its folder; empty for a command with assignments only. */
  readonly program: string;
  /** The program as written. */
  readonly path: string;
  readonly line: number;
  readonly assignments: readonly LinedText[];
  readonly rest: readonly LinedText[];
}

/** Finds the program of a command after assignments, `sudo` and similar programs. */
export function commandWords(words: readonly LinedText[]): CommandWords {
  const assignments: LinedText[] = [];
  let at = 0;
  let shell: LinedText | undefined;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    const { text, line } = word;
    const name = baseName(text);
    const behind = at + 1;
    const split = name === 'env' ? splitByEnv(words.slice(behind)) : undefined;
    if (split !== undefined) {
      const option = { text: '-c', line };
      return { program: 'sh', path: 'sh', line, assignments, rest: [option, { text: split, line }] };
    }
    const wrapper = wrapperOf(name, () => words.slice(behind).map((each) => each.text));
    if (wrapper !== undefined) {
      const next = afterWrapper(words, at + 1, wrapper);
      const isShell =
        RUNS_SHELL.test(name) && (wrapper.ownArguments > 0 || words.slice(at + 1, next).some((each) => IS_SHELL_OPTION.test(each.text)));
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

const SPLITS = /^(?:-[iv0]*S|--split-string(?:=|$))/;

/** Returns the command that `env -S 'program argument'` builds from its text and the words after it; undefined for `env` without `-S`. */
function splitByEnv(words: readonly LinedText[]): string | undefined {
  let at = 0;
  for (let word = words[at]; word?.text.startsWith('-') === true && !SPLITS.test(word.text); word = words[at]) {
    at += /^-[uC]$|^--(?:unset|chdir)$/.test(word.text) ? 2 : 1;
  }
  const option = words[at];
  if (option === undefined || !SPLITS.test(option.text)) return undefined;
  const attached = option.text.replace(SPLITS, '');
  const text = attached === '' ? words[at + 1]?.text : attached;
  const others = words.slice(attached === '' ? at + 2 : at + 1).map((word) => word.text);
  return text === undefined ? undefined : `${text} ${quoteWords(others)}`.trim();
}

function afterWrapper(words: readonly LinedText[], from: number, { ownArguments, options }: Wrapper): number {
  let at = from;
  for (let word = words[at]; word?.text.startsWith('-') === true; word = words[at]) {
    at += options.test(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  return at + ownArguments;
}

/** Returns the name of a program. `ip netns exec` has its own: it runs a program in another network. */
function programName(name: string, next: LinedText | undefined): string {
  return name === 'ip' && next?.text === 'netns' ? 'ip netns' : name;
}

function baseName(word: string): string {
  return word.includes('/') ? word.slice(word.lastIndexOf('/') + 1) : word;
}
