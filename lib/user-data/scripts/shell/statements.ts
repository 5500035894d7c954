import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { Branch } from '../statement';
import { Branching, type ListReader } from './branching';
import { inArm, newCommand, type ShellCommand, type ShellFunction, type ShellStatement, type Surroundings } from './command';
import { argumentFile, Descriptors } from './descriptors';
import { newFork } from './forks';
import { newFunction } from './function';
import { Redirections } from './redirections';
import { ShellSource } from './source';
import { TakenWords, type ScriptState } from './taken-words';
import { lostTree, shellTree, type ShellTree } from './tree';
import type { Substitution } from './words';

/** The levels of commands within commands. The parser itself limits all of them but `coproc`. Errs towards reporting a problem. */
const MOST_LEVELS = 600;

/** Splits a shell script into statements and commands. Accepts any text, and evaluates nothing. */
export function shellStatements(
  text: string,
  firstLine: number,
  branches: readonly Branch[] = [],
  known: Omit<ScriptState, 'descriptors'> = { captured: new Set(), functions: new Map() },
): readonly ShellStatement[] {
  // A script that sets its own parameters shows their values.
  const inFunction = /\bset\s+--\s/.test(text) ? newFunction('script') : undefined;
  const around: Surroundings = { groupEnd: undefined, branches, isCaptured: false, depth: 0, inFunction };
  return readTree(shellTree(new ShellSource(text, firstLine)), around, { ...known, descriptors: new Descriptors() });
}

function readTree({ pieces, lost, tooDeepLine }: ShellTree, around: Surroundings, known: ScriptState): readonly ShellStatement[] {
  const { branches } = around;
  const statements = pieces.flatMap(({ source, commands }) => new StatementReader(source, around.depth, known).read(commands, around));
  const others = lost.map((line): ShellStatement => ({ commands: [], branches, lost: [line] }));
  const unread = tooDeepLine === undefined ? [] : [{ commands: [], branches, lost: [], unreadLine: tooDeepLine }];
  return [...statements, ...others, ...unread];
}

class StatementReader implements ListReader {
  private readonly statements: ShellStatement[] = [];
  /** The current level of commands within commands. */
  private level = 0;
  /** The number of surrounding pipelines that feed the current command. */
  private fed = 0;

  private readonly words: TakenWords;
  private readonly redirections: Redirections;
  private readonly branching: Branching;

  public constructor(
    private readonly source: ShellSource,
    depth: number,
    private readonly known: ScriptState,
  ) {
    this.words = new TakenWords(source, depth, known, readSubstitution);
    this.redirections = new Redirections(this.words, known.descriptors);
    this.branching = new Branching(source, this.words, this);
  }

  public read(commands: readonly Unbash.Statement[], around: Surroundings): readonly ShellStatement[] {
    this.list(commands, around);
    return this.statements;
  }

  /** @param first the statement that the first command belongs to */
  public list(commands: readonly Unbash.Statement[], around: Surroundings, first?: ShellStatement): void {
    for (const [index, { command }] of commands.entries()) {
      const statement = index === 0 && first !== undefined ? first : this.begin(around);
      this.node(command, statement, around);
    }
  }

  public begin({ branches }: Surroundings): ShellStatement {
    const statement: ShellStatement = { commands: [], branches, lost: [] };
    this.statements.push(statement);
    return statement;
  }

  private node(node: Unbash.Statement['command'], statement: ShellStatement, around: Surroundings): ShellCommand | undefined {
    if (this.level >= MOST_LEVELS) {
      statement.unreadLine ??= this.source.lineAt(node.pos);
      return undefined;
    }
    this.level++;
    const command = this.readNode(node, statement, around);
    this.level--;
    return command;
  }

  private readNode(node: Unbash.Statement['command'], statement: ShellStatement, around: Surroundings): ShellCommand | undefined {
    switch (node.type) {
      case 'AndOr':
        this.andOr(node, statement, around);
        return undefined;
      case 'Pipeline':
        return this.pipeline(node, statement, around);
      case 'Command':
        return this.command(node, statement, around);
      case 'Redirected':
        return this.compound(node.command, node.redirects, statement, around);
      case 'Function':
        this.body(node.body, statement, { ...around, groupEnd: undefined, inFunction: this.functionOf(node.name.value) });
        return undefined;
      case 'Coproc':
        this.coprocess(node, statement, around);
        return undefined;
      default:
        return this.compound(node, [], statement, around);
    }
  }

  private functionOf(name: string): ShellFunction {
    const known = this.known.functions.get(name) ?? newFunction(name);
    this.known.functions.set(name, known);
    return known;
  }

  private body(body: Unbash.Function['body'] | Unbash.Coproc['body'], statement: ShellStatement, around: Surroundings): void {
    if (body.type === 'CompoundList') this.list(body.commands, around, statement);
    else this.node(body, statement, around);
  }

  /** Reads a coprocess: its first command reads the input, and its last command prints the output. */
  private coprocess({ name, body }: Unbash.Coproc, statement: ShellStatement, around: Surroundings): void {
    const before = statement.commands.length;
    this.body(body, statement, { ...around, groupEnd: undefined });
    const first = statement.commands[before];
    const last = statement.commands.at(-1);
    if (first === undefined || last === undefined) return;
    const stream = { inputs: [], documents: [], hereStrings: [], outputs: [] };
    const key = name?.text ?? 'COPROC';
    this.known.descriptors.open(`${key}[0]`, { ...stream, printedBy: last });
    this.known.descriptors.open(`${key}[1]`, {
      ...stream,
      outputs: [{ text: '$()', line: this.source.lineAt(body.pos) }],
      printsInto: first,
    });
  }

  /** Reads `||` and `&&`. The sides of `||` are alternatives; the left side of `&&` is a question. */
  private andOr({ commands, operators }: Unbash.AndOr, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    let arm = 1;
    for (const [index, command] of commands.entries()) {
      if (operators[index - 1] === '||') arm++;
      const isAsked = operators[index] === '&&' && operators[index - 1] !== '&&';
      this.node(command, statement, inArm(around, fork, isAsked ? 0 : arm));
    }
  }

  private pipeline({ commands }: Unbash.Pipeline, statement: ShellStatement, around: Surroundings): ShellCommand | undefined {
    const [first, ...others] = commands.map((command, index) => {
      if (index === 1) this.fed++;
      return this.node(command, statement, around);
    });
    if (others.length > 0) this.fed--;
    let before = first;
    for (const next of others) {
      if (next !== undefined) next.isFed = true;
      if (before !== undefined && next !== undefined) before.pipesInto = next;
      before = next;
    }
    return first;
  }

  private command({ prefix, name, suffix }: Unbash.Command, statement: ShellStatement, around: Surroundings): ShellCommand {
    const command = newCommand(around);
    if (name?.text === 'shift' && around.inFunction !== undefined) around.inFunction.shifts = true;
    const isOpening = name?.text === 'exec' && !suffix.some(({ type }) => type === 'Word');
    for (const each of [...prefix, ...(name === undefined ? [] : [name]), ...suffix]) {
      if (each.type === 'Word') command.words.push(this.words.word(each, command, statement));
      else if (each.type === 'Assignment') for (const item of this.words.assignment(each, command, statement)) command.words.push(item);
      else if (isOpening) this.redirections.opening(each, command, statement);
      else this.redirections.redirection(each, command, statement);
    }
    const file = argumentFile(command.words);
    if (file !== undefined) command.inputs.push(file);
    this.known.descriptors.connectWords(command);
    this.redirections.takeCut(command, statement);
    if (!isOpening) this.redirections.standardStreams(command, statement, this.fed > 0);
    statement.commands.push(command);
    return command;
  }

  private compound(
    node: Unbash.CompoundCommand,
    redirects: readonly Unbash.Redirection[],
    statement: ShellStatement,
    around: Surroundings,
  ): ShellCommand {
    const isLoop = /^(For|ArithmeticFor|While|Select)$/.test(node.type);
    const end = newCommand(around, isLoop);
    for (const redirect of redirects) this.redirections.redirection(redirect, end, statement);
    const inside = { ...around, groupEnd: end };
    switch (node.type) {
      case 'If':
        this.branching.fork(node, statement, inside);
        break;
      case 'Case':
        this.branching.case(node, statement, inside);
        break;
      case 'While':
        this.list(node.clause.commands, inside, statement);
        this.list(node.body.commands, inside);
        break;
      case 'For':
      case 'Select':
        this.branching.loop(node, statement, inside);
        break;
      case 'ArithmeticFor':
        for (const each of [node.initialize, node.test, node.update]) if (each !== undefined) this.words.other(each, end, statement);
        this.list(node.body.commands, inside);
        break;
      case 'Subshell':
        this.known.descriptors.inSubshell(() => {
          this.list(node.body.commands, inside, statement);
        });
        break;
      case 'BraceGroup':
        this.list(node.body.commands, inside, statement);
        break;
      case 'TestCommand':
        this.branching.test(node, statement, inside);
        break;
      case 'ArithmeticCommand':
        if (node.expression !== undefined) this.words.other(node.expression, end, statement);
        break;
    }
    statement.commands.push(end);
    return end;
  }
}

function readSubstitution(
  source: ShellSource,
  part: Substitution['part'],
  around: Surroundings,
  known: ScriptState,
): readonly ShellStatement[] {
  const { script } = part;
  if (script === undefined) return [];
  // In backticks, some backslashes do not belong to the inner text.
  const own = script.source === undefined ? source : new ShellSource(script.source, source.lineAt(part.pos));
  const statements = new StatementReader(own, around.depth, known).read(script.commands, around);
  return script.errors === undefined ? statements : [...statements, ...readTree(lostTree(own, script), around, known)];
}
