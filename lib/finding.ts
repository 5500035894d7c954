import type { Pointer } from './base/json/json';

/** How bad a finding is. A rule that is `locked` reports errors that cannot be acknowledged or exempted. */
export type Severity = 'info' | 'warning' | 'error';

/**
 * What a finding is in doubt about, where it is not simply wrong: `unknown` is a type newer than the catalog, `unresolved` what
 * cannot be decided before deployment. A policy has a severity for each.
 */
export type Doubt = 'unknown' | 'unresolved';

/** Why a finding does not count, though it is one. */
export interface Exempted {
  readonly by: 'acknowledgement' | 'exemption' | 'baseline';
  /** What somebody said when they accepted it. */
  readonly reason: string;
  /** Where they said so: a construct's path, the app's being empty, or file and line: `nitro.json:12`. */
  readonly at: string;
  /** The last day it holds, `YYYY-MM-DD`; absent where it holds for good. */
  readonly expires?: string;
}

/** One reason why a template may launch something it must not. */
export interface Finding {
  /** The rule's id, for example `instance-type`. */
  readonly rule: string;
  /** Which of the rule's messages this is, for example `xen`. */
  readonly messageId: string;
  readonly severity: Severity;
  /** Absent where there is none: something is wrong. */
  readonly doubt?: Doubt;
  /** The rule is locked: nothing acknowledges or exempts this finding. */
  readonly locked: boolean;
  /** The `id` of the template it is in. */
  readonly template: string;
  /** Absent where the finding is about the template as a whole. */
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** The resource's path in the construct tree, where the template tells (`aws:cdk:path`). */
  readonly constructPath?: string;
  /** The property within the resource, intrinsic functions left out: `Properties/Overrides/1/InstanceType`. Without a logical id: within the template. */
  readonly path: string;
  /** The same place in the document as it is written, intrinsic functions included, for looking up line and column. */
  readonly pointer: Pointer;
  /** The offending value; where there are several, the one that applies when every parameter keeps its default, else the first. */
  readonly value?: string;
  /** Every offending value at this path. */
  readonly values: readonly string[];
  /** Where `value` comes from: `literal`, `parameter InstanceType (Default)`, `mapping Types/prod/web`, `branch IsProd (true)`. */
  readonly origin?: string;
  /** Lower case, no full stop, ends in what to do. */
  readonly message: string;
  /** What to write instead, and what that change will do. */
  readonly fix?: string;
  /** Present where somebody accepted the finding: it is listed and counted, and fails nothing. */
  readonly exempted?: Exempted;
}
