import * as eks from 'aws-cdk-lib/aws-eks';
import type { Construct } from 'constructs';
import type { NitroNodegroupProps } from './nitro-nodegroup-props';
import { applySettings, literalTypes, nodegroupSettings } from './nodegroup-settings';

/**
 * An EKS managed node group that launches only instance types built on the AWS Nitro System, for a cluster of aws-eks.
 *
 * It differs from `eks.Nodegroup` in these points:
 *
 * - An instance type that is not built on Nitro is an error.
 * - The default image is Amazon Linux 2023 of the architecture of the types, with drivers for their NVIDIA GPUs or Neuron devices.
 * - Without types, the type is `t3.medium`, which is EKS's own default, or `t4g.medium` for arm64.
 *
 * With a launch template, the template may name the types and the image, so neither has a default.
 *
 * @example
 * import type { Cluster } from 'aws-cdk-lib/aws-eks';
 * import { NitroInstanceType, NitroNodegroup } from 'cdk-nitro';
 *
 * declare const cluster: Cluster;
 * new NitroNodegroup(stack, 'Nodes', { cluster, instanceTypes: [NitroInstanceType.parse('g6.xlarge')] });
 */
export class NitroNodegroup extends eks.Nodegroup {
  /**
   * Creates the node group.
   *
   * @param scope the parent of the construct
   * @param id the id of the construct within its parent
   * @param props the properties of the node group
   * @throws if a type is not built on Nitro, if the types need different images, if EKS has no image for them, or if properties contradict
   * each other
   */
  public constructor(scope: Construct, id: string, props: NitroNodegroupProps) {
    const { architecture: _architecture, instanceTypes: _instanceTypes, ...own } = props;
    const settings = nodegroupSettings(props);
    super(scope, id, { ...own, ...literalTypes(settings) });
    applySettings(this, settings);
  }
}
