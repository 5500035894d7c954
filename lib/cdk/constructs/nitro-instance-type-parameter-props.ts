import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What an instance type parameter admits. */
export interface NitroInstanceTypeParameterProps {
  /**
   * The type that applies when nothing is given at deployment.
   *
   * @default - none: a type has to be given
   */
  readonly defaultInstanceType?: ec2.InstanceType;

  /**
   * The families to admit: `['m7i', 'm7g']`.
   *
   * @default - all that are built on Nitro
   */
  readonly families?: string[];

  /**
   * The architecture to admit.
   *
   * @default - both
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The sizes to admit: `['large', 'xlarge']`.
   *
   * @default - all
   */
  readonly sizes?: string[];

  /**
   * What the parameter is for.
   *
   * @default - a sentence that says what it admits
   */
  readonly description?: string;
}
