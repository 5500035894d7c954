import type * as batch from 'aws-cdk-lib/aws-batch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Properties of `NitroBatchEnvironment`: those of `batch.ManagedEc2EcsComputeEnvironment`. */
export interface NitroBatchEnvironmentProps extends batch.ManagedEc2EcsComputeEnvironmentProps {
  /**
   * The architecture of an environment without types and classes.
   *
   * @default - the architecture of `images` or of the launch template's image; x86_64 without either
   */
  readonly architecture?: ec2.InstanceArchitecture;
}
