import type { Origin } from '../../template/values/outcome';
import type { PlacedStatement } from '../../user-data/scripts/read-script';
import type { SiteValue } from '../site-reading';

/** A script that one site value of a launch runs on the instance. */
export interface BootScript {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly statements: readonly PlacedStatement[];
  /** All statements that run on the same instance: a script that handles a habit handles it for these, too. */
  readonly together: readonly PlacedStatement[];
  /** What cannot be read at all, as clauses. */
  readonly problems: readonly string[];
  /** What only the deployment knows, as clauses. */
  readonly undecided: readonly string[];
  /** What only the deployment knows may be a whole script: the instance fetches it, or an include fills in what cfn-init does. */
  readonly isFetched?: true;
  /** The limit of ours that keeps part of the script from being read, though the template may have it. */
  readonly limit?: string;
  /** Returns the reported line and origin of a statement's line; undefined for the line itself with the script's origin. */
  readonly told?: (where: readonly string[], line: number) => ToldLine;
}

export interface ToldLine {
  /** In a script that has one option of each of its parts. */
  readonly line: number;
  /** Of the values in it that a habit is likely to be from. */
  readonly origin: Origin;
}
