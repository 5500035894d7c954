import { App, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib/core';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { NitroAssertions } from '../../lib';
import { SUCCESSOR_FAMILIES } from '../../lib/catalog/successor-families';
import { instanceClass } from '../../lib/cdk/checking/code-spelling';

const AL2023_X86 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

/** The advice in the findings of a stack: messages and fixes, by rule. */
function advice(build: (stack: Stack, vpc: ec2.IVpc) => void): string {
  const stack = new Stack(new App(), 'Web');
  build(stack, new ec2.Vpc(stack, 'Network'));
  return NitroAssertions.fromStack(stack, { allowNoLaunches: true })
    .findings.map(({ message, fix = '' }) => `${message}\n${fix}`)
    .join('\n');
}

const LINUX = ec2.MachineImage.latestAmazonLinux2023();

describe('in a construct of the CDK', () => {
  test('a type is an InstanceType, and credits are a prop', () => {
    const text = advice(
      (stack, vpc) => new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('t2.micro'), machineImage: LINUX }),
    );
    expect(text).toContain("use new ec2.InstanceType('t3.micro')");
    expect(text).toContain("on arm64 use new ec2.InstanceType('t4g.micro')");
    expect(text).toContain('set creditSpecification: ec2.CpuCredits.STANDARD');
    expect(text).not.toContain('CPUCredits');
  });

  test('a launch template has another prop for credits, and an Auto Scaling group none', () => {
    const instanceType = new ec2.InstanceType('t2.micro');
    expect(advice((stack) => new ec2.LaunchTemplate(stack, 'T', { instanceType, machineImage: LINUX }))).toContain(
      'set cpuCredits: ec2.CpuCredits.STANDARD',
    );
    const group = advice((stack, vpc) => new autoscaling.AutoScalingGroup(stack, 'G', { vpc, instanceType, machineImage: LINUX }));
    expect(group).toContain("use new ec2.InstanceType('t3.micro')");
    expect(group).not.toMatch(/credits: |CpuCredits/i);
  });

  test('an image is a MachineImage', () => {
    const text = advice((stack, vpc) => {
      const machineImage = ec2.MachineImage.fromSsmParameter(AL2023_X86);
      return new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('m7g.large'), machineImage });
    });
    expect(text).toContain(
      "use new ec2.InstanceType('m7i.large'), or the image ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 })",
    );
  });

  test('an image for Inf types has the driver of AWS Neuron', () => {
    const text = advice((stack, vpc) => {
      const machineImage = ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-0123456789abcdef0' });
      return new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('inf2.xlarge'), machineImage });
    });
    expect(text).toContain("ec2.MachineImage.fromSsmParameter('/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id')");
  });

  test('a family that Batch takes is a member of its enumeration', () => {
    const text = advice(
      (stack, vpc) => new batch.ManagedEc2EcsComputeEnvironment(stack, 'B', { vpc, instanceClasses: [ec2.InstanceClass.C4] }),
    );
    expect(text).toContain('use ec2.InstanceClass.C7I');
    expect(text).toContain('or name Nitro-based families such as ec2.InstanceClass.M7I');
    expect(text).toContain('where replaceComputeEnvironment is false');
  });

  test('a type of a filter is an InstanceType', () => {
    const text = advice((stack, vpc) => {
      const securityGroups = [new ec2.SecurityGroup(stack, 'S', { vpc })];
      const instanceTypeFilter = lambda.InstanceTypeFilter.allow([new ec2.InstanceType('m4.large')]);
      new lambda.CapacityProvider(stack, 'C', { subnets: vpc.privateSubnets, securityGroups, instanceTypeFilter });
    });
    expect(text).toContain("use new ec2.InstanceType('m7i.large')");
  });

  test('another resource is named by its construct, and properties by their props', () => {
    const text = advice((stack, vpc) => {
      const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', { machineImage: LINUX });
      const launchTemplateOverrides = [
        { instanceType: new ec2.InstanceType('m7g.large') },
        { instanceType: new ec2.InstanceType('m7i.large') },
      ];
      new autoscaling.AutoScalingGroup(stack, 'G', { vpc, mixedInstancesPolicy: { launchTemplate, launchTemplateOverrides } });
      const cluster = eks.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'platform', vpc });
      new eks.Nodegroup(stack, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('m4.large')] });
    });
    expect(text).toContain("in machineImage of 'Web/Template' is x86_64");
    expect(text).toContain('a nodegroupName has to change as well');
  });

  test('a statement may stand in the code', () => {
    const text = advice((stack, vpc) => {
      const machineImage = ec2.MachineImage.fromSsmParameter('/golden/image');
      new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('m7i.large'), machineImage });
    });
    expect(text).toContain("under 'imageStatements', which NitroStandard.enforce and nitro.json take");
  });

  test('the additions of the construct of Batch are switched off by its prop', () => {
    const text = advice((stack, vpc) => new batch.ManagedEc2EcsComputeEnvironment(stack, 'B', { vpc }));
    expect(text).toContain('set useOptimalInstanceClasses: false');
  });

  test('an expression that advice spells exists', () => {
    expect(new ec2.InstanceType('t3.micro').toString()).toBe('t3.micro');
    expect([ec2.CpuCredits.STANDARD, ec2.AmazonLinuxCpuType.ARM_64, batch.DefaultInstanceClass.X86_64]).not.toContain(undefined);
    expect(ec2.WindowsVersion.WINDOWS_SERVER_2022_ENGLISH_FULL_BASE).toBe('Windows_Server-2022-English-Full-Base');
  });
});

describe('a template spells what is written as in a template', () => {
  test('properties of an L1 class', () => {
    const text = advice((stack) => new ec2.CfnInstance(stack, 'I', { instanceType: 't2.micro', imageId: `{{resolve:ssm:${AL2023_X86}}}` }));
    expect(text).toContain("use 't3.micro'");
    expect(text).toContain("set creditSpecification: { cpuCredits: 'standard' }");
  });

  test('a raw resource, an override, and a parameter', () => {
    const raw = advice((stack) => {
      const properties = { InstanceType: 't2.micro', ImageId: `{{resolve:ssm:${AL2023_X86}}}` };
      return new CfnResource(stack, 'R', { type: 'AWS::EC2::Instance', properties });
    });
    expect(raw).toContain("use 't3.micro'");
    expect(raw).toContain("set CreditSpecification.CPUCredits to 'standard'");
    const overridden = advice((stack, vpc) => {
      const instance = new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('m7i.large'), machineImage: LINUX });
      instance.instance.addPropertyOverride('InstanceType', 'm4.large');
    });
    expect(overridden).toContain("use 'm7i.large'");
    const parameter = advice((stack, vpc) => {
      const type = new CfnParameter(stack, 'Type', { default: 'm4.large', allowedValues: ['m4.large'] });
      return new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType(type.valueAsString), machineImage: LINUX });
    });
    expect(parameter).toContain("use 'm7i.large'");
  });

  test('a construct of a package', () => {
    class Runner extends Construct {}
    Object.defineProperty(Runner, Symbol.for('jsii.rtti'), { value: { fqn: '@acme/runners.Runner', version: '1.0.0' } });
    const text = advice((stack, vpc) => {
      const instanceType = new ec2.InstanceType('t2.micro');
      return new ec2.Instance(new Runner(stack, 'Runner'), 'I', { vpc, instanceType, machineImage: LINUX });
    });
    expect(text).toContain("use 't3.micro'");
    expect(text).not.toContain('creditSpecification');
  });

  test('an app in another language, except for the names of its props', () => {
    process.env['JSII_AGENT'] = 'Python/3.12';
    try {
      const text = advice(
        (stack, vpc) => new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('m4.large'), machineImage: LINUX }),
      );
      expect(text).toContain("use 'm7i.large'");
      expect(text).not.toContain('new ec2.');
      const burstable = advice((stack, vpc) => {
        new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('t2.micro'), machineImage: LINUX });
        new ec2.CfnInstance(stack, 'L1', { instanceType: 't2.micro', imageId: `{{resolve:ssm:${AL2023_X86}}}` });
        new batch.ManagedEc2EcsComputeEnvironment(stack, 'B', { vpc });
      });
      expect(burstable).toContain('set credit_specification to CpuCredits.STANDARD');
      expect(burstable).toContain("set credit_specification.cpu_credits to 'standard'");
      expect(burstable).toContain('set use_optimal_instance_classes to false and default_instance_classes to X86_64');
    } finally {
      delete process.env['JSII_AGENT'];
    }
  });
});

describe('properties in messages are props of the app', () => {
  const REQUIREMENTS = { vCpuCount: { min: 1 }, memoryMib: { min: 1024 } };

  test('below the prop of an L1 class', () => {
    const launchTemplateData = { imageId: 'ami-0123456789abcdef0', instanceRequirements: REQUIREMENTS };
    const text = advice((stack) => new ec2.CfnLaunchTemplate(stack, 'T', { launchTemplateData }));
    expect(text).toMatch(/add excludedInstanceTypes \[/);
    expect(text).toMatch(/^excludedInstanceTypes: write \[/m);
  });

  test('in the message about another property', () => {
    const instanceType = new ec2.InstanceType('t3.micro');
    const text = advice((stack, vpc) => new ec2.Instance(stack, 'I', { vpc, instanceType, machineImage: LINUX, enclaveEnabled: true }));
    expect(text).toContain('which enclaveEnabled switches on');
  });

  test('in Python', () => {
    process.env['JSII_AGENT'] = 'python/3.12.1';
    try {
      const blockDeviceMappings = [{ deviceName: '/dev/nvme1n1' }];
      const text = advice((stack) => new ec2.CfnInstance(stack, 'I', { instanceType: 'm7i.large', blockDeviceMappings }));
      expect(text).toContain("block_device_mappings[0].device_name: write '/dev/sdf'");
    } finally {
      delete process.env['JSII_AGENT'];
    }
  });

  test('also of a parameter', () => {
    const text = advice((stack) => {
      const type = new CfnParameter(stack, 'Type', { default: 'm7i.large' });
      return new ec2.CfnInstance(stack, 'I', { instanceType: type.valueAsString, imageId: `{{resolve:ssm:${AL2023_X86}}}` });
    });
    expect(text).toContain('list the allowed types in allowedValues');
    expect(text).toContain("parameter 'Type': add allowedValues with");
  });

  test('not where the app writes properties', () => {
    const text = advice((stack) => {
      const LaunchTemplateData = {
        ImageId: 'ami-0123456789abcdef0',
        InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1024 } },
      };
      return new CfnResource(stack, 'T', { type: 'AWS::EC2::LaunchTemplate', properties: { LaunchTemplateData } });
    });
    expect(text).toMatch(/add ExcludedInstanceTypes \[/);
  });
});

describe('for a parameter of the template', () => {
  const LIST = ', or make the parameter a NitroInstanceTypeParameter, which admits Nitro-based types only';

  function launched(parameter: (stack: Stack) => string): string {
    return advice((stack) => {
      const image = new CfnParameter(stack, 'AMIService', { type: 'AWS::EC2::Image::Id', allowedValues: [] });
      new ec2.CfnInstance(stack, 'I', { instanceType: parameter(stack), imageId: image.valueAsString });
    });
  }

  test.each([undefined, 'm7i.large'])('of any instance type, by default %s, the construct of this package is named', (byDefault) => {
    const text = launched(
      (stack) => new CfnParameter(stack, 'Type', { ...(byDefault !== undefined && { default: byDefault }) }).valueAsString,
    );
    expect(text).toContain(LIST);
  });

  test('of which the type is made, or that is a list, it is not', () => {
    expect(launched((stack) => `m7i.${new CfnParameter(stack, 'Size').valueAsString}`)).not.toContain('NitroInstanceTypeParameter');
    const list = launched((stack) => Fn.select(0, new CfnParameter(stack, 'Types', { type: 'CommaDelimitedList' }).valueAsList));
    expect(list).not.toContain('NitroInstanceTypeParameter');
  });

  test('that is an image, the statement is written as a prop', () => {
    expect(launched(() => 'm7i.large')).toContain("add { templateParameter: 'Web/AMIService', reason: '...' } to 'imageStatements'");
  });

  test('and in another language, as in the file', () => {
    process.env['JSII_AGENT'] = 'python';
    try {
      expect(launched(() => 'm7i.large')).toContain(
        `add { "templateParameter": "Web/AMIService", "reason": "..." } to 'imageStatements' in nitro.json`,
      );
    } finally {
      delete process.env['JSII_AGENT'];
    }
  });
});

test('the enumeration of families has every successor of a family', () => {
  const successors = [...SUCCESSOR_FAMILIES.values()].flatMap(({ x86, arm64 }) => [...x86, ...arm64]);
  const members = Object.keys(ec2.InstanceClass).map((name) => `ec2.InstanceClass.${name}`);
  expect(successors.filter((family) => !members.includes(instanceClass(family)))).toEqual([]);
});
