import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroBatchEnvironment, type NitroBatchEnvironmentProps } from '../../../lib';
import { CheckedStack } from './checked-stack';
import { expectGolden, templateDiff } from './template-diff';

const { ARM_64 } = ec2.InstanceArchitecture;
const { M7I, M7G, G6, M4, I3 } = ec2.InstanceClass;
type Props = Omit<NitroBatchEnvironmentProps, 'vpc'>;

const types = (...names: string[]): Props => ({ instanceTypes: names.map((name) => new ec2.InstanceType(name)) });

function written(props: Props, then: (environment: NitroBatchEnvironment) => void = () => {}): CheckedStack {
  const stack = new CheckedStack();
  then(new NitroBatchEnvironment(stack, 'Jobs', { vpc: stack.vpc, ...props }));
  return stack;
}

function expectLaunch(stack: CheckedStack, instanceTypes: string[], images: string[]): void {
  stack.written.hasResourceProperties('AWS::Batch::ComputeEnvironment', {
    ComputeResources: { InstanceTypes: instanceTypes, Ec2Configuration: images.map((ImageType) => ({ ImageType })) },
  });
}

test.each<[Props, string[], string[]]>([
  [{}, ['default_x86_64'], ['ECS_AL2023']],
  [{ architecture: ARM_64 }, ['default_arm64'], ['ECS_AL2023']],
  [types('m7i.large'), ['m7i.large'], ['ECS_AL2023']],
  [types('g6.xlarge'), ['g6.xlarge'], ['ECS_AL2023_NVIDIA']],
  [types('m7i.large', 'g6.xlarge'), ['m7i.large', 'g6.xlarge'], ['ECS_AL2023', 'ECS_AL2023_NVIDIA']],
  [{ instanceClasses: [M7G] }, ['m7g'], ['ECS_AL2023']],
  [{ instanceClasses: [G6] }, ['g6'], ['ECS_AL2023_NVIDIA']],
  [{ images: [{ imageType: batch.EcsMachineImageType.ECS_AL2 }] }, ['default_x86_64'], ['ECS_AL2']],
])('%p launches %p from %p', (props, instanceTypes, images) => {
  const stack = written(props);
  expectLaunch(stack, instanceTypes, images);
  expect(stack.findings.filter((finding) => !finding.includes('ECS_AL2'))).toEqual([]);
});

test('an image of one architecture gets the classes of that', () => {
  const image = ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 });
  const stack = written({ images: [{ image }] });
  stack.written.hasResourceProperties('AWS::Batch::ComputeEnvironment', { ComputeResources: { InstanceTypes: ['default_arm64'] } });
});

test('types that are added later are checked, and the image follows', () => {
  const stack = written({ instanceClasses: [M7I] }, (environment) => {
    environment.addInstanceType(new ec2.InstanceType('g6.xlarge'));
  });
  expectLaunch(stack, ['g6.xlarge', 'm7i'], ['ECS_AL2023_NVIDIA', 'ECS_AL2023']);
  written({ instanceClasses: [M7I] }, (environment) => {
    expect(() => environment.addInstanceType(new ec2.InstanceType('m4.large'))).toThrow("'m4.large' runs on the Xen hypervisor");
    expect(() => environment.addInstanceClass(M4)).toThrow("instance class 'm4' has types that run on the Xen hypervisor: use 'm7i'");
  });
});

test.each<[Props, string]>([
  [types('m4.large'), "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
  [{ instanceClasses: [M4] }, "instance class 'm4' has types that run on the Xen hypervisor: use 'm7i'"],
  [{ instanceClasses: [I3] }, "instance class 'i3' has types that run on the Xen hypervisor"],
  [types('inf2.xlarge'), 'Batch has no image type with Neuron drivers: set images'],
  [types('g4ad.xlarge'), "Batch has no image with drivers for the accelerators of 'g4ad.xlarge': set images"],
  [{ ...types('m7i.large'), architecture: ARM_64 }, "instance type 'm7i.large' is x86_64 but architecture is 'arm64'"],
])('%p is refused', (props, message) => {
  expect(() => written(props)).toThrow(message);
});

test('in place of batch.ManagedEc2EcsComputeEnvironment, the template differs in types and image', () => {
  const before = new CheckedStack();
  new batch.ManagedEc2EcsComputeEnvironment(before, 'Jobs', { vpc: before.vpc });
  expectGolden(__filename, 'nitro-batch-environment', templateDiff(before, written({})));
});
