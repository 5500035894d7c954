import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Properties of `NitroInstanceTypeParameter`: the instance types that it admits. */
export interface NitroInstanceTypeParameterProps {
  /**
   * The instance type that applies if the deployment does not name one.
   *
   * @default - none: the deployment must name a type
   */
  readonly defaultInstanceType?: ec2.InstanceType;

  /**
   * The families to admit: `['m7i', 'm7g']`.
   *
   * @default - all families with types built on Nitro
   */
  readonly families?: string[];

  /**
   * The architecture to admit.
   *
   * @default - both architectures
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The sizes to admit: `['large', 'xlarge']`.
   *
   * @default - all sizes
   */
  readonly sizes?: string[];

  /**
   * The description of the parameter.
   *
   * @default - a sentence that describes the admitted types
   */
  readonly description?: string;
}
