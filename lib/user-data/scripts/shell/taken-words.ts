import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { ShellFunction, ShellStatement, Surroundings } from './command';
import { inSubshell, type ShellCommand } from './command';
import type { Descriptors } from './descriptors';
import type { LinedText, ShellSource } from './source';
import { WordReader, type ReadWord, type Substitution, type WordPlace } from './words';

/** Substitutions within substitutions. Errs on the side of a problem. */
const DEEPEST = 20;

/** What the parts of a script know of each other: its functions, and the streams that it opens. */
export interface Known {
  /** Functions whose output is followed. */
  readonly captured: ReadonlySet<string>;
  /** Functions by name; those that are read are put in. */
  readonly functions: Map<string, ShellFunction>;
  readonly descriptors: Descriptors;
  /** The last command of a pipeline is run by the shell itself. */
  readonly keepsLast?: boolean;
}

/** Reads the script that a substitution runs. */
export type ReadSubstitution = (
  source: ShellSource,
  part: Substitution['part'],
  around: Surroundings,
  known: Known,
) => readonly ShellStatement[];

/** Reads the words of commands, and puts what their substitutions run into the statement. */
export class TakenWords {
  public constructor(
    private readonly source: ShellSource,
    private readonly depth: number,
    private readonly known: Known,
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

  /** What a word runs stands before it in its statement. */
  private substitutions({ substitutions, line, isTooDeep }: ReadWord, taker: ShellCommand, statement: ShellStatement): void {
    const { branches, inFunction } = taker;
    if (isTooDeep) statement.unreadLine ??= line;
    if (substitutions.length === 0) return;
    const { subshells } = inSubshell({ subshells: taker.subshells });
    const inside = { groupEnd: undefined, branches, isCaptured: true, takenBy: taker, depth: this.depth + 1, inFunction, subshells };
    for (const { source, part } of substitutions) {
      if (this.depth >= DEEPEST) {
        statement.unreadLine ??= source.lineAt(part.pos);
        continue;
      }
      // What is printed into `<(...)` is a file of the command: `bash <(echo ...)` runs it.
      const isOutput = part.type === 'ProcessSubstitution' && part.text.startsWith('>');
      const around = isOutput
        ? { groupEnd: undefined, branches, isCaptured: true, depth: this.depth + 1, inFunction, subshells }
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
