/** A word that gives a habit away. */
export interface WordPattern {
  readonly word: RegExp;
  /** Programs for which such a word means something else. */
  readonly notIn?: RegExp;
  /** Lines of other languages than shell in which it does. */
  readonly notOn?: RegExp;
  /** Words of a shell that hold it as a part, and mean something else. */
  readonly notWithin?: RegExp;
  /** Only where the variable that is set is used nowhere else: where it is, its use is what counts. */
  readonly unused?: true;
  /** Not where a driver is taken away. */
  readonly unlessRemoved?: true;
  /** Only in settings that list devices. */
  readonly listed?: true;
  /** Only in lines of other languages than shell, and not where the script has such lines and uses no device itself. */
  readonly inLines?: RegExp;
}

/** A question and its expected answer: in the same statement, or where a variable takes the answer. */
export interface QuestionPattern {
  readonly asks: RegExp;
  readonly expects: RegExp;
  /** Another word that the statement must have. */
  readonly with?: RegExp;
  /** A word that makes it another question. */
  readonly without?: RegExp;
  /** Not where a driver is taken away. */
  readonly unlessRemoved?: true;
}

/** An answer that is searched for or compared with, for any question. */
export interface ComparisonPattern {
  readonly compared: RegExp;
  /** Programs and files that say nothing of the machine. */
  readonly notAsked: RegExp;
}

export type Pattern = WordPattern | QuestionPattern | ComparisonPattern;

/**
 * What a habit asks for or names, which Nitro answers in another way: a script that also takes Nitro's answer to the same question
 * supports both.
 */
export type Topic = 'disk' | 'interface' | 'hypervisor' | 'driver';

/** Something that scripts do because they have only ever run on Xen. */
export interface Habit {
  readonly name: string;
  readonly topic: Topic;
  /** The kind of device that it names, which may keep its name on Amazon Linux: a disk through a link, a network interface by its naming scheme. */
  readonly names?: 'disk' | 'interface';
  readonly patterns: readonly Pattern[];
  /** The reason why it breaks on Nitro: a clause whose subject is the quoted line. */
  readonly why: string;
  /** The remedy in short: a command, as a clause. */
  readonly instead: string;
  /** What to write, for the fix: a clause that repeats neither of the two above. */
  readonly how: string;
  /** A line, or a few, that follow the advice, and show no habit. In PowerShell for habits of Windows only. */
  readonly example: string;
  /** Nitro's answer beside Xen's in one command or one line: such a question accepts both. */
  readonly accepts: RegExp;
  readonly source: string;
}
