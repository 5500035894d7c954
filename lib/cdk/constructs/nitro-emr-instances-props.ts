import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as emr from 'aws-cdk-lib/aws-emr';

/** Properties of `NitroEmrInstances`: those of a cluster's instances, and the types of its instance groups. */
export interface NitroEmrInstancesProps extends emr.CfnCluster.JobFlowInstancesConfigProperty {
  /** The EMR release of the cluster: `emr-7.10.0`. */
  readonly releaseLabel: string;

  /**
   * The architecture of groups without a type.
   *
   * @default InstanceArchitecture.X86_64
   */
  readonly architecture?: ec2.InstanceArchitecture;

  /**
   * The type of the primary instance.
   *
   * @default - the newest xlarge type for general purposes that the release takes: `m5.xlarge` for EMR 5.30, `m7i.xlarge` for EMR 7
   */
  readonly primary?: ec2.InstanceType;

  /**
   * The number of primary instances: 1, or 3 for high availability.
   *
   * @default 1
   */
  readonly primaryCount?: number;

  /**
   * The type of the core instances.
   *
   * @default - the type of the primary instance
   */
  readonly core?: ec2.InstanceType;

  /**
   * The number of core instances. 0 for a cluster of the primary instance only.
   *
   * @default 2
   */
  readonly coreCount?: number;

  /**
   * The type of the task instances.
   *
   * @default - no task instances
   */
  readonly task?: ec2.InstanceType;

  /**
   * The number of task instances.
   *
   * @default 1
   */
  readonly taskCount?: number;
}
