import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import type { Construct } from 'constructs';
import type { NitroNodegroupV2Props } from './nitro-nodegroup-props';
import { applySettings, literalTypes, nodegroupSettings } from './nodegroup-settings';

/**
 * An EKS managed node group that launches only instance types built on the AWS Nitro System, for a cluster of aws-eks-v2. Types and image
 * are those of NitroNodegroup.
 *
 * @example
 * import type { Cluster } from 'aws-cdk-lib/aws-eks-v2';
 * import { NitroInstanceType, NitroNodegroupV2 } from 'cdk-nitro';
 *
 * declare const cluster: Cluster;
 * new NitroNodegroupV2(stack, 'Nodes', { cluster, instanceTypes: [NitroInstanceType.parse('m7g.large')] });
 */
export class NitroNodegroupV2 extends eksV2.Nodegroup {
  /**
   * Creates the node group.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the node group
   * @throws if a type is not built on Nitro, if the types need different images, if EKS has no image for them, or if properties contradict
   * each other
   */
  public constructor(scope: Construct, id: string, props: NitroNodegroupV2Props) {
    const { architecture: _architecture, instanceTypes: _instanceTypes, ...own } = props;
    const settings = nodegroupSettings(props);
    super(scope, id, { ...own, ...literalTypes(settings) });
    applySettings(this, settings);
  }
}
