import type { NitroSeverity } from './nitro-severity';

/** A place in a stack that breaks a rule, or may break it. */
export interface NitroFinding {
  /** The name of the rule, for example `instance-type`. */
  readonly rule: string;
  /** The id of the message within the rule, for example `xen`. The page of the rule lists the ids. */
  readonly messageId: string;
  /** The severity: `ERROR`, `WARNING`, or `INFO` for a note. */
  readonly severity: NitroSeverity;
  /** Whether the rule is locked. Findings of a locked rule cannot be accepted. */
  readonly locked: boolean;
  /** The message: what is wrong, and what to do. */
  readonly message: string;
  /**
   * The suggested change, and its effect on deployed resources.
   *
   * @default - no suggestion
   */
  readonly fix?: string;
  /** The path of the resource in the construct tree, or of the stack if the resource is not in the tree. */
  readonly constructPath: string;
  /**
   * The line that created the construct: `lib/web.ts:12:5`.
   *
   * @default - not recorded by the CDK
   */
  readonly source?: string;
  /** The path of the template within the cloud assembly: `Web.template.json`. */
  readonly template: string;
  /**
   * The logical id of the resource.
   *
   * @default - the finding is about the template as a whole
   */
  readonly logicalId?: string;
  /**
   * The CloudFormation type of the resource: `AWS::EC2::Instance`.
   *
   * @default - the finding is about the template as a whole
   */
  readonly resourceType?: string;
  /** The path of the property within the resource: `Properties/InstanceType`. */
  readonly path: string;
  /**
   * The offending value. If there are several, it is the one that applies when every parameter keeps its default, or else the first.
   *
   * @default - the finding has no offending value
   */
  readonly value?: string;
  /** All offending values of the property. */
  readonly values: string[];
  /**
   * The origin of `value`: `literal`, `parameter InstanceType (Default)`, `mapping Types/prod/web`.
   *
   * @default - the finding has no offending value
   */
  readonly origin?: string;
  /**
   * The reason given for accepting the finding.
   *
   * @default - not accepted
   */
  readonly reason?: string;
}
