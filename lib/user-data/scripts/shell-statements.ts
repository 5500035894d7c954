import { shellTokens, type LinedText, type OperatorToken, type WordToken } from './shell-tokens';

export interface ShellCommand {
  /** The program and its arguments; assignments and words such as `if` and `then` come first where they are written so. */
  readonly words: LinedText[];
  /** Files that its output goes to. */
  readonly outputs: LinedText[];
  /** Here documents. */
  readonly documents: LinedText[];
  /** The next command of its pipeline. */
  pipesInto?: ShellCommand;
  /** What closes the group it is in: `}`, `done` and so on, with the output of the whole group. */
  groupEnd?: ShellCommand;
  /** It stands within `$(...)`. */
  isCaptured?: true;
  /** It stands before a `)` of `case`. */
  readonly isPattern: boolean;
}

/** What stands between two ends of a line, or semicolons: commands joined by `|`, `&&` or `||`, and those within `$(...)`. */
export interface ShellStatement {
  readonly commands: ShellCommand[];
  /** The line of a `$(...)` that is within too many others to be read. */
  unreadLine?: number;
}

/** Substitutions within substitutions. */
const DEEPEST = 20;

const OPENS_GROUP = /^(\{|if|for|while|until|select|case)$/;
const CLOSES_GROUP = /^(\}|fi|done|esac)$/;
/** What may stand before the word that opens a group. */
const LEADS_IN = /^(if|then|elif|else|while|until|do|!|\{|time|function)$/;

/** Splits a shell script into statements and commands. Nothing is evaluated, and any text is taken. */
export function shellStatements(text: string, firstLine: number): readonly ShellStatement[] {
  return new ShellParser(0).read(text, firstLine);
}

interface OpenCase {
  readonly statement: ShellStatement;
  expectsPattern: boolean;
}

class ShellParser {
  private readonly statements: ShellStatement[] = [];
  private readonly cases: OpenCase[] = [];
  private statement: ShellStatement = { commands: [] };
  private command = newCommand();
  private pipesFrom: ShellCommand | undefined;
  /** Open groups, with what each holds so far. */
  private readonly groups: ShellCommand[][] = [];
  /** Whether a `)` has closed a group whose output may be sent somewhere. */
  private isAfterGroup = false;
  /** The operator that the next token belongs to: a redirection, or one that joins two lines. */
  private last: OperatorToken | undefined;

  public constructor(private readonly depth: number) {}

  public read(text: string, firstLine: number): readonly ShellStatement[] {
    for (const token of shellTokens(text, firstLine)) {
      if (token.kind === 'operator') this.operator(token);
      else {
        if (token.kind === 'document') this.command.documents.push(token);
        else this.word(token);
        this.last = undefined;
      }
    }
    this.endStatement();
    return this.statements;
  }

  private word(word: WordToken): void {
    for (const { text, line } of word.substitutions) this.substitution(text, line);
    const redirection = this.last?.text ?? '';
    if (redirection.includes('>')) {
      if (!/^([\d-]|\/dev\/(null|stdout|stderr|tty))$/.test(word.text)) this.command.outputs.push(word);
      return;
    }
    this.command.words.push(word);
    // The first pattern may follow on the same line.
    if (this.command.words[0]?.text === 'case' && word.text === 'in' && this.command.words.length > 2) this.endCommand();
  }

  private substitution(text: string, line: number): void {
    if (this.depth >= DEEPEST) {
      this.statement.unreadLine ??= line;
      return;
    }
    const inner = new ShellParser(this.depth + 1).read(text, line);
    for (const { commands, unreadLine } of inner) {
      if (unreadLine !== undefined) this.statement.unreadLine ??= unreadLine;
      for (const command of commands) {
        command.isCaptured = true;
        this.statement.commands.push(command);
      }
    }
  }

  private operator(operator: OperatorToken): void {
    const isJoined = this.last !== undefined && /^(\|\||&&|\|&?)$/.test(this.last.text);
    switch (operator.text) {
      case '\n':
        if (isJoined) return;
        this.endStatement();
        break;
      case ';;':
      case ';&':
      case ';;&':
        this.endStatement();
        this.expectPattern();
        break;
      case ';':
      case '&':
        this.endStatement();
        break;
      case '|':
      case '|&':
        this.pipesFrom = this.endCommand();
        break;
      case '&&':
      case '||':
        this.endCommand();
        break;
      case '(':
        // A pattern may be written `(a)`.
        if (this.cases.at(-1)?.expectsPattern === true) break;
        this.endCommand();
        this.groups.push([]);
        break;
      case ')':
        this.close();
        break;
    }
    this.last = operator;
  }

  private close(): void {
    this.endCommand();
    const inner = this.cases.at(-1);
    if (inner?.expectsPattern !== true) {
      this.closeGroup(this.command);
      this.isAfterGroup = true;
      return;
    }
    inner.expectsPattern = false;
    // What it is compared with belongs to the statement that asks.
    for (const command of this.statement.commands.splice(0)) inner.statement.commands.push({ ...command, isPattern: true });
  }

  private expectPattern(): void {
    const inner = this.cases.at(-1);
    if (inner !== undefined) inner.expectsPattern = true;
  }

  private closeGroup(end: ShellCommand): void {
    for (const command of this.groups.pop() ?? []) command.groupEnd = end;
  }

  private endCommand(): ShellCommand | undefined {
    const { command } = this;
    const isEmpty = command.words.length === 0 && command.outputs.length === 0 && command.documents.length === 0;
    if (isEmpty && !this.isAfterGroup) return undefined;
    this.isAfterGroup = false;
    this.command = newCommand();
    this.statement.commands.push(command);
    const words = command.words.map(({ text }) => text);
    if (CLOSES_GROUP.test(words[0] ?? '')) this.closeGroup(command);
    for (const [index, word] of words.entries()) {
      if (OPENS_GROUP.test(word)) this.groups.push([]);
      if (!LEADS_IN.test(word) && !(words[0] === 'function' && index === 1)) break;
    }
    this.groups.at(-1)?.push(command);
    if (this.pipesFrom !== undefined) this.pipesFrom.pipesInto = command;
    this.pipesFrom = undefined;
    if (command.words[0]?.text === 'case') {
      this.cases.push({ statement: this.statement, expectsPattern: true });
      this.statements.push(this.statement);
      this.statement = { commands: [] };
    }
    if (command.words[0]?.text === 'esac') this.cases.pop();
    return command;
  }

  private endStatement(): void {
    this.endCommand();
    this.pipesFrom = undefined;
    if (this.statement.commands.length === 0) return;
    this.statements.push(this.statement);
    this.statement = { commands: [] };
  }
}

function newCommand(): ShellCommand {
  return { words: [], outputs: [], documents: [], isPattern: false };
}
