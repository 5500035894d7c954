import { UNKNOWN_CHARACTERS } from '../../base/hole';
import { decodeBase64 } from '../decoding';
import { commandLanguage, fileLanguage } from '../file-language';
import type { FragmentKind } from '../fragment';
import { shellStatements, type ShellCommand } from './shell-statements';
import type { LinedText } from './shell-tokens';
import { commandWords, isAssignment, type CommandWords } from './shell-words';
import type { EmbeddedText, ScriptReading, Use } from './statement';

/** Say their arguments and do nothing with them; functions with such names too, unless they say that they do more. ssh does it elsewhere. */
const SPEAKING =
  /^(echo|printf|logger|wall|say|print|ssh|mail|:|((\w+[_-])?(log|info|warn|warning|error|err|die|fail|debug|msg|message|notify))([_-](?!(\w+[_-])?(run|do|try|exec|execute|cmd|command|mount|mkfs|format|attach|setup)s?([_-]|$))\w+)?)$/i;

/** Their first argument, or that of `-e`, is what they search for. */
const SEARCHING = /^([efz]?grep|rg|ag|[gmn]?awk|sed|jq|yq)$/;

/** Reads a shell script: the words of its commands by what they are there for, and what it writes or runs as text. */
export function readShellScript(text: string, firstLine: number): ScriptReading {
  const embedded: EmbeddedText[] = [];
  const problems = new Set<string>();
  const statements = shellStatements(text, firstLine).map(({ commands, unreadLine }) => {
    if (unreadLine !== undefined) problems.add(`the commands within others in line ${unreadLine.toString()} are nested too deeply to read`);
    return { uses: commands.flatMap((command) => usesOf(command, embedded, problems)) };
  });
  return { statements: statements.filter(({ uses }) => uses.length > 0), embedded, problems: [...problems] };
}

function usesOf(command: ShellCommand, embedded: EmbeddedText[], problems: Set<string>): readonly Use[] {
  if (command.isPattern) return command.words.map(({ text, line }) => ({ word: text, role: 'pattern', program: 'case', line }));
  const words = commandWords(command.words);
  const { program, line } = words;
  embedded.push(...writtenBy(command, words, problems));
  const inner = innerScript(words);
  if (inner !== undefined) embedded.push(inner.embedded);
  const [first] = command.words;
  return [
    // The other half of a question.
    ...(first?.text === 'elif' ? [use(first, 'program', '')] : []),
    ...words.assignments.map((word) => use(word, 'assignment', '')),
    ...(program === '' ? [] : [{ word: program, role: 'program', program, line } as const]),
    ...argumentUses(command, program, inner?.others ?? words.rest),
    ...command.outputs.map((word) => use(word, 'argument', '>')),
  ];
}

function use({ text, line }: LinedText, role: Use['role'], program: string): Use {
  return { word: text, role, program, line };
}

function argumentUses(command: ShellCommand, program: string, words: readonly LinedText[]): readonly Use[] {
  // `printf -v DEV '/dev/xvd%s' f` prints nothing.
  if (program === 'printf' && words[0]?.text === '-v') {
    const [, { text: name } = { text: '' }, ...values] = words;
    return values.slice(0, 1).map(({ text, line }) => use({ text: `${name}=${text}`, line }, 'assignment', ''));
  }
  if (SPEAKING.test(program)) return words.map((word) => use(word, isHandedOn(command, program, word) ? 'argument' : 'spoken', program));
  // `for x in a b` assigns each.
  if (program === 'for' && words[1]?.text === 'in') {
    const [{ text: name } = { text: '' }, , ...values] = words;
    return values.map(({ text, line }) => use({ text: `${name}=${text}`, line }, 'assignment', ''));
  }
  const pattern = SEARCHING.test(program) ? patternIndex(words) : -1;
  return words.flatMap((word, index) => {
    if (index === pattern) return [use(word, 'pattern', program), ...(program === 'sed' ? writtenBySed(word) : [])];
    return [use(word, isAssignment(word.text) && DECLARING.test(program) ? 'assignment' : 'argument', program)];
  });
}

/** `$(echo /dev/xvdf)`, `echo /dev/xvdf | xargs mkfs`: a word, not a message, of which something is made. */
function isHandedOn({ isCaptured, pipesInto }: ShellCommand, program: string, { text }: LinedText): boolean {
  if (!/^(echo|printf)$/.test(program) || /\s/.test(text)) return false;
  return isCaptured === true || pipesInto?.words.some((word) => /^(xargs|while)$/.test(word.text)) === true;
}

/** What `s/old/new/` and the lines of `a`, `i` and `c` put into a file. */
function writtenBySed({ text, line }: LinedText): readonly Use[] {
  const [, , replacement] = /(?:^|[\d$;/,{\s])s([#|,@!/])(?:(?!\1)[^\\]|\\.)*\1((?:(?!\1)[^\\]|\\.)*)/s.exec(text) ?? [];
  const [, added] = /^(?:\d+|\$|\/[^/]*\/)?\s*[aic](?:\\\s*|\s+)(\S.*)$/s.exec(text) ?? [];
  const written = replacement?.replaceAll('\\/', '/') ?? added;
  return written === undefined || written === '' ? [] : [use({ text: written, line }, 'argument', 'sed')];
}

const DECLARING = /^(export|local|declare|readonly|typeset)$/;

function patternIndex(words: readonly LinedText[]): number {
  const option = words.findIndex(({ text }) => /^(-\w*e|--regexp|--expression)$/.test(text));
  return option >= 0 ? option + 1 : words.findIndex(({ text }) => !text.startsWith('-'));
}

/** What an interpreter is given to run: `bash -c '...'`, `su - app -c '...'`, `eval ...`. */
function innerScript({
  program,
  rest,
}: CommandWords): { readonly embedded: EmbeddedText; readonly others: readonly LinedText[] } | undefined {
  const kind = /^(su|runuser|eval|trap)$/.test(program) ? 'shell' : commandLanguage(program);
  if (kind === undefined) return undefined;
  const option = rest.findIndex(({ text }) => /^-\w*c$/.test(text));
  const script = /^(eval|trap)$/.test(program) ? rest[0] : option < 0 ? undefined : rest[option + 1];
  if (script === undefined) return undefined;
  const text = program === 'eval' ? rest.map((word) => word.text).join(' ') : script.text;
  const others = program === 'eval' ? [] : rest.filter((word) => word !== script);
  return { embedded: { kind, text, line: script.line, file: undefined }, others };
}

/** Here documents and messages that end in a file whose language is known, or in an interpreter. */
function writtenBy(command: ShellCommand, { program, line, rest }: CommandWords, problems: Set<string>): readonly EmbeddedText[] {
  const documents: LinedText[] = [...command.documents];
  if (/^(echo|printf)$/.test(program)) documents.push({ text: spokenText(rest), line });
  if (documents.length === 0) return [];
  const { target, isDecoded } = targetOf(command);
  if (target === 'too far') problems.add('what one of its commands prints goes through too many others to be followed');
  if (target === undefined || target === 'too far') return [];
  return documents.flatMap((document) => {
    const { text = '', problem } = isDecoded ? decodeBase64(document.text) : { text: document.text };
    const kind: FragmentKind = 'kind' in target ? target.kind : fileLanguage(target.file, text);
    // Of what a variable holds, or the deployment fills in, there is nothing to decode.
    if (
      problem !== undefined &&
      kind !== 'other' &&
      !document.text.includes('$') &&
      !new RegExp(`[${UNKNOWN_CHARACTERS}]`).test(document.text)
    ) {
      problems.add(`what line ${document.line.toString()} decodes ${problem}`);
    }
    return kind === 'other' ? [] : [{ kind, text, line: document.line, file: 'file' in target ? target.file : undefined }];
  });
}

function spokenText(words: readonly LinedText[]): string {
  const spoken = words.filter(({ text }, index) => index > 0 || !/^-[neE]+$/.test(text));
  return spoken.map(({ text }) => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t')).join(' ');
}

type Target = { readonly file: string } | { readonly kind: FragmentKind };

/** Pipes and groups on the way to where an output ends up. */
const LONGEST_WAY = 100;

/** Where what a command is told or says ends up, and whether `base64 -d` is on the way. */
function targetOf(command: ShellCommand): { readonly target: Target | 'too far' | undefined; readonly isDecoded: boolean } {
  let isDecoded = false;
  let next: ShellCommand | undefined = command;
  for (let step = 0; next !== undefined && step < LONGEST_WAY; step++) {
    isDecoded ||= next.words.some(({ text }) => text === 'base64') && next.words.some(({ text }) => /^-(d|D|-decode)/.test(text));
    const target = ownTarget(next);
    if (target !== undefined) return { target, isDecoded };
    next = next.pipesInto ?? next.groupEnd;
  }
  return { target: next === undefined ? undefined : 'too far', isDecoded };
}

function ownTarget(command: ShellCommand): Target | undefined {
  const [output] = command.outputs;
  if (output !== undefined) return { file: output.text };
  // `while read device folder; do ...; done <<EOF`
  if (command.words.at(-1)?.text === 'done' && command.documents.length > 0) return { kind: 'settings' };
  const { program, rest } = commandWords(command.words);
  const file = program === 'tee' ? rest.find(({ text }) => !text.startsWith('-')) : undefined;
  if (file !== undefined) return { file: file.text };
  const kind = /^(su|runuser|crontab|at|batch)$/.test(program) ? 'shell' : commandLanguage(program);
  return kind === undefined ? undefined : { kind };
}
