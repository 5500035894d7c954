import type { NitroSeverity } from './nitro-severity';

/**
 * What a finding has to be like. In every text `*` stands for any characters, none included, and every other character
 * for itself; case matters.
 */
export interface NitroFindingProps {
  /**
   * Which of the rule's messages it is: `xen`.
   *
   * @default - any
   */
  readonly messageId?: string;
  /**
   * `NitroSeverity.ERROR`, `WARNING` or `INFO`. `LOCKED` asks for a finding that nothing can accept.
   *
   * @default - any
   */
  readonly severity?: NitroSeverity;
  /**
   * The path of the construct, its stack included: `Web/Fleet/*`.
   *
   * @default - any
   */
  readonly constructPath?: string;
  /**
   * The resource's logical id: `Fleet*`, as the CDK appends a hash to most.
   *
   * @default - any
   */
  readonly logicalId?: string;
  /**
   * The property within the resource: `Properties/InstanceType`, `Properties/Overrides/*`.
   *
   * @default - any
   */
  readonly path?: string;
  /**
   * One of the offending values: `t2.micro`, `t2.*`.
   *
   * @default - any
   */
  readonly value?: string;
  /**
   * The message: `*use 't3.micro'*`.
   *
   * @default - any
   */
  readonly message?: string;
}
