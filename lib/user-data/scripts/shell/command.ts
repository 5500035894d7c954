import type { Branch } from '../statement';
import { newFork } from './forks';
import type { LinedText } from './source';

export interface ShellCommand {
  /** The program and its arguments; assignments come first where they are written so. */
  readonly words: LinedText[];
  /** `NAME=value`, of loops and of defaults. */
  readonly assignments: LinedText[];
  /** What the word of `case` is compared with. */
  readonly patterns: LinedText[];
  /** Files that its input comes from. */
  readonly inputs: LinedText[];
  /** Files that its output goes to. */
  readonly outputs: LinedText[];
  /** Here documents. */
  readonly documents: LinedText[];
  readonly hereStrings: LinedText[];
  /** The next command of its pipeline. */
  pipesInto?: ShellCommand;
  /** The command in `>(...)` that reads its output, or the copy that `tee` makes. */
  printsInto?: ShellCommand;
  /** A command before it in its pipeline gives it its input. */
  isFed?: true;
  /** Where the whole script prints to, by `exec > file`. */
  scriptOutput?: Pick<ShellCommand, 'outputs' | 'printsInto'>;
  /** Those in the group that it stands for. */
  readonly members: ShellCommand[];
  /** Stands for the group it is in, with the input and output of the whole group. */
  readonly groupEnd: ShellCommand | undefined;
  /** It stands for a loop. */
  readonly isLoop: boolean;
  /** It stands within `$(...)`. */
  readonly isCaptured: boolean;
  /** The command that reads its output. */
  readonly takenBy: ShellCommand | undefined;
  readonly branches: readonly Branch[];
  /** The function that it is in. */
  readonly inFunction: ShellFunction | undefined;
  /** The subshells that it is in, outermost first: what it sets is lost behind them. */
  readonly subshells: readonly number[];
}

/** A function of a shell script, and what of its parameters and output is used. */
export interface ShellFunction {
  readonly name: string;
  /** The commands of its body. */
  readonly members: ShellCommand[];
  /** Parameters that its body mentions: `1`, or `all` for `$@` and `$*`. */
  readonly mentions: Set<string>;
  /** It moves its parameters on. */
  shifts: boolean;
}

/** What stands between two ends of a line, or semicolons: commands joined by `|`, `&&` or `||`, and those within `$(...)`. */
export interface ShellStatement {
  readonly commands: ShellCommand[];
  branches: readonly Branch[];
  /** Lines that are no shell. */
  readonly lost: LinedText[];
  /** The line of a `$(...)` that is within too many others to be read. */
  unreadLine?: number;
  /** The line of a command that reads what too many others read. */
  cutLine?: number;
}

/** What a statement is in. */
export interface Surroundings {
  readonly groupEnd: ShellCommand | undefined;
  readonly branches: readonly Branch[];
  readonly isCaptured: boolean;
  /** @default none */
  readonly takenBy?: ShellCommand;
  /** Substitutions around it. */
  readonly depth: number;
  readonly inFunction: ShellFunction | undefined;
  /** @default none */
  readonly subshells?: readonly number[];
}

export function newCommand(
  { groupEnd, branches, isCaptured, takenBy, inFunction, subshells = [] }: Surroundings,
  isLoop = false,
): ShellCommand {
  const command: ShellCommand = {
    members: [],
    words: [],
    assignments: [],
    patterns: [],
    inputs: [],
    outputs: [],
    documents: [],
    hereStrings: [],
    groupEnd,
    isLoop,
    isCaptured,
    takenBy,
    branches,
    inFunction,
    subshells,
  };
  if (groupEnd !== undefined) groupEnd.members.push(command);
  else if (!isCaptured) inFunction?.members.push(command);
  return command;
}

export function inArm(around: Surroundings, fork: number, arm: number): Surroundings {
  return { ...around, branches: [...around.branches, { fork, arm }] };
}

export function inSubshell<Around extends Pick<Surroundings, 'subshells'>>(
  around: Around,
): Around & { readonly subshells: readonly number[] } {
  return { ...around, subshells: [...(around.subshells ?? []), newFork()] };
}
