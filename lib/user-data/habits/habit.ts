/** A word that shows a habit. */
export interface WordPattern {
  readonly word: RegExp;
  /** Programs for which the word has another meaning. */
  readonly notIn?: RegExp;
  /** Lines of languages other than shell in which the word has another meaning. */
  readonly notOn?: RegExp;
  /** Words of a shell that contain the word and have another meaning. */
  readonly notWithin?: RegExp;
  /** Only if the variable that is set is used nowhere else: otherwise its use counts. */
  readonly unused?: true;
}

/** A question and its expected answer, in the same statement or in a variable with the answer. */
export interface QuestionPattern {
  readonly asks: RegExp;
  readonly expects: RegExp;
  /** Another word that the statement must have. */
  readonly with?: RegExp;
  /** A word that makes it a different question. */
  readonly without?: RegExp;
}

/** An answer that is searched for or compared with, for any question. */
export interface ComparisonPattern {
  readonly compared: RegExp;
  /** Programs and files that do not describe the machine. */
  readonly notAsked: RegExp;
}

export type Pattern = WordPattern | QuestionPattern | ComparisonPattern;

/**
 * The subject of a habit, for which Nitro has another answer. A script that also takes Nitro's answer to the same question supports both.
 */
export type Topic = 'disk' | 'interface' | 'hypervisor' | 'driver';

/** An action of a script that works only on Xen. */
export interface Habit {
  readonly name: string;
  readonly topic: Topic;
  /**
   * The kind of device that the habit names. On Amazon Linux it may keep its name: a disk through a link, a network interface through its
   * naming scheme.
   */
  readonly names?: 'disk' | 'interface';
  readonly patterns: readonly Pattern[];
  /** The reason why it breaks on Nitro: a clause whose subject is the quoted line. */
  readonly why: string;
  /** The remedy in short: a command, as a clause. */
  readonly instead: string;
  /** The text to write instead, for the fix: a clause that repeats neither of the two above. */
  readonly how: string;
  /** One or a few lines that follow the advice and show no habit. In PowerShell for habits of Windows only. */
  readonly example: string;
  /** Nitro's answer beside Xen's in one command or one line: such a question accepts both. */
  readonly accepts: RegExp;
  readonly source: string;
}
