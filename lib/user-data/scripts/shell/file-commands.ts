import { carriedOut, commandLanguage, fileLanguage } from '../../file-language';
import type { FragmentKind } from '../../fragment';
import type { RunFiles } from '../run-files';
import type { ShellCommand } from './command';
import type { CommandWords } from './command-words';
import type { LinedText } from './source';

/** Programs that print the content of files. */
const PRINTS_FILES = /^(?:cat|sed|[gm]?awk|envsubst|head|tail|tac|sort|tr|grep|base64|gunzip|zcat|j2|)$/;

/** Lists the files that a command prints. */
export function filesReadBy(
  { inputs, isCaptured, documents, members }: ShellCommand,
  { program, rest }: CommandWords,
): readonly LinedText[] {
  if (program === '' && members.length > 0) return inputs.filter(({ text }) => !text.startsWith('$('));
  if (!PRINTS_FILES.test(program) || (program === '' && !isCaptured) || documents.length > 0) return [];
  const words = /^(?:envsubst|tr|)$/.test(program) ? [] : rest.filter(({ text }) => !text.startsWith('-'));
  // The first word of these programs is a pattern or a script.
  const files = (/^(?:grep|sed|[gm]?awk)$/.test(program) ? words.slice(1) : words).filter(({ text }) => /^[\w./~${}-]+$/.test(text));
  return [...inputs, ...files].filter(({ text }) => !text.startsWith('$('));
}

/** Options of `install` that take an argument. */
const OPTION_OF_COPY = /^(?:-[mogt]|--(?:mode|owner|group|target-directory))$/;

/** Lists the files that a command copies, moves or links, with their new paths. */
export function filesCopied({ program, rest }: CommandWords): readonly (readonly [from: string, to: string])[] {
  if (!/^(?:cp|mv|ln|install)$/.test(program)) return [];
  const files = rest
    .map(({ text }) => text)
    .filter((text, index) => !text.startsWith('-') && !(program === 'install' && OPTION_OF_COPY.test(rest[index - 1]?.text ?? '')));
  const target = files.at(-1);
  if (target === undefined) return [];
  return files.slice(0, -1).flatMap((from) => [
    [from, target] as const,
    // The target may be a folder.
    [from, `${target.replace(/\/$/, '')}/${from.slice(from.lastIndexOf('/') + 1)}`] as const,
  ]);
}

/** Lists the files that a command runs, makes executable or sources, with their languages. */
export function filesRun(
  { program, path, rest }: CommandWords,
  inputs: readonly LinedText[],
): readonly (readonly [file: string, kind: FragmentKind])[] {
  if (path.includes('/') && /^[./$~]/.test(path)) return [[path, commandLanguage(program) ?? 'shell']];
  if (program === 'chmod') {
    const isRun = rest.some(({ text }) => /^\d*[1357]\d*$|^[ugoa]*[+=][rw]*x/.test(text));
    return isRun ? rest.filter(({ text }) => text.includes('/')).map(({ text }) => [text, 'shell'] as const) : [];
  }
  if (program === 'at' || program === 'batch') {
    const file = rest[rest.findIndex(({ text }) => /^-\w*f$/.test(text)) + 1];
    return [...inputs, ...(file === rest[0] ? [] : [file])].flatMap((each) => (each === undefined ? [] : [[each.text, 'shell'] as const]));
  }
  const carried = carriedOut(program);
  if (carried !== undefined) return filesNamed(rest).map((file) => [file, carried] as const);
  const kind = /^(\.|source)$/.test(program) ? 'shell' : program === 'crontab' ? 'cron' : commandLanguage(program);
  if (kind === undefined) return [];
  const file = rest.find(({ text }, index) => !/^[-+]/.test(text) && !(kind === 'cron' && rest[index - 1]?.text === '-u'));
  return [...inputs, ...(file === undefined ? [] : [file])].map(({ text }) => [text, kind] as const);
}

/** Returns the words and option values that are paths: `-e @vars.yml`, `-j first.json`, `--json-attributes=first.json`. */
function filesNamed(rest: readonly LinedText[]): readonly string[] {
  return rest.flatMap(({ text }) => /^(?:--[\w-]+=)?@?([\w./~${}-]*[\w}]\.\w+|\/[\w./${}-]+)$/.exec(text)?.[1] ?? []);
}

/** Returns the script that a command calls, with the arguments; undefined for another command. */
export function fileCalled({ program, path, rest }: CommandWords): { readonly file: string; readonly rest: readonly string[] } | undefined {
  const words = rest.map(({ text }) => text);
  const isOfShell = /^(?:\.|source)$/.test(program) || commandLanguage(program) === 'shell';
  const at = isOfShell ? words.findIndex((word) => !/^[-+]/.test(word)) : -1;
  const file = isOfShell ? words[at] : path.includes('/') ? path : undefined;
  const given = words.slice(at + 1);
  return file === undefined || given.length === 0 || (isOfShell && words.slice(0, at).some((word) => /^-\w*c$/.test(word)))
    ? undefined
    : { file, rest: given };
}

/** Records a copy of a file. A run of the copy is a run of the file. */
export function copyFile(from: string, to: string, filesRun: RunFiles): void {
  filesRun.setCopy(from, to);
  const kind = fileLanguage(to, '');
  if (kind !== 'other') filesRun.set(from, kind);
}
