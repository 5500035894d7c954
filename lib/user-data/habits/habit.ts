/** A word that gives a habit away. */
export interface WordPattern {
  readonly word: RegExp;
  /** Programs for which such a word means something else. */
  readonly notIn?: RegExp;
  /** Lines of other languages than shell in which it does. */
  readonly notOn?: RegExp;
  /** Words of a shell that hold it as a part, and mean something else. */
  readonly notWithin?: RegExp;
}

/** Something that is asked, and the answer that is expected: in the same statement, or where a variable takes the answer. */
export interface QuestionPattern {
  readonly asks: RegExp;
  readonly expects: RegExp;
  /** What has to be there as well. */
  readonly with?: RegExp;
  /** What makes it another question. */
  readonly without?: RegExp;
}

export type Pattern = WordPattern | QuestionPattern;

/** Something that scripts do because they have always run on Xen. */
export interface Habit {
  readonly name: string;
  /** What it names that may keep its name on Amazon Linux: a disk by a link, a network interface by how they are named there. */
  readonly names?: 'disk' | 'interface';
  readonly patterns: readonly Pattern[];
  /** Why it breaks on Nitro: a clause whose subject is the quoted line. */
  readonly why: string;
  /** What to write instead: a command, as a clause. */
  readonly instead: string;
  /** A script that also does one of these knows both, and is left alone. */
  readonly handledBy: readonly Pattern[];
  readonly source: string;
}
