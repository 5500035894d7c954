import type { PolicyPlace } from './policy-error';

/**
 * A finding that is accepted because it existed when the baseline was recorded. Neither its file nor list positions identify it: a
 * resource may move to another template, and a list change its order, without a new finding.
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
  /** The number of findings that it stands for, which differ in nothing above. */
  readonly count: number;
  /** The file of the finding, relative to the baseline's folder; absent in baselines from versions that did not record it. */
  readonly template?: string;
}

export interface RecordedEntry extends BaselineEntry {
  readonly place: PolicyPlace;
}

export interface Baseline {
  /** The baseline as reports name it. */
  readonly file: string;
  readonly entries: readonly RecordedEntry[];
}
