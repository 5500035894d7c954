import { HOLE } from '../../../base/hole';
import { decodeBase64 } from '../../decoding';
import { commandLanguage, fileLanguage } from '../../file-language';
import type { FragmentKind } from '../../fragment';
import type { EmbeddedText } from '../statement';
import type { ShellCommand } from './command';
import { commandWords, type CommandWords } from './command-words';
import { innerScript } from './inner-scripts';
import type { LinedText } from './source';
import { spokenText } from './spoken-text';

/** Here documents, here strings and messages that end in a file or in an interpreter. A file may be in a language that is not known (`other`). */
export function writtenBy(
  command: ShellCommand,
  { program, line, rest }: CommandWords,
  problems: Set<string>,
  held: ReadonlyMap<string, string>,
): readonly EmbeddedText[] {
  const documents: LinedText[] = [...command.documents, ...command.hereStrings];
  if (/^(echo|printf|print)$/.test(program))
    documents.push({
      text: spokenText(
        program,
        rest.map(({ text }) => text),
      ),
      line,
    });
  if (documents.length === 0) return [];
  const { target, isDecoded } = targetOf(command);
  if (target === 'too far') problems.add('what one of its commands prints goes through too many others to be followed');
  if (target === undefined || target === 'too far') return [];
  const { branches } = command;
  return documents.map((document) => {
    const { text = '', problem } = isDecoded ? decodeBase64(heldText(document.text, held)) : { text: document.text };
    const kind: FragmentKind = 'kind' in target ? target.kind : fileLanguage(target.file, text);
    // Of what a variable holds, or the deployment fills in, there is nothing to decode.
    if (problem !== undefined && kind !== 'other' && !document.text.includes('$') && !document.text.includes(HOLE)) {
      problems.add(`what line ${document.line.toString()} decodes ${problem}`);
    }
    return { kind, text, line: document.line, file: 'file' in target ? target.file : undefined, branches };
  });
}

/** Returns what a variable holds, where the text is that variable. */
function heldText(text: string, held: ReadonlyMap<string, string>): string {
  const [, name] = /^\s*\$\{?(\w+)\}?\s*$/.exec(text) ?? [];
  return (name === undefined ? undefined : held.get(name)) ?? text;
}

type Target = { readonly file: string } | { readonly kind: FragmentKind };

/** Pipes and groups on the way to where an output ends up. */
const LONGEST_WAY = 100;

/** Where what a command is told or says ends up, and whether `base64 -d` is on the way. */
function targetOf(command: ShellCommand): { readonly target: Target | 'too far' | undefined; readonly isDecoded: boolean } {
  let isDecoded = false;
  let next: ShellCommand | undefined = command;
  for (let step = 0; next !== undefined && step < LONGEST_WAY; step++) {
    isDecoded ||= next.words.some(({ text }) => text === 'base64') && next.words.some(({ text }) => /^(-\w*[dD]|--decode)/.test(text));
    const target = ownTarget(next);
    if (target !== undefined) return { target, isDecoded };
    next = next.pipesInto ?? next.groupEnd;
  }
  if (next !== undefined) return { target: 'too far', isDecoded };
  // `eval "$(echo ... | base64 -d)"`
  return { target: (isDecoded && command.isCaptured) || isRunBy(command.takenBy) ? { kind: 'shell' } : undefined, isDecoded };
}

/** Whether a command runs what another one prints: `eval "$(cat <<EOF`. */
function isRunBy(taker: ShellCommand | undefined): boolean {
  const script = taker === undefined ? undefined : innerScript(commandWords(taker.words));
  return script?.kind === 'shell' && script.text.includes('$()');
}

function ownTarget(command: ShellCommand): Target | undefined {
  const [output] = command.outputs;
  if (output !== undefined) return { file: output.text };
  // `while read device folder; do ...; done <<EOF`
  if (command.isLoop && command.documents.length > 0) return { kind: 'settings' };
  const { program, rest } = commandWords(command.words);
  const file = program === 'tee' ? rest.find(({ text }) => !text.startsWith('-')) : program === 'dd' ? ddOutput(rest) : undefined;
  if (file !== undefined) return { file: file.text };
  if (/^(?:install|cp)$/.test(program) && rest.some(({ text }) => text === '/dev/stdin')) {
    const copy = rest.at(-1);
    return copy && { file: copy.text };
  }
  const kind = /^(su|runuser|crontab|at|batch|\.|source)$/.test(program) ? 'shell' : commandLanguage(program);
  return kind === undefined ? undefined : { kind };
}

function ddOutput(rest: readonly LinedText[]): LinedText | undefined {
  const output = rest.find(({ text }) => text.startsWith('of='));
  return output && { ...output, text: output.text.slice('of='.length) };
}

/** Options of `install` that take an argument. */
const OPTION_OF_COPY = /^(?:-[mogt]|--(?:mode|owner|group|target-directory))$/;

/** The files that a command copies, moves or links, with where they are then. */
export function filesCopied({ program, rest }: CommandWords): readonly (readonly [from: string, to: string])[] {
  if (!/^(?:cp|mv|ln|install)$/.test(program)) return [];
  const files = rest
    .map(({ text }) => text)
    .filter((text, index) => !text.startsWith('-') && !(program === 'install' && OPTION_OF_COPY.test(rest[index - 1]?.text ?? '')));
  const target = files.at(-1);
  if (target === undefined) return [];
  return files.slice(0, -1).flatMap((from) => [
    [from, target] as const,
    // Where the target is a folder.
    [from, `${target.replace(/\/$/, '')}/${from.slice(from.lastIndexOf('/') + 1)}`] as const,
  ]);
}

/** The files that a command runs, marks as programs or reads into the shell, with their language. */
export function filesRun({ program, path, rest }: CommandWords): readonly (readonly [file: string, kind: FragmentKind])[] {
  if (path.includes('/') && /^[./$~]/.test(path)) return [[path, commandLanguage(program) ?? 'shell']];
  if (program === 'chmod') {
    const isRun = rest.some(({ text }) => /^\d*[1357]\d*$|^[ugoa]*[+=][rw]*x/.test(text));
    return isRun ? rest.filter(({ text }) => text.includes('/')).map(({ text }) => [text, 'shell'] as const) : [];
  }
  const kind = /^(\.|source|crontab|at)$/.test(program) ? 'shell' : commandLanguage(program);
  const file = kind === undefined ? undefined : rest.find(({ text }) => !/^[-+]/.test(text));
  return kind === undefined || file === undefined ? [] : [[file.text, kind]];
}
