import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import { Variables } from '../scripts/variables';
import { assignmentIn, namesIn } from './assignments';
import { FunctionRanges } from './function-ranges';
import { ScriptForks, type TextBranch } from './script-forks';
import { columnsOf } from './word-columns';

/** One command of a statement, or a line of another language. */
export interface Command {
  readonly statement: PlacedStatement;
  /** The position among all commands of the launch. */
  readonly order: number;
  readonly program: string;
  readonly uses: readonly Use[];
}

/** A word with its command. */
export interface Spot {
  readonly use: Use;
  readonly command: Command;
}

export interface StatementContext {
  /** Forks by script, outermost first. */
  readonly branches: readonly (Omit<TextBranch, 'fork'> & { readonly fork: string })[];
  readonly isNegated: boolean;
  /** The forks that the reader of the language knows; undefined if it reads none. Alternatives have one in common. */
  readonly read: ReadonlySet<number> | undefined;
  /** The script and the function. */
  readonly scope: string;
}

/** A word with variables, braces, or parts with several values. */
const MAY_BE_SPELLED = /[$\uE000-\uF8FF]|\{[^{}]*,/;
/** Programs whose arguments are assignments. */
const DECLARES = /^(?:export|local|declare|readonly|typeset|for|select|printf|env)$/;

/** Everything that runs on one instance: commands, their forks and functions, and the assignments and mentions of variables. */
export class ScriptView {
  public readonly variables: Variables;
  private static readonly known = new WeakMap<readonly PlacedStatement[], ScriptView>();

  /** Views the statements of a launch. Each launch is viewed only once. */
  public static of(statements: readonly PlacedStatement[]): ScriptView {
    const view = ScriptView.known.get(statements) ?? new ScriptView(statements);
    ScriptView.known.set(statements, view);
    return view;
  }

  private readonly commandsBy = new Map<PlacedStatement, readonly Command[]>();
  private readonly commandBy = new Map<Use, Command>();
  private readonly textsBy = new Map<string, readonly string[]>();
  private allCommands: readonly Command[] | undefined;
  private readonly columnsBy = new Map<PlacedStatement, ReadonlyMap<Use, number>>();
  private readonly scripts = new Map<readonly string[], string>();
  private readonly surroundings = new Map<Use, StatementContext>();
  private assignmentsBy: Map<string, Spot[]> | undefined;
  private readonly answersBy = new Map<string, readonly Spot[]>();
  private mentionsBy: Map<string, Spot[]> | undefined;
  private nextOrder = 0;

  private constructor(private readonly statements: readonly PlacedStatement[]) {
    this.variables = Variables.of(statements);
  }

  public get commands(): readonly Command[] {
    return (this.allCommands ??= this.statements.flatMap((statement) => this.commandsOf(statement)));
  }

  /** Returns a word of a statement with its command. */
  public spotOf(statement: PlacedStatement, use: Use): Spot {
    const [first] = this.commandsOf(statement);
    return { use, command: this.commandBy.get(use) ?? first ?? { statement, order: 0, program: '', uses: [use] } };
  }

  /** Returns the commands of a statement, in the order of the text, except for commands inside a word. */
  public commandsOf(statement: PlacedStatement): readonly Command[] {
    if (this.commandsBy.size === 0) for (const each of this.statements) this.split(each);
    return this.commandsBy.get(statement) ?? this.split(statement);
  }

  public spotsOf(statement: PlacedStatement): readonly Spot[] {
    return this.commandsOf(statement).flatMap((command) => command.uses.map((use) => ({ use, command })));
  }

  /** Returns a word as written, and its values. */
  public textsOf({ role, word }: Use): readonly string[] {
    if (role === 'line' || !MAY_BE_SPELLED.test(word)) return [word];
    let texts = this.textsBy.get(word);
    if (texts === undefined) {
      texts = [word, ...this.variables.spellingsOf(word)];
      this.textsBy.set(word, texts);
    }
    return texts;
  }

  public surroundingsOf({ use, command: { statement } }: Spot): StatementContext {
    let around = this.surroundings.get(use);
    if (around === undefined) {
      const { lines, firstLine } = statement;
      const line = use.line - firstLine;
      const script = this.scriptOf(lines);
      const { branches, isNegated } = ScriptForks.of(lines, !isOfLines(use)).at(line, this.columnOf(use, statement));
      const read = use.branches ?? statement.branches;
      around = {
        read: read === undefined || isOfLines(use) ? undefined : new Set(read.map(({ fork }) => fork)),
        branches: branches.map((branch) => ({ ...branch, fork: `${script} ${branch.fork.toString()}` })),
        isNegated,
        scope: `${script} ${FunctionRanges.of(lines).at(line)}`,
      };
      this.surroundings.set(use, around);
    }
    return around;
  }

  /** Returns the assignments to a variable, in the order of the text. */
  public assignmentsTo(name: string): readonly Spot[] {
    this.assignmentsBy ??= this.grouped((use) => {
      const { name: assigned } = assignmentIn(use);
      return assigned === undefined ? [] : [assigned];
    });
    return this.assignmentsBy.get(name) ?? [];
  }

  /** Returns the assignments of an answer to a variable: `V=$(virt-what)`. */
  public answersTo(name: string): readonly Spot[] {
    let answers = this.answersBy.get(name);
    if (answers === undefined) {
      answers = this.assignmentsTo(name).filter(({ use }) => /\$\(|`/.test(use.word));
      this.answersBy.set(name, answers);
    }
    return answers;
  }

  /** Returns the mentions of a variable, apart from assignments to it. */
  public mentionsOf(name: string): readonly Spot[] {
    this.mentionsBy ??= this.grouped(namesIn);
    return this.mentionsBy.get(name) ?? [];
  }

  /** Returns the names in a word. Variables of other languages are recognized by their assignments. */
  public namesIn(use: Use): readonly string[] {
    const names = namesIn(use);
    return use.role === 'line' ? names.filter((name) => this.assignmentsTo(name).length > 0) : names;
  }

  private split(statement: PlacedStatement): readonly Command[] {
    const parts: { program: string; uses: Use[] }[] = [];
    for (const use of statement.uses) {
      const last = parts.at(-1);
      const before = last?.uses.at(-1);
      // The words of `for x in a b`, and the elements of an array, belong together. Other assignments are separate.
      const isListed = before?.role === 'assignment' && assignmentIn(before).name === assignmentIn(use).name;
      const isDeclared = last?.uses.length === 1 && DECLARES.test(last.program);
      const continues = use.role === 'assignment' ? isListed || isDeclared : use.role !== 'program' && use.role !== 'line';
      if (last !== undefined && continues) last.uses.push(use);
      else parts.push({ program: use.role === 'program' ? use.word : '', uses: [use] });
    }
    const commands = parts.map((part): Command => ({ statement, order: this.nextOrder++, ...part }));
    this.commandsBy.set(statement, commands);
    for (const command of commands) for (const use of command.uses) this.commandBy.set(use, command);
    return commands;
  }

  private columnOf(use: Use, statement: PlacedStatement): number {
    const columns = this.columnsBy.get(statement) ?? columnsOf(statement);
    this.columnsBy.set(statement, columns);
    return columns.get(use) ?? 0;
  }

  private scriptOf(lines: readonly string[]): string {
    const script = this.scripts.get(lines) ?? this.scripts.size.toString();
    this.scripts.set(lines, script);
    return script;
  }

  private grouped(namesOf: (use: Use) => readonly string[]): Map<string, Spot[]> {
    const grouped = new Map<string, Spot[]>();
    for (const command of this.commands) {
      for (const use of command.uses) {
        if (use.role === 'spoken' && !use.word.includes(':=')) continue;
        for (const name of namesOf(use)) {
          const spots = grouped.get(name);
          if (spots === undefined) grouped.set(name, [{ use, command }]);
          else spots.push({ use, command });
        }
      }
    }
    return grouped;
  }
}

/** Tells whether a word is of a language that is read by lines: a line, or a label of `switch`. */
function isOfLines({ role, program }: Use): boolean {
  return role === 'line' || (role === 'pattern' && program === '');
}

/** Tells whether the reader of the language, if it reads forks, knows a fork around both places. */
export function mayShareFork({ read }: Pick<StatementContext, 'read'>, other: Pick<StatementContext, 'read'>): boolean {
  if (read === undefined || other.read === undefined) return true;
  const [few, many] = read.size < other.read.size ? [read, other.read] : [other.read, read];
  return [...few].some((fork) => many.has(fork));
}

/** Tells whether commands of one statement are in the same arm of the same forks, such as those of a pipeline. */
export function areTogether(one: StatementContext, other: StatementContext): boolean {
  const { branches } = one;
  return (
    branches.length === other.branches.length &&
    branches.every(({ fork, arm }, at) => {
      const each = other.branches[at];
      return each?.fork === fork && each.arm === arm;
    })
  );
}

/** Tells whether a value is set only if the variable has none: `${name:-value}`, `${name:=value}`. */
export function isDefault({ use, command: { statement } }: Spot, name: string): boolean {
  return new RegExp(String.raw`\$\{${name}:?[-=]`).test(statement.lines[use.line - statement.firstLine] ?? '');
}
