import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import type { Branch } from '../statement';
import { inArm, newCommand, type ShellCommand, type ShellFunction, type ShellStatement, type Surroundings } from './command';
import { argumentFile, Descriptors } from './descriptors';
import { newFork } from './forks';
import { newFunction, parameterName } from './function';
import { readsInput } from './reads-input';
import { ShellSource, type LinedText } from './source';
import { lostTree, shellTree, type ShellTree } from './tree';
import { WordReader, type ReadWord, type Substitution, type WordPlace } from './words';

/** Substitutions within substitutions. Errs on the side of a problem. */
const DEEPEST = 20;

/** Commands within commands: the parser has a limit of its own for all but `coproc`. Errs on the side of a problem. */
const MOST_LEVELS = 600;

/** Splits a shell script into statements and commands. Nothing is evaluated, and any text is taken. */
export function shellStatements(
  text: string,
  firstLine: number,
  branches: readonly Branch[] = [],
  known: Omit<Known, 'descriptors'> = { captured: new Set(), functions: new Map() },
): readonly ShellStatement[] {
  // Its parameters are known where it sets them itself.
  const inFunction = /\bset\s+--\s/.test(text) ? newFunction('script') : undefined;
  const around: Surroundings = { groupEnd: undefined, branches, isCaptured: false, depth: 0, inFunction };
  return readTree(shellTree(new ShellSource(text, firstLine)), around, { ...known, descriptors: new Descriptors() });
}

/** Functions of the script. */
interface Known {
  /** Those whose output is followed. */
  readonly captured: ReadonlySet<string>;
  /** By name; those that are read are put in. */
  readonly functions: Map<string, ShellFunction>;
  readonly descriptors: Descriptors;
}

function readTree({ pieces, lost, tooDeepLine }: ShellTree, around: Surroundings, known: Known): readonly ShellStatement[] {
  const { branches } = around;
  const statements = pieces.flatMap(({ source, commands }) => new StatementReader(source, around.depth, known).read(commands, around));
  const others = lost.map((line): ShellStatement => ({ commands: [], branches, lost: [line] }));
  const unread = tooDeepLine === undefined ? [] : [{ commands: [], branches, lost: [], unreadLine: tooDeepLine }];
  return [...statements, ...others, ...unread];
}

class StatementReader {
  private readonly statements: ShellStatement[] = [];
  /** Commands within commands, where it is. */
  private level = 0;
  /** Pipelines around it that give it its input. */
  private fed = 0;

  public constructor(
    private readonly source: ShellSource,
    private readonly depth: number,
    private readonly known: Known,
  ) {}

  public read(commands: readonly Unbash.Statement[], around: Surroundings): readonly ShellStatement[] {
    this.list(commands, around);
    return this.statements;
  }

  /** @param first takes the first statement, which is part of it */
  private list(commands: readonly Unbash.Statement[], around: Surroundings, first?: ShellStatement): void {
    for (const [index, { command }] of commands.entries()) {
      const statement = index === 0 && first !== undefined ? first : this.begin(around);
      this.node(command, statement, around);
    }
  }

  private begin({ branches }: Surroundings): ShellStatement {
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

  /** What is written to it comes to its first command; what its last one prints is read from it. */
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

  /** What is tried after `||` is an alternative to what is before it; what is before `&&` is a question. */
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
      if (each.type === 'Word') command.words.push(this.word(each, command, statement));
      else if (each.type === 'Assignment') for (const item of this.assignment(each, command, statement)) command.words.push(item);
      else if (isOpening) this.opening(each, command, statement);
      else this.redirection(each, command, statement);
    }
    const file = argumentFile(command.words);
    if (file !== undefined) command.inputs.push(file);
    this.known.descriptors.connectWords(command);
    this.takeCut(command, statement);
    if (!isOpening) this.standardStreams(command, statement);
    statement.commands.push(command);
    return command;
  }

  /** What `exec` says for the whole script holds for a command that is given nothing else. */
  private standardStreams(command: ShellCommand, statement: ShellStatement): void {
    const { descriptors } = this.known;
    const { input, output } = descriptors;
    if (output !== undefined && !command.isCaptured) command.scriptOutput = output;
    if (input === undefined || this.fed > 0 || !readsInput(command)) return;
    descriptors.give(input, command);
    this.takeCut(command, statement);
  }

  private takeCut({ words }: ShellCommand, statement: ShellStatement): void {
    const { descriptors } = this.known;
    if (descriptors.isCut) statement.cutLine ??= words[0]?.line ?? 1;
    descriptors.isCut = false;
  }

  /** `exec 3<<EOF`, `exec > file` */
  private opening(redirection: Unbash.Redirection, command: ShellCommand, statement: ShellStatement): void {
    const stream: ShellCommand = { ...command, words: [], members: [], inputs: [], outputs: [], documents: [], hereStrings: [] };
    this.redirection(redirection, stream, statement);
    command.inputs.push(...stream.inputs);
    command.outputs.push(...stream.outputs);
    const isPrinted = stream.inputs.some(({ text }) => text === '$()');
    const opened = isPrinted ? { ...stream, printedBy: stream } : stream;
    for (const key of openedBy(redirection)) this.known.descriptors.open(key, opened);
  }

  private compound(
    node: Unbash.CompoundCommand,
    redirects: readonly Unbash.Redirection[],
    statement: ShellStatement,
    around: Surroundings,
  ): ShellCommand {
    const isLoop = /^(For|ArithmeticFor|While|Select)$/.test(node.type);
    const end = newCommand(around, isLoop);
    for (const redirect of redirects) this.redirection(redirect, end, statement);
    const inside = { ...around, groupEnd: end };
    switch (node.type) {
      case 'If':
        this.fork(node, statement, inside);
        break;
      case 'Case':
        this.case(node, statement, inside);
        break;
      case 'While':
        this.list(node.clause.commands, inside, statement);
        this.list(node.body.commands, inside);
        break;
      case 'For':
      case 'Select':
        this.loop(node, statement, inside);
        break;
      case 'ArithmeticFor':
        for (const each of [node.initialize, node.test, node.update]) if (each !== undefined) this.other(each, end, statement);
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
        this.test(node, statement, inside);
        break;
      case 'ArithmeticCommand':
        if (node.expression !== undefined) this.other(node.expression, end, statement);
        break;
    }
    statement.commands.push(end);
    return end;
  }

  private fork(node: Unbash.If, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const asked = inArm(around, fork, 0);
    if (statement.commands.length === 0) statement.branches = asked.branches;
    this.list(node.clause.commands, asked, statement);
    this.list(node.then.commands, inArm(around, fork, 1));
    for (const [index, { clause, then }] of node.elif.entries()) {
      const other = this.begin(asked);
      const command = newCommand(asked);
      command.words.push({ text: 'elif', line: this.source.lineAt(clause.pos) });
      other.commands.push(command);
      this.list(clause.commands, asked, other);
      this.list(then.commands, inArm(around, fork, index + 2));
    }
    if (node.else !== undefined) this.list(node.else.commands, inArm(around, fork, node.elif.length + 2));
  }

  private case({ word, items, pos }: Unbash.Case, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const asked = newCommand(inArm(around, fork, 0));
    if (statement.commands.length === 0) statement.branches = asked.branches;
    asked.words.push({ text: 'case', line: this.source.lineAt(pos) }, this.word(word, asked, statement));
    for (const { pattern } of items) for (const each of pattern) asked.patterns.push(this.word(each, asked, statement));
    statement.commands.push(asked);
    let arm = 0;
    let goesOn = false;
    for (const { body, terminator } of items) {
      // After `;&` the next arm is gone through as well.
      if (!goesOn) arm++;
      goesOn = terminator === ';&' || terminator === ';;&';
      this.list(body.commands, inArm(around, fork, arm));
    }
  }

  /** `for x in a b` assigns each; without words, the parameters. */
  private loop({ name, wordlist, body, pos }: Unbash.For | Unbash.Select, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const line = this.source.lineAt(pos);
    const values = wordlist ?? [undefined];
    for (const [index, value] of values.entries()) {
      const command = newCommand(inArm(around, fork, index + 1));
      const { text, line: at } = value === undefined ? { text: allParameters(around), line } : this.word(value, command, statement, true);
      command.assignments.push({ text: `${name.text}=${text}`, line: at });
      statement.commands.push(command);
    }
    this.list(body.commands, around);
  }

  private test({ expression, pos, end }: Unbash.TestCommand, statement: ShellStatement, around: Surroundings): void {
    const command = newCommand(around);
    command.words.push({ text: '[[', line: this.source.lineAt(pos) });
    const read = (part: Unbash.TestExpression): void => {
      switch (part.type) {
        case 'TestUnary':
          command.words.push({ text: part.operator, line: this.source.lineAt(part.pos) }, this.word(part.operand, command, statement));
          break;
        case 'TestBinary':
          command.words.push(
            this.word(part.left, command, statement),
            { text: part.operator, line: this.source.lineAt(part.left.end) },
            this.word(part.right, command, statement),
          );
          break;
        case 'TestLogical':
          part.operands.forEach(read);
          break;
        case 'TestNot':
          read(part.operand);
          break;
        case 'TestGroup':
          read(part.expression);
          break;
      }
    };
    read(expression);
    command.words.push({ text: ']]', line: this.source.lineAt(end) });
    statement.commands.push(command);
  }

  private redirection(redirection: Unbash.Redirection, command: ShellCommand, statement: ShellStatement): void {
    if (redirection.type === 'HereDoc') {
      const document = WordReader.readDocument(this.place(command), redirection.body, redirection.operator === '<<-');
      command.documents.push(document);
      this.substitutions(document, command, statement);
      return;
    }
    if (redirection.target === undefined) return;
    const word = this.word(redirection.target, command, statement);
    const isInput = redirection.operator === '<&';
    const isConnected = (isInput || redirection.operator === '>&') && this.known.descriptors.connect(word.text, isInput, command);
    this.takeCut(command, statement);
    if (isConnected) return;
    if (redirection.type === 'HereString') command.hereStrings.push(word);
    else if (redirection.operator === '<' || redirection.operator === '<&') {
      if (!/^[\d-]+$/.test(word.text)) command.inputs.push(word);
    } else if (!/^([\d-]+|\/dev\/(null|stdout|stderr|tty))$/.test(word.text)) command.outputs.push(word);
  }

  private place({ inFunction }: ShellCommand): WordPlace {
    return { source: this.source, inFunction, captured: this.known.captured };
  }

  private word(word: Unbash.Word, command: ShellCommand, statement: ShellStatement, isList = false): LinedText {
    const place = this.place(command);
    return this.taken(WordReader.read(isList ? { ...place, isList } : place, word), command, statement);
  }

  private assignment(assignment: Unbash.Assignment, command: ShellCommand, statement: ShellStatement): readonly LinedText[] {
    return WordReader.readAssignment(this.place(command), assignment).map((word) => this.taken(word, command, statement));
  }

  private other(node: Unbash.SyntaxNode, command: ShellCommand, statement: ShellStatement): void {
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
    const inside: Surroundings = { groupEnd: undefined, branches, isCaptured: true, takenBy: taker, depth: this.depth + 1, inFunction };
    for (const { source, part } of substitutions) {
      if (this.depth >= DEEPEST) {
        statement.unreadLine ??= source.lineAt(part.pos);
        continue;
      }
      // What is printed into `<(...)` is a file of the command: `bash <(echo ...)` runs it.
      const isOutput = part.type === 'ProcessSubstitution' && part.text.startsWith('>');
      const around = isOutput
        ? { groupEnd: undefined, branches, isCaptured: true, depth: this.depth + 1, inFunction }
        : part.type === 'ProcessSubstitution'
          ? { ...inside, groupEnd: taker }
          : inside;
      const before = statement.commands.length;
      for (const inner of this.known.descriptors.inSubshell(() => readSubstitution(source, part, around, this.known))) {
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

function readSubstitution(source: ShellSource, part: Substitution['part'], around: Surroundings, known: Known): readonly ShellStatement[] {
  const { script } = part;
  if (script === undefined) return [];
  // The text between backticks is written with backslashes that are none of its own.
  const own = script.source === undefined ? source : new ShellSource(script.source, source.lineAt(part.pos));
  const statements = new StatementReader(own, around.depth, known).read(script.commands, around);
  return script.errors === undefined ? statements : [...statements, ...readTree(lostTree(own, script), around, known)];
}

/** The numbers, or the name, that a redirection of `exec` opens. */
function openedBy({ descriptor, operator }: Unbash.Redirection): readonly (string | number)[] {
  if (descriptor !== undefined) return [descriptor.type === 'FileDescriptor' ? descriptor.value : descriptor.name];
  if (operator.startsWith('<')) return [0];
  return operator.startsWith('&') ? [1, 2] : [1];
}

function allParameters({ inFunction }: Surroundings): string {
  if (inFunction === undefined) return '$@';
  inFunction.mentions.add('all');
  return `\${${parameterName(inFunction, 'all')}}`;
}
