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

/** A question and its expected answer: in the same statement, or where a variable takes the answer. */
export interface QuestionPattern {
  readonly asks: RegExp;
  readonly expects: RegExp;
  /** Another word that the statement must have. */
  readonly with?: RegExp;
  /** A word that makes it another question. */
  readonly without?: RegExp;
}

export type Pattern = WordPattern | QuestionPattern;

/** Something that scripts do because they have only ever run on Xen. */
export interface Habit {
  readonly name: string;
  /** The kind of device that it names, which may keep its name on Amazon Linux: a disk through a link, a network interface by its naming scheme. */
  readonly names?: 'disk' | 'interface';
  readonly patterns: readonly Pattern[];
  /** The reason why it breaks on Nitro: a clause whose subject is the quoted line. */
  readonly why: string;
  /** The remedy: a command, as a clause. */
  readonly instead: string;
  /** A script that also does one of these supports both hypervisors, and has no finding. */
  readonly handledBy: readonly Pattern[];
  readonly source: string;
}
