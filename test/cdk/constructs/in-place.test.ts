import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eksV2 from 'aws-cdk-lib/aws-eks-v2';
import { CfnParameter, Size } from 'aws-cdk-lib/core';
import {
  NitroBatchEnvironment,
  NitroDefaults,
  NitroInstanceType,
  NitroInstanceTypeParameter,
  NitroMachineImage,
  NitroNodegroupV2,
} from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

/** Builds a stack with each of two ways to write the same, and compares the templates with a golden file. */
function compare(name: string, theirs: (stack: CheckedStack) => unknown, ours: (stack: CheckedStack) => unknown): void {
  const environment = { env: { account: '123456789012', region: 'eu-west-1' } };
  const [before, after] = [new CheckedStack({}, environment), new CheckedStack({}, environment)];
  theirs(before);
  ours(after);
  expectGolden(__filename, name, templateDiff(before, after));
}

/** An instance with an image. */
function instance(stack: CheckedStack, type: string, machineImage: ec2.IMachineImage): void {
  new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, instanceType: new ec2.InstanceType(type), machineImage });
}

describe('in place of the image that the CDK has, or that is named by its parameter', () => {
  const parameter = (path: string): ec2.IMachineImage => ec2.MachineImage.fromSsmParameter(path);

  test.each<[string, string, () => ec2.IMachineImage, (instanceType: ec2.InstanceType) => ec2.IMachineImage]>([
    [
      'amazon-linux-2023',
      'm7g.large',
      () => ec2.MachineImage.latestAmazonLinux2023(),
      (instanceType) => NitroMachineImage.amazonLinux2023({ instanceType }),
    ],
    [
      'eks-optimized',
      'g6.xlarge',
      () => parameter('/aws/service/eks/optimized-ami/1.33/amazon-linux-2/recommended/image_id'),
      (instanceType) => NitroMachineImage.eksOptimized({ kubernetesVersion: '1.33', instanceType }),
    ],
    [
      'deep-learning',
      'trn1.2xlarge',
      () => parameter('/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id'),
      (instanceType) => NitroMachineImage.deepLearning({ instanceType }),
    ],
    ['nat', 't4g.micro', () => new ec2.NatInstanceImage(), (instanceType) => NitroMachineImage.nat({ instanceType })],
    [
      'lookup',
      'm7g.large',
      () => ec2.MachineImage.lookup({ name: 'golden-*', owners: ['self'] }),
      (instanceType) => NitroMachineImage.lookup({ name: 'golden-*', owners: ['self'], instanceType }),
    ],
  ])('%s', (name, type, theirs, ours) => {
    compare(
      `nitro-machine-image-${name}`,
      (stack) => {
        instance(stack, type, theirs());
      },
      (stack) => {
        instance(stack, type, ours(new ec2.InstanceType(type)));
      },
    );
  });

  test('batch-optimized', () => {
    const environment = (stack: CheckedStack, image: ec2.IMachineImage): void => {
      new batch.ManagedEc2EcsComputeEnvironment(stack, 'Jobs', {
        vpc: stack.vpc,
        instanceTypes: [new ec2.InstanceType('c7g.large')],
        useOptimalInstanceClasses: false,
        images: [{ image }],
      });
    };
    compare(
      'nitro-machine-image-batch-optimized',
      (stack) => {
        environment(stack, ec2.MachineImage.fromSsmParameter('/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id'));
      },
      (stack) => {
        environment(stack, NitroMachineImage.batchOptimized({ instanceType: new ec2.InstanceType('c7g.large') }));
      },
    );
  });
});

test('in place of an eks-v2 node group, the template differs in the image', () => {
  const cluster = (stack: CheckedStack): eksV2.ICluster =>
    eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc: stack.vpc });
  const instanceTypes = [new ec2.InstanceType('g6.xlarge')];
  compare(
    'nitro-nodegroup-v2',
    (stack) => new eksV2.Nodegroup(stack, 'Nodes', { cluster: cluster(stack), instanceTypes }),
    (stack) => new NitroNodegroupV2(stack, 'Nodes', { cluster: cluster(stack), instanceTypes }),
  );
});

test('in place of attributes by hand, the Xen types are excluded', () => {
  const group = (stack: CheckedStack, instanceRequirements: autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty): void => {
    const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() });
    const mixedInstancesPolicy = { launchTemplate, launchTemplateOverrides: [{ instanceRequirements }] };
    new autoscaling.AutoScalingGroup(stack, 'Group', { vpc: stack.vpc, mixedInstancesPolicy });
  };
  compare(
    'nitro-instance-requirements',
    (stack) => {
      group(stack, { vCpuCount: { min: 2, max: 8 }, memoryMiB: { min: 4096 } });
    },
    (stack) => {
      const requirements = NitroInstanceType.requirements({ vCpuCountMin: 2, vCpuCountMax: 8, memoryMin: Size.gibibytes(4) });
      group(stack, requirements.forAutoScalingGroup());
    },
  );
});

test('in place of a parameter of the CDK, the types are listed', () => {
  const template = (stack: CheckedStack, instanceType: ec2.InstanceType): void => {
    new ec2.LaunchTemplate(stack, 'Template', { instanceType });
  };
  compare(
    'nitro-instance-type-parameter',
    (stack) => {
      template(stack, new ec2.InstanceType(new CfnParameter(stack, 'Type', { default: 'm7i.large' }).valueAsString));
    },
    (stack) => {
      const defaultInstanceType = new NitroInstanceType('m7i.large');
      const props = { families: ['m7i', 'c7i'], sizes: ['large', 'xlarge'], defaultInstanceType };
      template(stack, new NitroInstanceTypeParameter(stack, 'Type', props).instanceType);
    },
  );
});

test("in place of the CDK's own defaults", () => {
  const build = (stack: CheckedStack): void => {
    const { vpc } = stack;
    new ec2.BastionHostLinux(stack, 'Bastion', { vpc });
    new batch.ManagedEc2EcsComputeEnvironment(stack, 'Jobs', { vpc });
    const cluster = eksV2.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'cluster', vpc });
    new eksV2.Nodegroup(stack, 'Nodes', { cluster });
  };
  compare('nitro-defaults', build, (stack) => {
    NitroDefaults.apply(stack, { instanceType: new NitroInstanceType('m7g.large') });
    build(stack);
  });
});

test('in place of a compute environment for arm64 by hand', () => {
  compare(
    'nitro-batch-environment-arm64',
    (stack) =>
      new batch.ManagedEc2EcsComputeEnvironment(stack, 'Jobs', {
        vpc: stack.vpc,
        useOptimalInstanceClasses: false,
        instanceClasses: [ec2.InstanceClass.M7G],
      }),
    (stack) => new NitroBatchEnvironment(stack, 'Jobs', { vpc: stack.vpc, architecture: ec2.InstanceArchitecture.ARM_64 }),
  );
});
