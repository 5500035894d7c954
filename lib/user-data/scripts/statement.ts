import type { FragmentKind } from '../fragment';

export type Role =
  | 'program' // the program of a command, without its folder
  | 'argument'
  | 'assignment' // `NAME=value`
  | 'pattern' // a pattern of grep, sed or case
  | 'line' // a whole line, in a language without a parser for its words
  | 'spoken'; // a message of echo or logger

/** A word and its role. */
export interface Use {
  readonly word: string;
  readonly role: Role;
  /** The program of the argument; empty outside a shell. */
  readonly program: string;
  readonly line: number;
  /** The forks around the word if they differ from the statement's: within `a || b`, each command has its own. */
  readonly branches?: readonly Branch[];
  /** The word is one possible value of another word of the statement. It may be absent, so it excuses nothing. */
  readonly isOneOfMany?: true;
}

/** One of several possible contents of a part of a script. The deployment selects one. */
export interface Alternative {
  /** The part. */
  readonly of: string;
  readonly option: string;
  /** The number of possible contents. */
  readonly count: number;
}

/** One side of a fork: `if`, `case`, `&&`, `||`, or a loop over several words. */
export interface Branch {
  /** The number of the fork, unique over all scripts. Statements in different arms of one fork are alternatives. */
  readonly fork: number;
  /** 0 for the question of the fork (`if [ -e /dev/xvdf ]`, the word of `case`), 1 and up for its arms. */
  readonly arm: number;
}

/** A unit of execution: a line, or a pipeline with everything in it. */
export interface Statement {
  readonly uses: readonly Use[];
  /** The forks around the statement, outermost first; undefined if the language's forks are not read. */
  readonly branches?: readonly Branch[];
  /** `NAME=text` for each variable that the statement sets to a document or to a function's output. It is a script if it is run. */
  readonly held?: readonly { readonly word: string; readonly line: number }[];
  /** The alternatives that the deployment must select for the statement to be in the script; undefined if it always is. */
  readonly alternatives?: readonly Alternative[];
}

/** A text that a script writes to a file or passes to an interpreter. */
export interface EmbeddedText {
  readonly kind: FragmentKind;
  readonly text: string;
  readonly line: number;
  /** The file; undefined for a text that is run at once. */
  readonly file: string | undefined;
  /** The forks around the command that writes or runs the text. */
  readonly branches: readonly Branch[];
}

export interface ScriptReading {
  readonly statements: readonly Statement[];
  readonly embedded: readonly EmbeddedText[];
  /** The parts that were not read, a clause each. */
  readonly problems: readonly string[];
}
