import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as eks from 'aws-cdk-lib/aws-eks';
import type * as eksV2 from 'aws-cdk-lib/aws-eks-v2';

/** Properties of `NitroNodegroup`: those of `eks.Nodegroup`. */
export interface NitroNodegroupProps extends eks.NodegroupProps {
  /**
   * The architecture of a node group without `instanceTypes`.
   *
   * @default - the architecture of `instanceTypes` or `amiType`; x86_64 without either
   */
  readonly architecture?: ec2.InstanceArchitecture;
}

/** Properties of `NitroNodegroupV2`: those of the `Nodegroup` of aws-eks-v2. */
export interface NitroNodegroupV2Props extends eksV2.NodegroupProps {
  /**
   * The architecture of a node group without `instanceTypes`.
   *
   * @default - the architecture of `instanceTypes` or `amiType`; x86_64 without either
   */
  readonly architecture?: ec2.InstanceArchitecture;
}
