import type { PolicyPlace } from './policy-error';

/**
 * A finding that was there when the baseline was recorded. Neither its file nor list positions make it known, so that a resource
 * may move to another template, and a list change its order, without the finding being new.
 */
export interface BaselineEntry {
  readonly rule: string;
  readonly messageId: string;
  readonly resourceType?: string;
  readonly logicalId?: string;
  /** List positions written as `*`. */
  readonly path: string;
  /** Sorted. */
  readonly values: readonly string[];
  /** How many findings there are that it cannot tell apart. */
  readonly count: number;
  /** Where it was found, relative to the baseline's folder; absent where the baseline was recorded before entries told. */
  readonly template?: string;
}

export interface RecordedEntry extends BaselineEntry {
  readonly place: PolicyPlace;
}

export interface Baseline {
  /** As reports name it. */
  readonly file: string;
  readonly entries: readonly RecordedEntry[];
}
