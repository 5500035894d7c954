import type { PlacedStatement } from '../scripts/read-script';
import type { Use } from '../scripts/statement';
import type { Habit } from './habit';
import type { Spot } from './script-view';

/** A word that follows a habit, or a question that does so together with its answer. */
export interface Match {
  readonly habit: Habit;
  /** The reported word or question. */
  readonly spot: Spot;
  /** The places that expect Xen's answer. A script must take Nitro's answer there too. */
  readonly expecting: readonly Spot[];
  /** The words that follow the habit, with variables replaced; empty if an answer is searched for them. */
  readonly words: readonly string[];
}

export type Found = Omit<Match, 'habit'>;

/** Words of a statement that show a trace of some habit. */
export interface TracedStatement {
  readonly statement: PlacedStatement;
  readonly traced: readonly Use[];
}
