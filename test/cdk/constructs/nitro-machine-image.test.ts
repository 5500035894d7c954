import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnParameter, Stack, Stage } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { check } from '../../../lib/check';
import { NitroMachineImage, NitroWindowsEdition, NitroWindowsVersion } from '../../../lib';
import type { Json } from '../../../lib/base/json/json';
import { judgePublicParameter } from '../../../lib/images/public-parameters';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;
const ENV = { account: '123456789012', region: 'eu-west-1' };

const type = (name: string): ec2.InstanceType => new ec2.InstanceType(name);

function stackWith(image: ec2.IMachineImage, instanceType = type('m7i.large')): Stack {
  const stack = new Stack(new App(), 'Stack', { env: ENV });
  new ec2.LaunchTemplate(stack, 'Template', { machineImage: image, instanceType });
  return stack;
}

function defaultOf(stack: Stack): string {
  const parameters = Object.values(
    Template.fromStack(stack).findParameters('*', { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }),
  );
  return (parameters[0] as { Default: string }).Default;
}

describe('every factory and option names a parameter that is ready, of the architecture and distribution it promises', () => {
  type Factory = readonly [name: string, distribution: string, of: (architecture: ec2.InstanceArchitecture) => NitroMachineImage];

  const linux: readonly Factory[] = [
    ['Amazon Linux 2023', 'amazon-linux', (architecture) => NitroMachineImage.amazonLinux2023({ architecture })],
    ...[ec2.AmazonLinux2023Kernel.DEFAULT, ec2.AmazonLinux2023Kernel.KERNEL_6_1, new ec2.AmazonLinux2023Kernel('6.12')].flatMap((kernel) =>
      Object.values(ec2.AmazonLinuxEdition).map((edition): Factory => [
        `Amazon Linux 2023 ${kernel.toString()} ${edition}`,
        'amazon-linux',
        (architecture) => NitroMachineImage.amazonLinux2023({ architecture, kernel, edition }),
      ]),
    ),
    ['Amazon Linux 2', 'amazon-linux', (architecture) => NitroMachineImage.amazonLinux2({ architecture })],
    ...['18.04', '20.04', '22.04', '23.10', '24.04', '26.04'].map((release): Factory => [
      `Ubuntu ${release}`,
      'ubuntu',
      (architecture) => NitroMachineImage.ubuntu({ architecture, release }),
    ]),
    ...['aws-ecs-1', 'aws-ecs-2', 'aws-ecs-2-nvidia', 'aws-k8s-1.33', 'aws-k8s-1.33-nvidia-fips'].map((variant): Factory => [
      `Bottlerocket ${variant}`,
      'bottlerocket',
      (architecture) => NitroMachineImage.bottlerocket({ architecture, variant }),
    ]),
    [
      'Bottlerocket 1.49.0',
      'bottlerocket',
      (architecture) => NitroMachineImage.bottlerocket({ architecture, variant: 'aws-ecs-2', version: '1.49.0' }),
    ],
  ];

  test.each(
    linux.flatMap(([name, distribution, of]) => [X86_64, ARM_64].map((architecture) => ({ name, distribution, of, architecture }))),
  )('$name $architecture', ({ distribution, of, architecture }) => {
    const image = of(architecture);
    const parameter = defaultOf(stackWith(image, type(architecture === ARM_64 ? 'm7g.large' : 'm7i.large')));
    expect(parameter).toBe(image.parameterName);
    expect(judgePublicParameter(parameter)).toMatchObject({ readiness: 'ready', architecture, distribution });
    expect(image.architecture).toBe(architecture);
  });

  const windows = Object.values(NitroWindowsVersion).flatMap((version) =>
    Object.values(NitroWindowsEdition).map((edition) => ({ version, edition })),
  );

  test.each(windows)('Windows Server $version $edition', (props) => {
    const parameter = defaultOf(stackWith(NitroMachineImage.windows(props)));
    expect(parameter).toContain(`-${props.version}-English-${props.edition}-`);
    expect(judgePublicParameter(parameter)).toMatchObject({ readiness: 'ready', architecture: X86_64, distribution: 'windows' });
  });

  test('Ubuntu 16.04 exists for x86_64 alone', () => {
    const { parameterName = '' } = NitroMachineImage.ubuntu({ release: '16.04' });
    expect(judgePublicParameter(parameterName)).toMatchObject({ readiness: 'ready', architecture: X86_64 });
    expect(() => NitroMachineImage.ubuntu({ release: '16.04', architecture: ARM_64 })).toThrow(
      /^Ubuntu 16\.04 \(arm64\) is not ready for Nitro: .* is Ubuntu for arm64 from before 18\.04.*: use 16\.04 or later, or for arm64 18\.04 or later$/,
    );
  });

  test('Ubuntu names the root volume that the release has', () => {
    expect(NitroMachineImage.ubuntu({ release: '22.04' }).parameterName).toContain('/hvm/ebs-gp2/');
    expect(NitroMachineImage.ubuntu({ release: '24.04' }).parameterName).toContain('/hvm/ebs-gp3/');
  });
});

test('the standard finds nothing in a stack with such an image', () => {
  for (const image of [NitroMachineImage.amazonLinux2023(), NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2025 })]) {
    const template = Template.fromStack(stackWith(image)).toJSON() as Json;
    const { findings, launches } = check([{ id: 'stack', template }]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(launches).toBe(1);
  }
});

describe('architecture', () => {
  test.each([
    ['m7g.large', ARM_64],
    ['m7i.large', X86_64],
    // The CDK takes the first for x86_64 and the second for arm64: it goes by letters.
    ['a1.large', ARM_64],
    ['g5.xlarge', X86_64],
    ['g5g.xlarge', ARM_64],
    ['i4g.large', ARM_64],
    ['c7gd.metal', ARM_64],
  ])('of %s is %s', (name, architecture) => {
    const image = NitroMachineImage.amazonLinux2023({ instanceType: type(name) });
    expect(image.architecture).toBe(architecture);
    expect(image.parameterName).toMatch(new RegExp(`-${architecture}$`));
  });

  test('is x86_64 where nothing is said', () => {
    expect(NitroMachineImage.amazonLinux2023().architecture).toBe(X86_64);
  });

  test('said twice has to agree', () => {
    const instanceType = type('m7g.large');
    expect(NitroMachineImage.ubuntu({ release: '24.04', instanceType, architecture: ARM_64 }).architecture).toBe(ARM_64);
    expect(() => NitroMachineImage.ubuntu({ release: '24.04', instanceType, architecture: X86_64 })).toThrow(
      "instance type 'm7g.large' is arm64 but architecture is 'x86_64': remove one of them, or make them match",
    );
  });

  test.each([
    ['t2.micro', "'t2.micro' runs on the Xen hypervisor: use 't3.micro'"],
    ['m5.lage', "'m5.lage' is not an instance type: did you mean 'm5.large'?"],
    ['__proto__', "'__proto__' is not an instance type: use one that EC2 offers"],
    ['mac2.metal', "'mac2.metal' is a Mac, which boots only macOS"],
  ])('of %s is refused, even if it is given', (name, message) => {
    expect(() => NitroMachineImage.amazonLinux2023({ instanceType: type(name) })).toThrow(message);
    expect(() => NitroMachineImage.amazonLinux2023({ instanceType: type(name), architecture: X86_64 })).toThrow(message);
  });

  test('of a type newer than the catalog has to be given', () => {
    const instanceType = type('m99g.large');
    expect(() => NitroMachineImage.amazonLinux2023({ instanceType })).toThrow(
      /^the architecture of 'm99g\.large' is not in the catalog of \d{4}-\d\d-\d\d: set architecture to ec2\.InstanceArchitecture\.X86_64 or/,
    );
    expect(NitroMachineImage.amazonLinux2023({ instanceType, architecture: ARM_64 }).architecture).toBe(ARM_64);
  });

  test('of a type known only at deployment has to be given', () => {
    const instanceType = type(new CfnParameter(new Stack(), 'Type').valueAsString);
    expect(() => NitroMachineImage.amazonLinux2023({ instanceType })).toThrow(
      'the instance type and its architecture are known only at deployment',
    );
    expect(NitroMachineImage.amazonLinux2023({ instanceType, architecture: ARM_64 }).architecture).toBe(ARM_64);
  });
});

describe('operating system', () => {
  const configOf = (image: ec2.IMachineImage): ec2.MachineImageConfig => image.getImage(new Stack(new App(), 'Stack', { env: ENV }));

  test('Linux gets a shell script', () => {
    for (const image of [
      NitroMachineImage.amazonLinux2023(),
      NitroMachineImage.amazonLinux2(),
      NitroMachineImage.ubuntu({ release: '24.04' }),
    ]) {
      const { osType, userData } = configOf(image);
      expect(osType).toBe(ec2.OperatingSystemType.LINUX);
      expect(userData.render()).toBe('#!/bin/bash');
    }
  });

  test('Windows gets PowerShell', () => {
    const { osType, userData } = configOf(NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2022 }));
    expect(osType).toBe(ec2.OperatingSystemType.WINDOWS);
    expect(userData.render()).toBe('<powershell></powershell>');
  });

  test('Bottlerocket gets settings, empty ones', () => {
    const { osType, userData } = configOf(NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2' }));
    expect(osType).toBe(ec2.OperatingSystemType.LINUX);
    expect(userData.render()).toBe('');
  });

  test('user data of your own count', () => {
    const userData = ec2.UserData.custom('[settings]');
    expect(configOf(NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2', userData })).userData).toBe(userData);
    expect(configOf(NitroMachineImage.amazonLinux2023({ userData })).userData).toBe(userData);
  });
});

test('an image cached in the context is looked up at synthesis', () => {
  const stack = stackWith(NitroMachineImage.ubuntu({ release: '24.04', cachedInContext: true }));
  expect(Stage.of(stack)?.synth().manifest.missing).toMatchObject([
    { props: { parameterName: '/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id', region: 'eu-west-1' } },
  ]);
});

describe('Windows', () => {
  test('does not exist for arm64', () => {
    expect(() => NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2022, instanceType: type('m7g.large') })).toThrow(
      "there is no Windows Server for arm64, which 'm7g.large' is: use an x86_64 instance type, for example m7i.large",
    );
  });

  test('Server 2025 boots with legacy BIOS where the instance type does not boot with UEFI', () => {
    const instanceType = type('m5.metal');
    const { parameterName = '' } = NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2025, instanceType });
    expect(judgePublicParameter(parameterName)).toMatchObject({ readiness: 'ready', bootMode: 'legacy-bios' });
    expect(() =>
      NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2025, edition: NitroWindowsEdition.CORE, instanceType }),
    ).toThrow("Windows Server 2025 Core boots with UEFI, which 'm5.metal' does not support: use NitroWindowsEdition.FULL");
  });

  test.each([
    [JSON.parse('{ "version": "2012" }'), "version is '2012': use one of 2019, 2022, 2025"],
    [JSON.parse('{ "version": "2022", "edition": "Nano" }'), "edition is 'Nano': use one of Full, Core"],
  ])('%p is refused', (props, message) => {
    expect(() => NitroMachineImage.windows(props)).toThrow(message);
  });
});

test.each([
  ['noble', "'noble' is not an Ubuntu release: use year and month, for example 24.04, from 16.04 on, or from 18.04 on for arm64"],
  ['24.4', "'24.4' is not an Ubuntu release"],
  ['14.04', /^Ubuntu 14\.04 \(x86_64\) is not ready for Nitro: .*: use 16\.04 or later/],
])('Ubuntu %s is refused', (release, message) => {
  expect(() => NitroMachineImage.ubuntu({ release })).toThrow(message);
});

test.each([
  [{ variant: 'ecs-2' }, "'ecs-2' is not a Bottlerocket variant: use aws-ecs-<n> or aws-k8s-<version>"],
  [{ variant: 'aws-k8s-1.33/arm64' }, 'is not a Bottlerocket variant'],
  [{ variant: 'aws-ecs-2', version: 'newest' }, "'newest' is not a Bottlerocket version: use latest or a version"],
])('Bottlerocket %p is refused', (props, message) => {
  expect(() => NitroMachineImage.bottlerocket(props)).toThrow(message);
});

test('a kernel that names something else is refused', () => {
  expect(() => NitroMachineImage.amazonLinux2023({ kernel: new ec2.AmazonLinux2023Kernel('6.1/x') })).toThrow(
    /^Amazon Linux 2023 \(x86_64\) is not ready for Nitro: the image of '.*-kernel-6\.1\/x-x86_64' is .*: omit kernel and edition, or use members/,
  );
});

describe('lookup', () => {
  const filtersOf = (stack: Stack): unknown => Stage.of(stack)?.synth().manifest.missing?.[0]?.props;

  test('asks for what Nitro needs, and for what the caller asks', () => {
    const image = NitroMachineImage.lookup({
      name: 'golden-*',
      owners: ['self'],
      instanceType: type('m7g.large'),
      filters: { 'tag:Team': ['web'], 'ena-support': ['true'] },
    });
    expect(filtersOf(stackWith(image, type('m7g.large')))).toMatchObject({
      owners: ['self'],
      filters: {
        name: ['golden-*'],
        'ena-support': ['true'],
        'virtualization-type': ['hvm'],
        'root-device-type': ['ebs'],
        architecture: ['arm64'],
        state: ['available'],
        'image-type': ['machine'],
        'tag:Team': ['web'],
      },
    });
  });

  test('of Windows', () => {
    const image = NitroMachineImage.lookup({ name: 'golden-*', owners: ['self'], windows: true, filters: { platform: ['windows'] } });
    const stack = stackWith(image);
    expect(filtersOf(stack)).toMatchObject({ filters: { platform: ['windows'], architecture: ['x86_64'] } });
    expect(image.getImage(stack).osType).toBe(ec2.OperatingSystemType.WINDOWS);
  });

  test.each([
    [{ 'virtualization-type': ['paravirtual'] }, "filter 'virtualization-type' is 'paravirtual' and must be 'hvm': remove the filter"],
    [{ 'ena-support': ['true', 'false'] }, "filter 'ena-support' is 'true', 'false' and must be 'true'"],
    [{ 'root-device-type': [] }, "filter 'root-device-type' is empty"],
    [{ architecture: ['arm64'] }, "filter 'architecture' is 'arm64' and must be 'x86_64'"],
    [{ state: ['pending'] }, "filter 'state' is 'pending' and must be 'available'"],
    [{ name: ['other-*'] }, "filter 'name' is set in addition to the property name: remove the filter"],
    [{ hypervisor: ['nitro'] }, "filter 'hypervisor' has no effect, as EC2 returns xen for every image: remove the filter"],
    [{ platform: ['windows'] }, "filter 'platform' is 'windows': set windows to true"],
  ])('%p contradicts', (filters, message) => {
    expect(() => NitroMachineImage.lookup({ name: 'golden-*', owners: ['self'], filters })).toThrow(message);
  });

  test('wants an owner', () => {
    expect(() => NitroMachineImage.lookup({ name: 'golden-*', owners: [] })).toThrow("name the owners, for example ['self']");
  });
});
