import { App, CfnParameter, CfnResource, Fn, Stack } from 'aws-cdk-lib/core';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroAssertions } from '../../lib';

const AL2023_X86 = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64';

/** What the findings of a stack advise: messages and fixes, by rule. */
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

  test('what the construct of Batch adds is switched off by its prop', () => {
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

  test('an app in another language', () => {
    process.env['JSII_AGENT'] = 'Python/3.12';
    try {
      const text = advice(
        (stack, vpc) => new ec2.Instance(stack, 'I', { vpc, instanceType: new ec2.InstanceType('m4.large'), machineImage: LINUX }),
      );
      expect(text).toContain("use 'm7i.large'");
    } finally {
      delete process.env['JSII_AGENT'];
    }
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
