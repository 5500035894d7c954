import type * as Unbash from 'unbash' with { 'resolution-mode': 'import' };
import { inArm, newCommand, type ShellStatement, type Surroundings } from './command';
import { newFork } from './forks';
import { parameterVariable } from './function';
import type { ShellSource } from './source';
import type { TakenWords } from './taken-words';

/** Reads lists of commands. */
export interface ListReader {
  /** @param first the statement that the first command belongs to */
  list(commands: readonly Unbash.Statement[], around: Surroundings, first?: ShellStatement): void;
  begin(around: Surroundings): ShellStatement;
}

/** Reads branches: `if`, `case`, loops over words, and `[[`. */
export class Branching {
  public constructor(
    private readonly source: ShellSource,
    private readonly words: TakenWords,
    private readonly lists: ListReader,
  ) {}

  public fork(node: Unbash.If, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const asked = inArm(around, fork, 0);
    if (statement.commands.length === 0) statement.branches = asked.branches;
    this.lists.list(node.clause.commands, asked, statement);
    this.lists.list(node.then.commands, inArm(around, fork, 1));
    for (const [index, { clause, then }] of node.elif.entries()) {
      const other = this.lists.begin(asked);
      const command = newCommand(asked);
      command.words.push({ text: 'elif', line: this.source.lineAt(clause.pos) });
      other.commands.push(command);
      this.lists.list(clause.commands, asked, other);
      this.lists.list(then.commands, inArm(around, fork, index + 2));
    }
    if (node.else !== undefined) this.lists.list(node.else.commands, inArm(around, fork, node.elif.length + 2));
  }

  public case({ word, items, pos }: Unbash.Case, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const asked = newCommand(inArm(around, fork, 0));
    if (statement.commands.length === 0) statement.branches = asked.branches;
    asked.words.push({ text: 'case', line: this.source.lineAt(pos) }, this.words.word(word, asked, statement));
    for (const { pattern } of items) for (const each of pattern) asked.patterns.push(this.words.word(each, asked, statement));
    statement.commands.push(asked);
    let arm = 0;
    let goesOn = false;
    for (const { body, terminator } of items) {
      // After `;&`, the next arm runs too.
      if (!goesOn) arm++;
      goesOn = terminator === ';&' || terminator === ';;&';
      this.lists.list(body.commands, inArm(around, fork, arm));
    }
  }

  /** Sets the variable of `for x in a b` to each word; without words, to the parameters. */
  public loop({ name, wordlist, body, pos }: Unbash.For | Unbash.Select, statement: ShellStatement, around: Surroundings): void {
    const fork = newFork();
    const line = this.source.lineAt(pos);
    const values = wordlist ?? [undefined];
    for (const [index, value] of values.entries()) {
      const command = newCommand(inArm(around, fork, index + 1));
      const { text, line: at } =
        value === undefined ? { text: allParameters(around), line } : this.words.word(value, command, statement, true);
      command.assignments.push({ text: `${name.text}=${text}`, line: at });
      statement.commands.push(command);
    }
    this.lists.list(body.commands, around);
  }

  public test({ expression, pos, end }: Unbash.TestCommand, statement: ShellStatement, around: Surroundings): void {
    const command = newCommand(around);
    command.words.push({ text: '[[', line: this.source.lineAt(pos) });
    const read = (part: Unbash.TestExpression): void => {
      switch (part.type) {
        case 'TestUnary':
          command.words.push(
            { text: part.operator, line: this.source.lineAt(part.pos) },
            this.words.word(part.operand, command, statement),
          );
          break;
        case 'TestBinary':
          command.words.push(
            this.words.word(part.left, command, statement),
            { text: part.operator, line: this.source.lineAt(part.left.end) },
            this.words.word(part.right, command, statement),
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
}

function allParameters({ inFunction }: Surroundings): string {
  if (inFunction === undefined) return '$@';
  inFunction.mentions.add('all');
  return `\${${parameterVariable(inFunction, 'all')}}`;
}
