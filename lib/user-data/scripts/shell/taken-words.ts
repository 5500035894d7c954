import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { ShellCommand, ShellFunction, ShellStatement, Surroundings } from './command';
import type { Descriptors } from './descriptors';
import type { LinedText, ShellSource } from './source';
import { WordReader, type ReadWord, type Substitution, type WordPlace } from './words';

/** The levels of substitutions. Errs towards reporting a problem. */
const DEEPEST = 20;

/** The state that the parts of a script share: its functions, and the streams that it opens. */
export interface ScriptState {
  /** Functions whose output is followed. */
  readonly captured: ReadonlySet<string>;
  /** Functions by name. Each function is added when it is read. */
  readonly functions: Map<string, ShellFunction>;
  readonly descriptors: Descriptors;
}

/** Reads the script that a substitution runs. */
export type ReadSubstitution = (
  source: ShellSource,
  part: Substitution['part'],
  around: Surroundings,
  known: ScriptState,
) => readonly ShellStatement[];

/** Reads the words of commands, and adds the commands of their substitutions to the statement. */
export class TakenWords {
  public constructor(
    private readonly source: ShellSource,
    private readonly depth: number,
    private readonly known: ScriptState,
    private readonly read: ReadSubstitution,
  ) {}

  private place({ inFunction }: ShellCommand): WordPlace {
    return { source: this.source, inFunction, captured: this.known.captured };
  }

  public document(body: Unbash.HereDocBody, stripsTabs: boolean, command: ShellCommand, statement: ShellStatement): LinedText {
    return this.taken(WordReader.readDocument(this.place(command), body, stripsTabs), command, statement);
  }

  public word(word: Unbash.Word, command: ShellCommand, statement: ShellStatement, isList = false): LinedText {
    const place = this.place(command);
    return this.taken(WordReader.read(isList ? { ...place, isList } : place, word), command, statement);
  }

  public assignment(assignment: Unbash.Assignment, command: ShellCommand, statement: ShellStatement): readonly LinedText[] {
    return WordReader.readAssignment(this.place(command), assignment).map((word) => this.taken(word, command, statement));
  }

  public other(node: Unbash.SyntaxNode, command: ShellCommand, statement: ShellStatement): void {
    this.taken(WordReader.readOther(this.place(command), node), command, statement);
  }

  private taken(word: ReadWord, command: ShellCommand, statement: ShellStatement): LinedText {
    for (const each of word.defaults) command.assignments.push(each);
    this.substitutions(word, command, statement);
    return word;
  }

  /** Adds the commands of a word's substitutions to the statement. They come before the word's own command. */
  private substitutions({ substitutions, line, isTooDeep }: ReadWord, taker: ShellCommand, statement: ShellStatement): void {
    const { branches, inFunction } = taker;
    if (isTooDeep) statement.unreadLine ??= line;
    if (substitutions.length === 0) return;
    const inside: Surroundings = { groupEnd: undefined, branches, isCaptured: true, takenBy: taker, depth: this.depth + 1, inFunction };
    for (const { source, part } of substitutions) {
      if (this.depth >= DEEPEST) {
        statement.unreadLine ??= source.lineAt(part.pos);
        continue;
      }
      // The output of `<(...)` is a file of the command: `bash <(echo ...)` runs it.
      const isOutput = part.type === 'ProcessSubstitution' && part.text.startsWith('>');
      const around = isOutput
        ? { groupEnd: undefined, branches, isCaptured: true, depth: this.depth + 1, inFunction }
        : part.type === 'ProcessSubstitution'
          ? { ...inside, groupEnd: taker }
          : inside;
      const before = statement.commands.length;
      for (const inner of this.known.descriptors.inSubshell(() => this.read(source, part, around, this.known))) {
        if (inner.unreadLine !== undefined) statement.unreadLine ??= inner.unreadLine;
        if (inner.cutLine !== undefined) statement.cutLine ??= inner.cutLine;
        for (const command of inner.commands) statement.commands.push(command);
        for (const line of inner.lost) statement.lost.push(line);
      }
      const first = statement.commands[before];
      if (isOutput && first !== undefined) taker.printsInto = first;
    }
  }
}
