import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import { NitroNodePool, type NitroNodePoolProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;

function applied(manifest: Record<string, unknown>): CheckedStack {
  const stack = new CheckedStack();
  const cluster = eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', {
    clusterName: 'cluster',
    vpc: stack.vpc,
    kubectlProvider: eksV2.KubectlProvider.fromKubectlProviderAttributes(stack, 'Kubectl', {
      serviceToken: 'arn:aws:lambda:eu-west-1:1:function:f',
    }),
  });
  cluster.addManifest('Pool', manifest);
  return stack;
}

test.each<NitroNodePoolProps>([
  { name: 'default' },
  { name: 'arm', architectures: [ARM_64], generationMin: 7 },
  { name: 'both', architectures: [ARM_64, X86_64], capacityTypes: ['spot', 'on-demand'], cpuLimit: 100 },
  { name: 'auto', autoMode: true },
  { name: 'gpu', categories: ['g', 'p'] },
  { name: 'zone', requirements: [{ key: 'topology.kubernetes.io/zone', values: ['eu-west-1a'] }] },
  { name: 'wide', categories: ['c', 'm', 'r', 't', 'i', 'd', 'x', 'g', 'p'] },
])('the rule node-pool finds nothing in %p', (props) => {
  expect(applied(NitroNodePool.manifest(props)).findings).toEqual([]);
});

test.each<[NitroNodePoolProps, string]>([
  [{ name: 'none', categories: [] }, 'categories is empty'],
  [{ name: 'none', architectures: [] }, 'architectures is empty'],
  [{ name: 'none', categories: ['q'] }, "no instance type built on Nitro meets the requirements of node pool 'none'"],
  [{ name: 'none', architectures: [ARM_64], categories: ['p'], generationMin: 9 }, 'change architectures, categories and generationMin'],
  [
    { name: 'none', requirements: [{ key: 'karpenter.k8s.aws/instance-hypervisor', values: ['xen'] }] },
    "change architectures, categories, generationMin and 'karpenter.k8s.aws/instance-hypervisor'",
  ],
])('%p is refused', (props, message) => {
  expect(() => NitroNodePool.manifest(props)).toThrow(message);
});

test('in place of a manifest by hand, the template differs in the requirements', () => {
  const byHand = {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'default' },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
          requirements: [{ key: 'karpenter.k8s.aws/instance-category', operator: 'In', values: ['c', 'm', 'r'] }],
        },
      },
    },
  };
  const before = applied(byHand);
  expect(before.findings).toEqual([expect.stringContaining('node-pool: ')]);
  expectGolden(__filename, 'nitro-node-pool', templateDiff(before, applied(NitroNodePool.manifest({ name: 'default' }))));
});
