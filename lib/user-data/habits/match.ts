import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import type { Habit } from './habit';
import type { Spot } from './script-view';

/** A word that follows a habit, or a question that does with its answer. */
export interface Match {
  readonly habit: Habit;
  /** What is reported: the word, or the question. */
  readonly spot: Spot;
  /** Where Xen's answer is expected: a script must take Nitro's answer there too. */
  readonly expecting: readonly Spot[];
  /** The words that follow the habit, variables put in; none where they are what an answer is searched for. */
  readonly words: readonly string[];
}

export type Found = Omit<Match, 'habit'>;

/** Words of a statement that show a trace of some habit. */
export interface TracedStatement {
  readonly statement: PlacedStatement;
  readonly traced: readonly Use[];
}
