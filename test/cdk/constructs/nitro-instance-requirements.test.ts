import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnParameter, Size } from 'aws-cdk-lib/core';
import { NitroAutoScalingGroup, NitroInstanceType, type NitroInstanceRequirementsProps } from '../../../lib';
import { CheckedStack } from './checked-stack';

const { ARM_64 } = ec2.InstanceArchitecture;

const REQUIREMENTS: readonly NitroInstanceRequirementsProps[] = [
  {},
  { vCpuCountMin: 2, vCpuCountMax: 8, memoryMin: Size.gibibytes(4) },
  { architecture: ARM_64 },
  { families: ['m7i', 'm6i'] },
  { enclaves: true, vCpuCountMax: 4 },
  {
    instanceGenerations: [ec2.InstanceGeneration.CURRENT, ec2.InstanceGeneration.PREVIOUS],
    burstablePerformance: ec2.BurstablePerformance.INCLUDED,
  },
  { acceleratorTypes: [ec2.AcceleratorType.GPU], acceleratorCountMin: 1 },
  { networkBandwidthGbpsMin: 10, memoryPerVCpuMax: Size.gibibytes(4), excludedInstanceTypes: ['m7i-flex.*'] },
];

describe.each(REQUIREMENTS)('%p admit no Xen type', (props) => {
  const requirements = NitroInstanceType.requirements(props);
  const template = { launchTemplateId: 'lt-1', version: '1' };

  test.each<[string, (stack: CheckedStack) => void]>([
    [
      'NitroAutoScalingGroup',
      (stack) =>
        new NitroAutoScalingGroup(stack, 'Group', {
          vpc: stack.vpc,
          instanceRequirements: requirements.forAutoScalingGroup(),
          ...(props.architecture === undefined ? {} : { architecture: props.architecture }),
        }),
    ],
    [
      'autoscaling.AutoScalingGroup',
      (stack) =>
        new autoscaling.AutoScalingGroup(stack, 'Group', {
          vpc: stack.vpc,
          mixedInstancesPolicy: {
            launchTemplate: new ec2.LaunchTemplate(stack, 'Template', { machineImage: ec2.MachineImage.latestAmazonLinux2023() }),
            launchTemplateOverrides: [{ instanceRequirements: requirements.forAutoScalingGroup() }],
          },
        }),
    ],
    [
      'ec2.CfnLaunchTemplate',
      (stack) =>
        new ec2.CfnLaunchTemplate(stack, 'Template', { launchTemplateData: { instanceRequirements: requirements.forLaunchTemplate() } }),
    ],
    [
      'ec2.CfnEC2Fleet',
      (stack) =>
        new ec2.CfnEC2Fleet(stack, 'Fleet', {
          launchTemplateConfigs: [
            { launchTemplateSpecification: template, overrides: [{ instanceRequirements: requirements.forEc2Fleet() }] },
          ],
          targetCapacitySpecification: { totalTargetCapacity: 1 },
        }),
    ],
    [
      'ec2.CfnSpotFleet',
      (stack) =>
        new ec2.CfnSpotFleet(stack, 'Fleet', {
          spotFleetRequestConfigData: {
            iamFleetRole: 'role',
            targetCapacity: 1,
            launchTemplateConfigs: [
              { launchTemplateSpecification: template, overrides: [{ instanceRequirements: requirements.forSpotFleet() }] },
            ],
          },
        }),
    ],
    [
      'ecs.ManagedInstancesCapacityProvider',
      (stack) => {
        const provider = new ecs.ManagedInstancesCapacityProvider(stack, 'Provider', {
          subnets: stack.vpc.privateSubnets,
          securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-1')],
          instanceRequirements: requirements.forManagedInstances(),
        });
        new ecs.Cluster(stack, 'Cluster', { vpc: stack.vpc }).addManagedInstancesCapacityProvider(provider);
      },
    ],
  ])('in %s', (_, build) => {
    const stack = new CheckedStack();
    build(stack);
    expect(JSON.stringify(stack.written.toJSON())).toContain('"InstanceRequirements":');
    expect(stack.findings.filter((finding) => finding.startsWith('instance-'))).toEqual([]);
  });
});

test.each<[NitroInstanceRequirementsProps, string]>([
  [{ vCpuCountMin: 2000 }, 'no instance type built on Nitro has vCpuCountMin 2000'],
  [{ networkBandwidthGbpsMin: 10_000 }, '0 meet networkBandwidthGbps: change that one first'],
  [{ cpuManufacturers: [ec2.CpuManufacturer.AWS] }, '0 meet cpuManufacturers'],
  [{ excludedInstanceTypes: ['*'] }, '0 meet excludedInstanceTypes'],
  [{ families: ['m4'] }, "family 'm4' runs on the Xen hypervisor: use 'm7i'"],
  [{ families: ['m7i'], excludedInstanceTypes: ['m7i.large'] }, 'leave one of them out'],
  [{ acceleratorCountMin: 1 }, 'set acceleratorTypes too'],
])('%p is refused', (props, message) => {
  expect(() => NitroInstanceType.requirements(props)).toThrow(message);
});

test('values that the deployment decides are refused', () => {
  const { valueAsNumber, valueAsString } = new CfnParameter(new CheckedStack(), 'Value', { type: 'Number' });
  expect(() => NitroInstanceType.requirements({ networkBandwidthGbpsMin: valueAsNumber })).toThrow(
    'networkBandwidthGbpsMin is known only at deployment',
  );
  expect(() => NitroInstanceType.requirements({ excludedInstanceTypes: [valueAsString] })).toThrow('known only at deployment');
});
