import type { Pointer } from './base/json/json';

/** How grave a finding is. The findings of a `locked` rule cannot be acknowledged or exempted. */
export type Severity = 'info' | 'warning' | 'error';

/**
 * Why a finding is a doubt, not something known to be wrong: `unknown` for a type newer than the catalog, `unresolved` for a value
 * that cannot be decided before deployment. A policy has a severity for each.
 */
export type Doubt = 'unknown' | 'unresolved';

/** Who accepted a finding, which then does not count. */
export interface Exempted {
  readonly by: 'acknowledgement' | 'exemption' | 'baseline';
  /** The reason given. */
  readonly reason: string;
  /** Where it was accepted: a construct's path (the app's is empty), or file and line: `nitro.json:12`. */
  readonly at: string;
  /** The last day it is valid, `YYYY-MM-DD`; absent if it does not expire. */
  readonly expires?: string;
}

/** A value, and the text to write instead. */
export interface Replacement {
  readonly value: string;
  readonly written: string;
}

/** A change of a template that settles a finding, or one of its values. */
export type TemplateEdit =
  /** Writes a text in place of another. The pointer ends at the text, or at a list in one text that the value is an item of. */
  | { readonly kind: 'replace'; readonly pointer: Pointer; readonly value: string; readonly text: string }
  /** Adds items to a list that is a member of the object at the pointer. */
  | { readonly kind: 'add-items'; readonly pointer: Pointer; readonly list: string; readonly items: readonly string[] };

/** The place of a finding of `instance-type` that replaces the type, so that another finding about the same type would only repeat it. */
export interface CoveringFinding {
  readonly template: string;
  readonly logicalId: string;
  readonly path: string;
  /** The values that it replaces. */
  readonly values: readonly string[];
}

/** A violation, or possible violation, of a rule. */
export interface Finding {
  /** The rule's id, for example `instance-type`. */
  readonly rule: string;
  /** Which of the rule's messages this is, for example `xen`. */
  readonly messageId: string;
  readonly severity: Severity;
  /** Absent if the value is known to be wrong. */
  readonly doubt?: Doubt;
  /** The rule is locked: the finding cannot be acknowledged or exempted. */
  readonly locked: boolean;
  /** The `id` of its template. */
  readonly template: string;
  /** Absent if the finding is about the template as a whole. */
  readonly logicalId?: string;
  readonly resourceType?: string;
  /** The resource's path in the construct tree, where the template holds it (`aws:cdk:path`). */
  readonly constructPath?: string;
  /** The property's path in the resource, without intrinsic functions: `Properties/Overrides/1/InstanceType`. Without a logical id, the path in the template. */
  readonly path: string;
  /** The path in the document as written, intrinsic functions included, from which line and column are found. */
  readonly pointer: Pointer;
  /** The offending value; of several, the one that applies when every parameter keeps its default, else the first. */
  readonly value?: string;
  /** Every offending value at this path. */
  readonly values: readonly string[];
  /** Where `value` comes from: `literal`, `parameter InstanceType (Default)`, `mapping Types/prod/web`, `branch IsProd (true)`. */
  readonly origin?: string;
  /** What gives several places their value, such as a look-up of the CDK: open findings on it are one. Not in reports. */
  readonly sharedBy?: string;
  /** What is wrong, then what to do; lower case, no full stop. */
  readonly message: string;
  /** What the message does not say of the remedy, such as the effect of the change. */
  readonly fix?: string;
  /** For values that name instance types: the text to write instead of each, as far as one satisfies the launch. Not in reports. */
  readonly replacements?: readonly Replacement[];
  /** The mechanical part of the fix; absent if there is none. */
  readonly templateEdits?: readonly TemplateEdit[];
  /** What deploying a change of the launch does: `replaces the instance`. */
  readonly change?: string;
  /** The launch's resources: its own, and those it refers to. Each as template and logical id, for finding what else concerns it. */
  readonly launchedWith?: readonly string[];
  /** Present if the resource itself accepts findings of the rule; the policy decides whether that counts. */
  readonly templateExemption?: { readonly reason: string; readonly expires?: string };
  /** Present if the finding is about a type that another finding replaces: it counts only where that one is accepted. Not in reports. */
  readonly coveredBy?: CoveringFinding;
  /** Present if the finding was accepted: it is listed and counted, and fails nothing. */
  readonly exempted?: Exempted;
}
