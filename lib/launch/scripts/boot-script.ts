import type { Origin } from '../../template/values/outcome';
import type { PlacedStatement } from '../../user-data/scripts/read-script';
import type { SiteValue } from '../site-reading';

/** A script that one value of a launch runs on the instance. */
export interface BootScript {
  readonly at: SiteValue;
  readonly origin: Origin;
  readonly statements: readonly PlacedStatement[];
  /** All statements that run on the same instance. A script that handles a habit handles it for all of them. */
  readonly together: readonly PlacedStatement[];
  /** The parts that cannot be read, as clauses. */
  readonly problems: readonly string[];
  /** The parts that only the deployment knows, as clauses. */
  readonly undecided: readonly string[];
  /** One of the undecided parts may be a whole script: the instance fetches it, or an include fills in the commands of cfn-init. */
  readonly isFetched?: true;
  /** The limit that keeps part of the script from being read, although the template may have it. */
  readonly limit?: string;
  /** Returns the reported line and origin of a statement's line; undefined for the line itself with the script's origin. */
  readonly told?: (where: readonly string[], line: number) => ToldLine;
}

export interface ToldLine {
  /** The line in a script with one option of each of its parts. */
  readonly line: number;
  /** The origins of the values that a habit probably comes from. */
  readonly origin: Origin;
}
