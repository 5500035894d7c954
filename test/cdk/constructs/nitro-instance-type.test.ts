import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Aws, Size } from 'aws-cdk-lib/core';
import { NitroInstanceType } from '../../../lib';
import { Catalog } from '../../../lib/catalog/catalog';
import { CheckedStack } from './checked-stack';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;
const catalog = Catalog.bundled();

describe('a type', () => {
  test('knows its facts', () => {
    const type = new NitroInstanceType('c6id.4xlarge');
    expect([type.toString(), type.family, type.size]).toEqual(['c6id.4xlarge', 'c6id', '4xlarge']);
    expect([type.vCpus, type.memory?.toGibibytes(), type.localStorageGB, type.accelerators]).toEqual([16, 32, 950, 0]);
    expect([type.architecture, type.bareMetal, type.isBurstable(), type.currentGeneration]).toEqual([X86_64, false, false, true]);
    expect([type.enclaves, type.nitroTpm, type.encryptionInTransit, type.amdSevSnp, type.efa]).toEqual([true, true, true, false, false]);
    expect([type.hibernation, type.enaExpress]).toEqual([true, false]);
  });

  test('has the facts of the catalog, every one that is built on Nitro', () => {
    for (const facts of catalog.types.filter(({ builtOnNitro, described }) => builtOnNitro && described)) {
      const type = NitroInstanceType.parse(facts.name);
      const isArm = facts.architectures.some((architecture) => architecture.startsWith('arm64'));
      expect([type.family, type.size, type.bareMetal]).toEqual([facts.family, facts.size, facts.bareMetal]);
      expect([facts.name, type.architecture]).toEqual([facts.name, isArm ? ARM_64 : X86_64]);
      expect([type.vCpus, type.memory?.toMebibytes(), type.isBurstable()]).toEqual([facts.vCpus, facts.memoryMiB, facts.burstable]);
    }
  });

  test.each([
    ['t8i.micro', X86_64, true],
    ['m12g.large', ARM_64, false],
    ['c12gn-flex.large', ARM_64, false],
    ['p6e-gb200.36xlarge', ARM_64, false],
    ['p6e-gb300.36xlarge', ARM_64, false],
    ['u-6tb1.metal', X86_64, false],
    ['u7ib-12tb.224xlarge', X86_64, false],
    ['mac-m9.metal', ARM_64, false],
  ])('%s, which the catalog does not describe, is %s by its name', (name, architecture, burstable) => {
    const type = NitroInstanceType.parse(name);
    expect([type.architecture, type.isBurstable(), type.vCpus, type.memory, type.enclaves]).toEqual([
      architecture,
      burstable,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is of a class with another', () => {
    const type = NitroInstanceType.parse('u7i-12tb.224xlarge');
    expect(type.sameInstanceClassAs(new ec2.InstanceType('u7i-12tb.112xlarge'))).toBe(true);
    expect(type.sameInstanceClassAs(new ec2.InstanceType('u7i-8tb.112xlarge'))).toBe(false);
  });

  test('stands where the CDK takes one', () => {
    const stack = new CheckedStack();
    new ec2.Instance(stack, 'Instance', {
      vpc: stack.vpc,
      instanceType: NitroInstanceType.of(ec2.InstanceClass.STANDARD7_GRAVITON, ec2.InstanceSize.XLARGE2),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({ cpuType: ec2.AmazonLinuxCpuType.ARM_64 }),
    });
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: 'm7g.2xlarge' });
    expect(stack.findings).toEqual([]);
  });
});

describe('refused types', () => {
  test.each(catalog.xenTypes().map(({ name }) => name))('%s, which is Xen', (name) => {
    expect(() => new NitroInstanceType(name)).toThrow(`'${name}' runs on the Xen hypervisor: use '${catalog.successor(name).type}'`);
  });

  test.each([
    ['m5.larg', "'m5.larg' is not an instance type: did you mean 'm5.large'?"],
    ['m4.3xlarge', "'m4.3xlarge' is not an instance type: did you mean 'm7i.2xlarge'?"],
    ['', "'' is not an instance type: use one that EC2 offers, for example 'm7i.large'"],
    ['__proto__', "'__proto__' is not an instance type: use one that EC2 offers"],
    [Aws.REGION, 'the instance type is known only at deployment, so whether it is built on Nitro is unknown'],
  ])('%p', (name, message) => {
    expect(() => NitroInstanceType.parse(name)).toThrow(message);
  });

  test('a class of the CDK that is Xen', () => {
    expect(() => NitroInstanceType.of(ec2.InstanceClass.BURSTABLE2, ec2.InstanceSize.MICRO)).toThrow("use 't3.micro', or 't4g.micro'");
    expect(() => NitroInstanceType.fromInstanceType(new ec2.InstanceType('i3.large'))).toThrow("'i3.large' runs on the Xen hypervisor");
  });
});

describe('choosing', () => {
  test('takes the fewest vCPUs, then the least memory, then the latest generation, then the plainest name', () => {
    const all = NitroInstanceType.chooseAll({
      vCpuCountMin: 2,
      memoryMin: Size.gibibytes(8),
      families: ['m7i', 'm8i', 'm8i-flex', 'm8id', 'r7i'],
    });
    expect(all.slice(0, 6).map(String)).toEqual(['m8i.large', 'm8id.large', 'm8i-flex.large', 'm7i.large', 'r7i.large', 'm8i.xlarge']);
  });

  test('leaves out what EC2 leaves out by default, and what cannot be launched', () => {
    for (const type of NitroInstanceType.chooseAll()) {
      expect([String(type), type.architecture, type.bareMetal, type.isBurstable(), type.accelerators, type.currentGeneration]).toEqual([
        String(type),
        X86_64,
        false,
        false,
        0,
        true,
      ]);
      expect(catalog.find(String(type))).toMatchObject({ builtOnNitro: true, offered: true });
    }
  });

  test.each([
    'enclaves',
    'nitroTpm',
    'amdSevSnp',
    'nestedVirtualization',
    'efa',
    'enaExpress',
    'hibernation',
    'encryptionInTransit',
  ] as const)('can demand %s', (feature) => {
    const types = NitroInstanceType.chooseAll({ [feature]: true });
    expect(types.filter((type) => type[feature] !== true)).toEqual([]);
    expect(types.length).toBeLessThan(NitroInstanceType.chooseAll({ [feature]: false }).length);
  });

  test('can demand what EC2 leaves out', () => {
    const { REQUIRED } = ec2.BareMetal;
    expect(NitroInstanceType.choose({ bareMetal: REQUIRED }).bareMetal).toBe(true);
    expect(NitroInstanceType.choose({ burstablePerformance: ec2.BurstablePerformance.REQUIRED }).isBurstable()).toBe(true);
    expect(NitroInstanceType.choose({ localStorage: ec2.LocalStorage.REQUIRED }).localStorageGB).toBeGreaterThan(0);
    expect(NitroInstanceType.chooseAll({ localStorage: ec2.LocalStorage.EXCLUDED }).every((type) => type.localStorageGB === 0)).toBe(true);
    expect(NitroInstanceType.choose({ acceleratorTypes: [ec2.AcceleratorType.GPU] }).accelerators).toBeGreaterThan(0);
    expect(NitroInstanceType.choose({ architecture: ARM_64 }).architecture).toBe(ARM_64);
    expect(NitroInstanceType.choose({ instanceGenerations: [ec2.InstanceGeneration.PREVIOUS] }).currentGeneration).toBe(false);
  });

  test('keeps to the upper bounds', () => {
    const type = NitroInstanceType.chooseAll({ vCpuCountMin: 4, vCpuCountMax: 8, memoryMax: Size.gibibytes(16) }).at(-1);
    expect([type?.vCpus, type?.memory?.toGibibytes()]).toEqual([8, 16]);
  });

  test.each([
    [
      { vCpuCountMin: 4, vCpuCountMax: 2 },
      'no instance type built on Nitro has vCpuCountMin 4, vCpuCountMax 2: without vCpuCountMax 2 there are',
    ],
    [
      { vCpuCountMin: 400, memoryMax: Size.gibibytes(8), amdSevSnp: true },
      'has vCpuCountMin 400, memoryMax 8192 MiB, amdSevSnp true: without vCpuCountMin 400 there are 3, for example',
    ],
    [{ vCpuCountMin: 5000, memoryMin: Size.tebibytes(99) }, 'vCpuCountMin 5000 alone leaves 0 of'],
    [{ families: ['m4'] }, "family 'm4' runs on the Xen hypervisor: use 'm7i'"],
    [{ families: ['M7I'] }, "has no instance family 'M7I': did you mean 'm7i'?"],
    [{ families: [] }, "families is empty: name at least one, for example 'm7i'"],
    [{ vCpuCountMin: Number.NaN }, 'vCpuCountMin is NaN: use 0 or a positive number'],
  ])('%p says what stands in the way', (requirements, message) => {
    expect(() => NitroInstanceType.choose(requirements)).toThrow(message);
  });
});
