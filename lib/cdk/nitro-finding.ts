import type { NitroSeverity } from './nitro-severity';

/** A reason why a stack may launch something it must not. */
export interface NitroFinding {
  /** The rule's name, for example `instance-type`. */
  readonly rule: string;
  /** Which of the rule's messages this is, for example `xen`; the rule's page lists them. */
  readonly messageId: string;
  /** `ERROR`, `WARNING` or `INFO`, a note. */
  readonly severity: NitroSeverity;
  /** Whether the rule is locked, so that nothing can accept the finding. */
  readonly locked: boolean;
  /** What is wrong, and what to do. */
  readonly message: string;
  /**
   * What to write instead, and what that change will do.
   *
   * @default - there is no suggestion
   */
  readonly fix?: string;
  /** The path of the resource in the construct tree; the stack's where the resource is not in the tree. */
  readonly constructPath: string;
  /**
   * The line that created the construct: `lib/web.ts:12:5`.
   *
   * @default - the CDK did not record it
   */
  readonly source?: string;
  /** The path of the template within the cloud assembly: `Web.template.json`. */
  readonly template: string;
  /**
   * The resource's logical id.
   *
   * @default - the finding is about the template as a whole
   */
  readonly logicalId?: string;
  /**
   * The resource's type: `AWS::EC2::Instance`.
   *
   * @default - the finding is about the template as a whole
   */
  readonly resourceType?: string;
  /** The property within the resource: `Properties/InstanceType`. */
  readonly path: string;
  /**
   * The offending value; where there are several, the one that applies when every parameter keeps its default, else the first.
   *
   * @default - no value is to blame
   */
  readonly value?: string;
  /** Every offending value of the property. */
  readonly values: string[];
  /**
   * Where `value` comes from: `literal`, `parameter InstanceType (Default)`, `mapping Types/prod/web`.
   *
   * @default - no value is to blame
   */
  readonly origin?: string;
  /**
   * Why somebody accepted the finding, in their words.
   *
   * @default - nobody did
   */
  readonly reason?: string;
}
