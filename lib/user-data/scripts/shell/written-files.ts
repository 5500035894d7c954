import { HOLE } from '../../../base/hole';
import { decodeBase64 } from '../../decoding';
import { fileLanguage } from '../../file-language';
import type { RunFiles } from '../run-files';
import type { EmbeddedText } from '../statement';
import { commandsWithArguments } from './arguments';
import type { ShellCommand, ShellFunction } from './command';
import type { CommandWords } from './command-words';
import { copyFile, filesReadBy } from './file-commands';
import { outputVariable } from './function';
import { isOneLiner } from './one-liners';
import { programOutput } from './program-output';
import { readInto } from './read-variables';
import type { LinedText } from './source';
import { spokenText } from './spoken-text';
import { flowsFrom, flowsInto, takesArguments, type TextEnd, type TextFlow } from './text-flow';
import { decodesText, filteredText, type FilterWords } from './text-filters';

/** The destinations of the texts that a command reads or prints. */
export interface WrittenTexts {
  readonly embedded: readonly EmbeddedText[];
  /** `NAME=value` for variables that are read from the texts. */
  readonly assignments: readonly LinedText[];
  /** `NAME=text` for variables and functions that hold the texts. */
  readonly held: readonly LinedText[];
}

const NOTHING: WrittenTexts = { embedded: [], assignments: [], held: [] };

/** The state that scripts share about texts passed between them. */
export interface TextSurroundings {
  readonly functions: ReadonlyMap<string, ShellFunction>;
  readonly filesRun: RunFiles;
  readonly problems: Set<string>;
  /** Variables whose values look like base64. */
  readonly encoded: ReadonlyMap<string, string>;
}

/** Follows here documents, here strings, messages, printed texts of functions, and files, to files, interpreters and variables. */
export function writtenBy(command: ShellCommand, words: CommandWords, around: TextSurroundings): WrittenTexts {
  const { program, line, rest } = words;
  const { functions, problems } = around;
  const given: readonly LinedText[] = [...command.documents, ...command.hereStrings];
  const said: LinedText[] = [];
  const own = rest.map(({ text }) => text);
  const made = programOutput(program, own);
  if (/^(echo|printf|print)$/.test(program))
    said.push({
      text: spokenText(program, own),
      line,
    });
  else if (made !== undefined) said.push({ text: made, line });
  else if (functions.has(program)) said.push({ text: `\${${outputVariable(program)}}`, line });
  if (made === undefined && command.isFed !== true && isOneLiner(program, own) && isRunByShell(command, functions)) {
    problems.add(`a shell runs what ${program} in line ${line.toString()} prints, which is not known`);
  }
  const files = filesReadBy(command, words);
  // `xargs -a file mkfs`, `read device < file`: each line may name a device.
  const taken = takenFrom(command, program);
  const lists = taken === undefined ? [] : command.inputs.filter(({ text }) => !text.startsWith('$('));
  if (given.length + said.length + files.length + lists.length === 0) return NOTHING;
  // `while read line; do ...; done < file`
  const isGroup = command.words.length === 0 && command.members.length > 0;
  const into = given.length === 0 && !isGroup ? [] : flowsInto(command, functions);
  const from = said.length + files.length === 0 ? [] : flowsFrom(command, functions);
  if ([...into, ...from].some(({ end }) => end.to === 'too far')) {
    problems.add('the output of one of its commands passes through too many others to follow');
  }
  const embedded: EmbeddedText[] = [];
  const assignments: LinedText[] = [];
  const held: LinedText[] = [];
  const take = (text: LinedText, flow: TextFlow): void => {
    const written = textAtEnd(text, flow, command, around);
    embedded.push(...written.embedded);
    assignments.push(...written.assignments);
    held.push(...written.held);
  };
  // `ed /etc/fstab <<EOF`
  const edited = /^(?:ed|ex)$/.test(program) ? rest.findLast(({ text }) => !text.startsWith('-'))?.text : undefined;
  const flows: readonly TextFlow[] = edited === undefined ? into : [{ filters: [], end: { to: 'file', file: edited } }];
  for (const text of given) for (const flow of flows) take(text, flow);
  for (const text of said) for (const flow of from) take(text, flow);
  for (const { text: file, line: at } of files) {
    for (const { end } of isGroup ? into : from) {
      if (end.to === 'file') copyFile(file, end.file, around.filesRun);
      else if (end.to === 'interpreter') around.filesRun.set(file, end.kind);
      else {
        const content = { text: `\${${around.filesRun.variableOf(file)}}`, line: at };
        take(content, { filters: [], end });
        if (end.to === 'assigned') for (const name of end.names) assignments.push({ text: `${name}=${content.text}`, line: at });
      }
    }
  }
  for (const { text: file, line: at } of lists) {
    if (taken !== undefined) take({ text: `\${${around.filesRun.variableOf(file)}}`, line: at }, { filters: [], end: taken });
  }
  // `while read device folder; do ...; done <<EOF`
  if (command.isLoop) {
    const { branches } = command;
    embedded.push(
      ...command.documents.map(({ text, line: at }): EmbeddedText => ({ kind: 'settings', text, line: at, file: undefined, branches })),
    );
  }
  return { embedded, assignments, held };
}

/** Returns the destination of the lines or arguments that a command takes from a file; undefined for other commands. */
function takenFrom(command: ShellCommand, program: string): TextEnd | undefined {
  if (takesArguments(command)) return { to: 'arguments', of: command };
  return /^(?:read|mapfile|readarray)$/.test(program) ? { to: 'variables', reader: command } : undefined;
}

/** Tells whether a shell runs what a command prints. */
export function isRunByShell(command: ShellCommand, functions: ReadonlyMap<string, ShellFunction>): boolean {
  return flowsFrom(command, functions).some(({ end }) => end.to === 'interpreter' && end.kind === 'shell');
}

function textAtEnd(given: LinedText, { filters, end }: TextFlow, { branches }: ShellCommand, around: TextSurroundings): WrittenTexts {
  const made = throughFilters(given, filters, end, around);
  const { text, line } = made;
  switch (end.to) {
    case 'file':
      return { ...NOTHING, embedded: [{ kind: fileLanguage(end.file, text), text, line, file: end.file, branches }] };
    case 'interpreter':
      return { ...NOTHING, embedded: [{ kind: end.kind, text, line, file: undefined, branches }] };
    case 'variables':
      return { ...NOTHING, ...readInto(end.reader, made) };
    case 'arguments':
      return { ...NOTHING, embedded: [{ kind: 'shell', text: commandsWithArguments(end.of, text), line, file: undefined, branches }] };
    case 'output':
      return { ...NOTHING, held: [{ text: `${outputVariable(end.of.name)}=${text}`, line }] };
    case 'assigned':
      return { ...NOTHING, held: end.names.map((name) => ({ text: `${name}=${text}`, line })) };
    case 'word':
    case 'too far':
      return NOTHING;
  }
}

/** Returns a text after its filters. An unknown program leaves it unchanged. */
function throughFilters(
  given: LinedText,
  filters: readonly FilterWords[],
  end: TextEnd,
  { problems, encoded }: TextSurroundings,
): LinedText {
  const { line } = given;
  let { text } = given;
  const isKnown = !text.includes(HOLE);
  for (const words of filters) {
    if (isDecoder(words)) {
      const { text: decoded = '', problem } = decodeBase64(heldText(text, encoded));
      // A value of a variable or of the deployment cannot be decoded.
      const isWritten = isKnown && !text.includes('$') && !(end.to === 'file' && fileLanguage(end.file, decoded) === 'other');
      if (problem !== undefined && isWritten) problems.add(`the text that line ${line.toString()} decodes ${problem}`);
      text = decoded;
      continue;
    }
    if (text.includes('$') && !isLiteralFor(words)) continue;
    const made = filteredText(words, text);
    if (made !== undefined) text = made;
    else if (isKnown && decodesText(words) && end.to !== 'file') {
      problems.add(`the output of '${words[0]}' for the text in line ${line.toString()} is unknown`);
    }
  }
  return { text, line };
}

function isDecoder([program, ...rest]: FilterWords): boolean {
  return program === 'base64' && rest.some((word) => /^(-\w*[dD]|--decode)/.test(word));
}

/** Tells whether a program keeps the variables of a text. */
function isLiteralFor([program]: FilterWords): boolean {
  return /^(?:cat|tee|sed|envsubst|gunzip|zcat|gzip)$/.test(program);
}

/** Returns the values of variables if the text consists of variables only. */
function heldText(text: string, held: ReadonlyMap<string, string>): string {
  if (!/^\s*(?:\$\{?\w+\}?)+\s*$/.test(text)) return text;
  return text.replace(/\$\{?(\w+)\}?/g, (all, name: string) => held.get(name) ?? all);
}
