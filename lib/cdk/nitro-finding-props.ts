import type { NitroSeverity } from './nitro-severity';

/**
 * Conditions that a finding must meet.
 *
 * In every text, `*` matches any number of characters, including none. Every other character matches itself. Matching is case-sensitive.
 */
export interface NitroFindingProps {
  /**
   * The message id within the rule: `xen`.
   *
   * @default - any value
   */
  readonly messageId?: string;
  /**
   * The severity: `NitroSeverity.ERROR`, `WARNING` or `INFO`. `LOCKED` matches findings of a locked rule, which cannot be accepted.
   *
   * @default - any value
   */
  readonly severity?: NitroSeverity;
  /**
   * The path of the construct in the construct tree, which starts with its stack or Stage: `Web/Fleet/*`.
   *
   * @default - any value
   */
  readonly constructPath?: string;
  /**
   * The logical id of the resource: `Fleet*`. The CDK appends a hash to most logical ids.
   *
   * @default - any value
   */
  readonly logicalId?: string;
  /**
   * The path of the property within the resource: `Properties/InstanceType`, `Properties/Overrides/*`.
   *
   * @default - any value
   */
  readonly path?: string;
  /**
   * One of the offending values: `t2.micro`, `t2.*`.
   *
   * @default - any value
   */
  readonly value?: string;
  /**
   * The text of the message: `*use 't3.micro'*`.
   *
   * @default - any value
   */
  readonly message?: string;
}
