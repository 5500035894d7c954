import { decodeCommand } from '../decoding';
import { fileLanguage } from '../file-language';
import { commandsWithArguments } from './shell/arguments';
import { assignedBy, printed } from './shell/assigned';
import type { ShellCommand, ShellFunction, ShellStatement } from './shell/command';
import { commandWords, isAssignment, type CommandWords } from './shell/command-words';
import { capturedFunctions } from './shell/function';
import { innerScript } from './shell/inner-scripts';
import { MachineNames } from './shell/machine-names';
import { withArguments } from './shell/script-arguments';
import type { LinedText } from './shell/source';
import { shellStatements } from './shell/statements';
import { withStraightPaths, WorkingFolder } from './shell/working-folder';
import { copyFile, fileCalled, filesCopied, filesRun } from './shell/file-commands';
import { isRunByShell, writtenBy } from './shell/written-files';
import { RunFiles } from './run-files';
import type { Branch, EmbeddedText, ScriptReading, Statement, Use } from './statement';

/** Programs and functions that only print their arguments, unless they visibly do more. ssh acts on another machine. */
const SPEAKING =
  /^(echo|printf|logger|wall|say|print|ssh|mail|:|((\w+[_-])?(log|info|warn|warning|error|err|die|fail|debug|msg|message|notify))([_-](?!(\w+[_-])?(run|do|try|exec|execute|cmd|command|mount|mkfs|format|attach|setup)s?([_-]|$))\w+)?)$/i;

/** Programs whose first argument, or whose argument of `-e`, is a search pattern. */
const SEARCHING = /^([efz]?grep|rg|ag|[gmn]?awk|sed|jq|yq)$/;

/** The state that the scripts of one launch share while they are read. */
export interface SharedShell {
  /** Functions by name. */
  readonly functions: Map<string, ShellFunction>;
  /** Functions whose output a script captures. */
  readonly captured: Set<string>;
  /** The languages of the files that are run. */
  readonly filesRun: RunFiles;
}

export interface ShellReading extends ScriptReading {
  /** Reads the script again, with the functions known by then. */
  readonly again: () => Pick<ScriptReading, 'statements' | 'embedded'>;
}

/** Reads a shell script: the words of its commands with their roles, and the texts that it writes or runs. */
export function readShellScript(
  text: string,
  firstLine: number,
  shared: SharedShell = { functions: new Map(), captured: new Set(), filesRun: new RunFiles() },
  branches: readonly Branch[] = [],
): ShellReading {
  const problems = new Set<string>();
  const unified = text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
  const { captured } = shared;
  for (const name of capturedFunctions(unified, shared.functions)) captured.add(name);
  const parsed = shellStatements(unified, firstLine, branches, shared);
  for (const { unreadLine, cutLine } of parsed) {
    if (cutLine !== undefined) problems.add(`line ${cutLine.toString()} reads what too many other commands read`);
    if (unreadLine !== undefined) problems.add(`the commands within others in line ${unreadLine.toString()} are nested too deeply to read`);
  }
  const reader = new UseReader(shared, captured, problems);
  const statements = reader.read(parsed);
  const { embedded } = reader;
  const again = (): Pick<ScriptReading, 'statements' | 'embedded'> => {
    const other = new UseReader(shared, captured, new Set());
    return { statements: other.read(parsed), embedded: other.embedded };
  };
  return { statements, embedded, problems: [...problems], again };
}

/** A variable that may hold base64. Its value is decoded at its uses. */
const ENCODED_ASSIGNMENT = /^(\w+)=([A-Za-z0-9+/\s]{4,}={0,2})\s*$/;

class UseReader {
  public readonly embedded: EmbeddedText[] = [];
  /** By program. */
  private readonly speaking = new Map<string, boolean>();
  private readonly folder = new WorkingFolder();
  /** Variables whose values look like base64. */
  private readonly encoded = new Map<string, string>();
  private readonly machine = new MachineNames();
  private readonly heldBy = new Map<ShellCommand, NonNullable<Statement['held']>>();
  /** Functions whose parameters are already linked to each other. */
  private readonly linked = new Set<ShellFunction>();

  public constructor(
    private readonly shared: SharedShell,
    private readonly captured: ReadonlySet<string>,
    private readonly problems: Set<string>,
  ) {}

  public read(statements: readonly ShellStatement[]): readonly Statement[] {
    return statements.flatMap(({ commands, lost, branches }) => {
      const uses = commands.flatMap((command) => inBranches(this.usesOf(command), command.branches, branches));
      for (const line of lost) uses.push(use(line, 'line', ''));
      const held = commands.flatMap((command) => this.heldBy.get(command) ?? []);
      return uses.length > 0 ? [{ uses, branches, ...(held.length > 0 ? { held } : {}) }] : [];
    });
  }

  private usesOf(command: ShellCommand): Use[] {
    this.machine.take(command);
    const uses = command.assignments.map((word) => use(word, 'assignment', ''));
    const words = commandWords(command.words);
    const { program, line, rest } = words;
    for (const word of words.assignments) uses.push(use(word, 'assignment', ''));
    for (const { text } of [...command.assignments, ...words.assignments, ...rest]) {
      const [, name = '', value = ''] = ENCODED_ASSIGNMENT.exec(text) ?? [];
      if (name !== '') this.encoded.set(name, value);
    }
    const { functions, filesRun: files } = this.shared;
    const written = writtenBy(command, words, { functions, filesRun: files, problems: this.problems, encoded: this.encoded });
    for (const text of written.embedded) this.embedded.push(text);
    for (const word of written.assignments) uses.push(use(word, 'assignment', ''));
    if (written.held.length > 0) this.heldBy.set(command, heldWords(written.held));
    if (program !== '') {
      uses.push({ word: program, role: 'program', program, line });
      for (const [file, kind] of filesRun(words, command.inputs)) this.shared.filesRun.set(file, kind);
      const called = fileCalled(words);
      if (called !== undefined) this.shared.filesRun.setArguments(called.file, called.rest);
      for (const [from, to] of filesCopied(words)) copyFile(from, to, this.shared.filesRun);
      for (const word of printed(command, words, this.captured)) uses.push(use(word, 'assignment', ''));
      for (const each of this.argumentUses(command, words)) uses.push(each);
      if (command.words.some(({ text }) => /^:{3,4}\+?$/.test(text))) this.run(command, commandsWithArguments(command, ''), line);
    }
    // `sudo -i` without a command: its input may have several values.
    if (uses.length === 0) for (const word of command.words) uses.push(use(word, 'argument', program));
    for (const word of command.inputs) uses.push(use(word, 'argument', program === '' ? '<' : program));
    const isTaken = program === 'read' || written.embedded.some(({ kind }) => kind !== 'other');
    if (!isTaken) for (const word of command.hereStrings) uses.push(use(word, 'argument', program));
    for (const word of command.patterns) uses.push(use(word, 'pattern', 'case'));
    for (const word of command.outputs) uses.push(use(word, 'argument', '>'));
    if (program === 'cd' || program === 'pushd') this.folder.enter(rest);
    const straight = withStraightPaths(uses);
    return [...(this.folder.isKnown ? this.folder.withWholePaths(straight) : straight)];
  }

  private run({ branches }: ShellCommand, text: string, line: number): void {
    this.embedded.push({ kind: 'shell', text, line, file: undefined, branches });
  }

  private isSpeaking(program: string): boolean {
    let isSpeaking = this.speaking.get(program);
    if (isSpeaking === undefined) {
      isSpeaking = SPEAKING.test(program);
      this.speaking.set(program, isSpeaking);
    }
    return isSpeaking;
  }

  private argumentUses(command: ShellCommand, words: CommandWords): readonly Use[] {
    const { program } = words;
    const assigned = assignedBy(command, words, this.shared.functions, this.linked);
    const inner = assigned === undefined ? innerScript(words) : undefined;
    if (inner !== undefined) {
      const { kind, line, isEncoded = false } = inner;
      const { text = '', problem } = isEncoded ? decodeCommand(inner.text) : { text: inner.text };
      if (problem !== undefined) this.problems.add(`the text that line ${line.toString()} decodes ${problem}`);
      const given = kind === 'shell' ? withArguments(text, inner.parameters ?? []) : text;
      this.embedded.push({ kind, text: given, line, file: undefined, branches: command.branches });
    }
    const left = assigned?.others ?? inner?.others ?? words.rest;
    const rest = DECLARING.test(program) ? withReferences(left) : left;
    const uses = (assigned?.assignments ?? []).map((word) => use(word, 'assignment', ''));
    if (this.isSpeaking(program)) {
      for (const word of rest) uses.push(use(word, isHandedOn(command, program, word) ? 'argument' : 'spoken', program));
      return uses;
    }
    if (program === 'find') for (const word of namesFound(rest)) uses.push(use(word, 'argument', program));
    // A command that `find` runs is a separate command.
    const start = program === 'find' ? rest.findIndex(({ text }) => /^-(exec|execdir|ok|okdir)$/.test(text)) : -1;
    const own = start < 0 ? rest : rest.slice(0, start);
    const pattern = SEARCHING.test(program) ? patternIndex(own) : -1;
    for (const [index, word] of own.entries()) {
      if (index === pattern) uses.push(use(word, 'pattern', program), ...this.doneByPattern(command, program, word));
      else uses.push(use(word, isAssignment(word.text) && DECLARING.test(program) ? 'assignment' : 'argument', program));
    }
    if (start < 0) return uses;
    const end = rest.findIndex(({ text }, index) => index > start && /^[;+]$/.test(text));
    const others = end < 0 ? [] : rest.slice(end + 1).map((word) => use(word, 'argument', program));
    return [...uses, ...this.usesOf(ofFind(command, rest.slice(start + 1, end < 0 ? undefined : end))), ...others];
  }

  /** Reads the script of `sed` or `awk`. Returns the words that it adds, and takes the commands that it runs. */
  private doneByPattern(command: ShellCommand, program: string, word: LinedText): readonly Use[] {
    if (program === 'sed') {
      const [, run] = /^(?:\d+|\$|\/[^/]*\/)?e\s+(\S.*)$/.exec(word.text) ?? [];
      if (run !== undefined) this.run(command, run, word.line);
      const written = writtenBySed(word);
      const kind = command.words.map(({ text }) => fileLanguage(text, '')).find((each) => each !== 'other' && each !== 'settings');
      for (const { word: text, line } of kind === undefined ? [] : written) {
        this.embedded.push({ kind: kind ?? 'shell', text, line, file: undefined, branches: command.branches });
      }
      return written;
    }
    const { branches } = command;
    if (program.endsWith('awk') && command.pipesInto !== undefined && isRunByShell(command, this.shared.functions)) {
      this.run(command, printedByAwk(word.text), word.line);
    }
    if (!program.endsWith('awk') || !/getline|system|\|/.test(word.text)) return [];
    const texts = [...word.text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text).filter((text) => /[\w/]/.test(text));
    if (texts.length > 0) {
      this.embedded.push({
        kind: 'shell',
        text: texts.filter((text) => /\s/.test(text)).join('; '),
        line: word.line,
        file: undefined,
        branches,
      });
    }
    return texts.filter((text) => !/\s/.test(text)).map((text) => use({ text, line: word.line }, 'argument', program));
  }
}

function heldWords(texts: readonly LinedText[]): NonNullable<Statement['held']> {
  return texts.map(({ text, line }) => ({ word: text, line }));
}

function ofFind(command: ShellCommand, words: LinedText[]): ShellCommand {
  return { ...command, words, assignments: [], patterns: [], inputs: [], outputs: [], documents: [], hereStrings: [] };
}

function inBranches(uses: Use[], own: readonly Branch[], ofStatement: readonly Branch[]): Use[] {
  return own === ofStatement ? uses : uses.map((each) => ({ ...each, branches: own }));
}

function use({ text, line }: LinedText, role: Use['role'], program: string): Use {
  return { word: text, role, program, line };
}

/** Tells whether a printed text is a word for another command, not a message: `$(echo /dev/xvdf)`, `echo /dev/xvdf | xargs mkfs`. */
function isHandedOn({ isCaptured, pipesInto }: ShellCommand, program: string, { text }: LinedText): boolean {
  if (!/^(echo|printf)$/.test(program) || /\s/.test(text)) return false;
  return isCaptured || pipesInto?.isLoop === true || pipesInto?.words.some((word) => /^(xargs|parallel|read)$/.test(word.text)) === true;
}

/** Returns the names that `find` searches: `find /dev -name 'sd*'`. */
function namesFound(rest: readonly LinedText[]): readonly LinedText[] {
  if (!rest.some(({ text }) => /^\/dev\/?$/.test(text))) return [];
  return rest.flatMap(({ text, line }, index) =>
    /^-i?name$/.test(rest[index - 1]?.text ?? '') && !text.startsWith('xvd') ? [{ text: `/dev/${text}`, line }] : [],
  );
}

/** Returns the output of an `awk` script, one line for each `print`. A part that is not written out becomes a variable. */
function printedByAwk(script: string): string {
  return [...script.matchAll(/\bprintf?\b[ \t]*\(?((?:"(?:[^"\\]|\\.)*"|[^;}\n"])+)/g)]
    .map(([, printed = '']) =>
      [...printed.matchAll(/"((?:[^"\\]|\\.)*)"|[^"\s,][^"]*/g)].map(([, text]) => text?.replaceAll('\\n', '') ?? '${AWK}').join(''),
    )
    .join('\n');
}

/** Returns the text that `sed` adds: the replacement of `s/old/new/`, and the lines of `a`, `i` and `c`. */
function writtenBySed({ text, line }: LinedText): readonly Use[] {
  const [, , replacement] = /(?:^|[\d$;/,{\s])s([#|,@!/])(?:(?!\1)[^\\]|\\.)*\1((?:(?!\1)[^\\]|\\.)*)/s.exec(text) ?? [];
  const [, added] = /^(?:\d+|\$|\/[^/]*\/)?\s*[aic](?:\\\s*|\s+)(\S.*)$/s.exec(text) ?? [];
  const written = replacement?.replaceAll('\\/', '/') ?? added;
  return written === undefined || written === '' ? [] : [use({ text: written, line }, 'argument', 'sed')];
}

/** Turns `declare -n NAME=OTHER` into an assignment: both variables hold the same value. */
function withReferences(rest: readonly LinedText[]): readonly LinedText[] {
  if (!rest.some(({ text }) => /^-\w*n/.test(text))) return rest;
  return rest.map(({ text, line }) => ({ text: text.replace(/^(\w+)=(\w+)$/, '$1=${$2}'), line }));
}

const DECLARING = /^(export|local|declare|readonly|typeset)$/;

function patternIndex(words: readonly LinedText[]): number {
  const option = words.findIndex(({ text }) => /^(-\w*e|--regexp|--expression)$/.test(text));
  return option >= 0 ? option + 1 : words.findIndex(({ text }) => !text.startsWith('-'));
}
