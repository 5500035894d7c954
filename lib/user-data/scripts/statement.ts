import type { FragmentKind } from '../fragment';

export type Role =
  | 'program' // the program of a command, without its folder
  | 'argument'
  | 'assignment' // `NAME=value`
  | 'pattern' // what something is searched for or compared with: of grep, sed, case
  | 'line' // a whole line of a language whose words are not told apart
  | 'spoken'; // of a message: echo, logger

/** A word and its role. */
export interface Use {
  readonly word: string;
  readonly role: Role;
  /** The program whose argument it is; empty outside a shell. */
  readonly program: string;
  readonly line: number;
  /** The forks around it where they are not those of its statement: within `a || b`, each command has its own. */
  readonly branches?: readonly Branch[];
  /** The subshells around it, outermost first; undefined for none. */
  readonly subshells?: readonly number[];
  /** The word comes from one value of a part in another use of the statement. It may or may not be there, so it excuses nothing. */
  readonly isOneOfMany?: true;
}

/** One of several things that a part of a script may be, of which the deployment has one. */
export interface Alternative {
  /** The part. */
  readonly of: string;
  readonly option: string;
  /** How many there are. */
  readonly count: number;
}

/** One side of a fork: of `if`, `case`, `&&`, `||`, or of a loop over several words. */
export interface Branch {
  /** Numbers the fork; no two forks have the same number, of other scripts included. Two statements in different arms of one fork are alternatives of each other. */
  readonly fork: number;
  /** 0 for the question of the fork (`if [ -e /dev/xvdf ]`, the word of `case`), 1 and up for its arms. */
  readonly arm: number;
}

/** What is done at once: a line, or a pipeline with all that stands in it. */
export interface Statement {
  readonly uses: readonly Use[];
  /** The forks around the statement, outermost first; undefined where the language's forks are not read. */
  readonly branches?: readonly Branch[];
  /** `NAME=text`, for each variable that it sets to a document or to a function's output: scripts, if they are run. */
  readonly held?: readonly { readonly word: string; readonly line: number }[];
  /** What the deployment must have chosen for the statement to be in the script; undefined where it always is. */
  readonly alternatives?: readonly Alternative[];
}

/** Text that a script writes to a file or hands to an interpreter. */
export interface EmbeddedText {
  readonly kind: FragmentKind;
  readonly text: string;
  readonly line: number;
  /** The file; undefined for text that is run at once. */
  readonly file: string | undefined;
  /** The forks around what writes or runs it. */
  readonly branches: readonly Branch[];
}

export interface ScriptReading {
  readonly statements: readonly Statement[];
  readonly embedded: readonly EmbeddedText[];
  /** What has not been read, a clause each. */
  readonly problems: readonly string[];
}
