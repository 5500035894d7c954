import type { Branch } from '../statement';
import type { LinedText } from './source';

export interface ShellCommand {
  /** The program and its arguments, after any assignments. */
  readonly words: LinedText[];
  /** `NAME=value` from loops and defaults. */
  readonly assignments: LinedText[];
  /** The patterns that the word of `case` is compared with. */
  readonly patterns: LinedText[];
  /** Files that are the command's input. */
  readonly inputs: LinedText[];
  /** Files that receive the command's output. */
  readonly outputs: LinedText[];
  /** Here documents. */
  readonly documents: LinedText[];
  readonly hereStrings: LinedText[];
  /** The next command in the pipeline. */
  pipesInto?: ShellCommand;
  /** The command in `>(...)`, or the copy by `tee`, that reads the output. */
  printsInto?: ShellCommand;
  /** The command's input comes from an earlier command of the pipeline. */
  isFed?: true;
  /** The destination of the whole script's output, set by `exec > file`. */
  scriptOutput?: Pick<ShellCommand, 'outputs' | 'printsInto'>;
  /** The commands of the group that this command stands for. */
  readonly members: ShellCommand[];
  /** The command that stands for the surrounding group, with the group's input and output. */
  readonly groupEnd: ShellCommand | undefined;
  /** The command stands for a loop. */
  readonly isLoop: boolean;
  /** The command is within `$(...)`. */
  readonly isCaptured: boolean;
  /** The command that reads the output. */
  readonly takenBy: ShellCommand | undefined;
  readonly branches: readonly Branch[];
  /** The function around the command. */
  readonly inFunction: ShellFunction | undefined;
}

/** A function of a shell script, with the parameters that it uses. */
export interface ShellFunction {
  readonly name: string;
  /** The commands of its body. */
  readonly members: ShellCommand[];
  /** Parameters that its body mentions: `1`, or `all` for `$@` and `$*`. */
  readonly mentions: Set<string>;
  /** The function uses `shift`. */
  shifts: boolean;
}

/** The commands between two line ends or semicolons: joined by `|`, `&&` or `||`, and those within `$(...)`. */
export interface ShellStatement {
  readonly commands: ShellCommand[];
  branches: readonly Branch[];
  /** Lines that are not shell. */
  readonly lost: LinedText[];
  /** The line of a `$(...)` that is nested too deeply to be read. */
  unreadLine?: number;
  /** The line of a command whose input too many other commands read. */
  cutLine?: number;
}

/** The surroundings of a statement. */
export interface Surroundings {
  readonly groupEnd: ShellCommand | undefined;
  readonly branches: readonly Branch[];
  readonly isCaptured: boolean;
  /** @default none */
  readonly takenBy?: ShellCommand;
  /** The levels of substitutions around the statement. */
  readonly depth: number;
  readonly inFunction: ShellFunction | undefined;
}

export function newCommand({ groupEnd, branches, isCaptured, takenBy, inFunction }: Surroundings, isLoop = false): ShellCommand {
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
  };
  if (groupEnd !== undefined) groupEnd.members.push(command);
  else if (!isCaptured) inFunction?.members.push(command);
  return command;
}

export function inArm(around: Surroundings, fork: number, arm: number): Surroundings {
  return { ...around, branches: [...around.branches, { fork, arm }] };
}
