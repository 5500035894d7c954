import type { Pointer } from './base/json/json';

/** How grave a finding is. The findings of a `locked` rule cannot be acknowledged or exempted. */
export type Severity = 'info' | 'warning' | 'error';

/**
 * The reason why a finding is a doubt, not a known error: `unknown` for a type newer than the catalog, `unresolved` for a value that cannot
 * be decided before deployment. A policy has a severity for each.
 */
export type Doubt = 'unknown' | 'unresolved';

/** The acceptance of a finding, which then does not count. */
export interface Exempted {
  readonly by: 'acknowledgement' | 'exemption' | 'baseline';
  /** The reason given. */
  readonly reason: string;
  /** The place of the acceptance: a construct's path (empty for the app), or file and line: `nitro.json:12`. */
  readonly at: string;
  /** The last day on which it is valid, `YYYY-MM-DD`; absent if it does not expire. */
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

/** The place of an `instance-type` finding that replaces the type. Another finding about the same type would only repeat it. */
export interface CoveringFinding {
  readonly template: string;
  readonly logicalId: string;
  readonly path: string;
  /** The replaced values. */
  readonly values: readonly string[];
}

/** A violation, or possible violation, of a rule. */
export interface Finding {
  /** The rule's id, for example `instance-type`. */
  readonly rule: string;
  /** The id of the message, for example `xen`. */
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
  /** The resource's path in the construct tree, if the template has it (`aws:cdk:path`). */
  readonly constructPath?: string;
  /** The property's path in the resource, without intrinsic functions: `Properties/Overrides/1/InstanceType`. Without a logical id, the path in the template. */
  readonly path: string;
  /** The path in the document as written, intrinsic functions included, from which line and column are found. */
  readonly pointer: Pointer;
  /** The offending value; of several, the one that applies when every parameter keeps its default, else the first. */
  readonly value?: string;
  /** Every offending value at this path. */
  readonly values: readonly string[];
  /** The origin of `value`: `literal`, `parameter InstanceType (Default)`, `mapping Types/prod/web`, `branch IsProd (true)`. */
  readonly origin?: string;
  /**
   * The common source of a value in several places, such as a look-up of the CDK. Open findings with the same source become one. Not in
   * reports.
   */
  readonly sharedBy?: string;
  /** The error, then the remedy; lower case, no full stop. */
  readonly message: string;
  /** Details of the remedy that the message omits, such as the effect of the change. */
  readonly fix?: string;
  /** For values that name instance types: the text to write instead of each, if one satisfies the launch. Not in reports. */
  readonly replacements?: readonly Replacement[];
  /** The mechanical part of the fix; absent if there is none. */
  readonly templateEdits?: readonly TemplateEdit[];
  /** The effect of deploying a change of the launch: `replaces the instance`. */
  readonly change?: string;
  /**
   * The resources of the launch: its own, and those it refers to, each as template and logical id. Other findings about them concern the
   * launch too.
   */
  readonly launchedWith?: readonly string[];
  /** Present if the resource itself accepts findings of the rule; the policy decides whether that counts. */
  readonly templateExemption?: { readonly reason: string; readonly expires?: string };
  /**
   * Present if the finding is about a type that another finding replaces. It counts only if that other finding is accepted. Not in reports.
   */
  readonly coveredBy?: CoveringFinding;
  /** Present if the finding was accepted: it is listed and counted, and fails nothing. */
  readonly exempted?: Exempted;
}
