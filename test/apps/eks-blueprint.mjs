import { addons, EksBlueprint } from '@aws-quickstart/eks-blueprints';
import { KubernetesVersion } from 'aws-cdk-lib/aws-eks';

/** A cluster with the node group that the blueprint makes by default, and Karpenter. */
export default function build(app, env) {
  EksBlueprint.builder()
    .account(env.account)
    .region(env.region)
    .version(KubernetesVersion.V1_33)
    .addOns(
      new addons.KarpenterV1AddOn({
        ec2NodeClassSpec: {
          amiFamily: 'AL2023',
          subnetSelectorTerms: [{ tags: { Name: 'private' } }],
          securityGroupSelectorTerms: [{ tags: { Name: 'nodes' } }],
        },
        nodePoolSpec: { requirements: [{ key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['c', 'm', 'r'] }] },
      }),
    )
    .build(app, 'Blueprint');
}
