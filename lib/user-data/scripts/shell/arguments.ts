import { quoteWords } from '../quote';
import type { ShellCommand } from './command';

/** The number of arguments that become commands. Errs towards fewer commands. */
const MOST_ARGUMENTS = 100;

/** Returns the commands that `xargs` and `parallel` build from their input, and from the words after `:::`. */
export function commandsWithArguments({ words }: ShellCommand, text: string): string {
  const at = words.findIndex((word) => /^(?:\S*\/)?(?:xargs|parallel)$/.test(word.text));
  const isParallel = (words[at]?.text ?? '').endsWith('parallel');
  const after = words.slice(at + 1).map((word) => word.text);
  const listed = after.findIndex((word) => /^:{3,4}\+?$/.test(word));
  const own = listed < 0 ? after : after.slice(0, listed);
  let start = 0;
  let place = isParallel ? '{}' : undefined;
  for (let word = own[start]; word?.startsWith('-') === true; word = own[start]) {
    const [, attached = ''] = /^(?:-I|--replace=|--max-args=|-i)(.*)$/.exec(word) ?? [];
    if (/^(?:-I|-i|--replace)/.test(word)) place = attached === '' ? (word === '-I' ? own[start + 1] : '{}') : attached;
    start += /^-[nIPLdEsajN]$/.test(word) ? 2 : 1;
  }
  const command = own.slice(start);
  const values = listed < 0 ? text.split(place === undefined ? /\s+/ : '\n') : after.slice(listed + 1);
  const arguments_ = values.filter((value) => value.trim() !== '').slice(0, MOST_ARGUMENTS);
  // Each line of the input is a command.
  if (command.length === 0) return isParallel ? arguments_.join('\n') : quoteWords(['echo', ...arguments_]);
  if (place === undefined) return commandWith(command, undefined, arguments_);
  return arguments_.map((value) => commandWith(command, place, [value])).join('\n');
}

function commandWith(command: readonly string[], place: string | undefined, values: readonly string[]): string {
  const [only, ...others] = command;
  const joined = values.join(' ');
  const isPlaced = place !== undefined && command.some((word) => word.includes(place));
  const filled = command.map((word) => (isPlaced ? word.replaceAll(place, () => joined) : word));
  // `parallel 'lsblk | grep {}' ::: xvdf` passes one text to a shell.
  if (others.length === 0 && only !== undefined && /\s/.test(only)) return isPlaced ? (filled[0] ?? '') : `${only} ${joined}`;
  const isScript = filled.some((_, index) => index > 0 && /^-\w*c$/.test(filled[index - 1] ?? ''));
  // A script receives the arguments as its parameters.
  const read = isScript ? filled.map((word) => word.replace(/\$[@*0-9]|\$\{[@*0-9]\}/g, () => joined)) : filled;
  return quoteWords(isPlaced ? read : [...read, ...values]);
}
