import * as eks from 'aws-cdk-lib/aws-eks';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack } from 'aws-cdk-lib/core';
import { Karpenter } from 'cdk-eks-karpenter';

/** A cluster with its default node group, and a Karpenter node pool that leaves the hypervisor open. */
export default function build(app, env) {
  const stack = new Stack(app, 'Corpus', { env });
  const kubectlLayer = lambda.LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:123456789012:layer:kubectl:1');
  const cluster = new eks.Cluster(stack, 'Cluster', { version: eks.KubernetesVersion.V1_33, kubectlLayer, defaultCapacity: 1 });
  const karpenter = new Karpenter(stack, 'Karpenter', { cluster, version: 'v1.6.0' });
  const nodeClass = karpenter.addEC2NodeClass('nodes', {
    amiFamily: 'AL2023',
    amiSelectorTerms: [{ alias: 'al2023@latest' }],
    role: karpenter.nodeRole.roleName,
    subnetSelectorTerms: [{ tags: { nodes: 'yes' } }],
    securityGroupSelectorTerms: [{ tags: { nodes: 'yes' } }],
  });
  karpenter.addNodePool('pool', {
    template: {
      spec: {
        nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: nodeClass.name },
        requirements: [{ key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['m', 'c', 'r'] }],
      },
    },
  });
}
