import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { NitroInstanceType, NitroInstanceTypeParameter, type NitroInstanceTypeParameterProps, NitroMachineImage } from '../../../lib';
import { Catalog } from '../../../lib/catalog/catalog';
import { CheckedStack } from './checked-stack';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;
const catalog = Catalog.bundled();
const nitro = catalog.types.filter(({ builtOnNitro }) => builtOnNitro);

interface WrittenParameter {
  readonly Type: string;
  readonly Default?: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
}

function written(props: NitroInstanceTypeParameterProps): WrittenParameter {
  const stack = new CheckedStack();
  new NitroInstanceTypeParameter(stack, 'Type', props);
  return stack.written.findParameters('Type')['Type'] as WrittenParameter;
}

/** As CloudFormation does it: the whole value has to match. */
function admits({ AllowedPattern, AllowedValues }: WrittenParameter, name: string): boolean {
  return AllowedValues?.includes(name) ?? new RegExp(`^(?:${AllowedPattern ?? '$.'})$`).test(name);
}

describe('without narrowing', () => {
  const parameter = written({});

  test('every Nitro-based type of the catalog is admitted, and no Xen type', () => {
    expect(nitro.filter(({ name }) => !admits(parameter, name))).toEqual([]);
    expect(catalog.xenTypes().filter(({ name }) => admits(parameter, name))).toEqual([]);
  });

  test.each([
    't8i.micro',
    'm10.large',
    'c12gn-flex.metal-48xl',
    'x10.large',
    'g30.large',
    'i30.large',
    'mac-m9.metal',
    'u7ib-12tb.224xlarge',
  ])('%s, newer than the catalog, is admitted', (name) => {
    expect(admits(parameter, name)).toBe(true);
  });

  test.each(['m5', 'optimal', 'm4.48xlarge', 'i3.metal-24xl', 'T3.micro', 't3.micro ', 't3.micro\nm4.large', 'db.m5.large', ''])(
    '%p is not',
    (name) => {
      expect(admits(parameter, name)).toBe(false);
    },
  );

  test('the pattern is written in what Java and JavaScript read alike, and briefly', () => {
    expect(parameter.AllowedPattern).toMatch(/^[\^$a-z0-9()[\]|+*?\\.-]+$/);
    expect(parameter.AllowedPattern?.replace(/\\\./g, '')).not.toMatch(/\\|\(\?|\[\^|&&/);
    expect(parameter.AllowedPattern?.length).toBeLessThan(1000);
  });
});

describe.each<[string, NitroInstanceTypeParameterProps]>([
  ['anything', {}],
  ['anything, with a default', { defaultInstanceType: new NitroInstanceType('m7i.large') }],
  ['a family', { families: ['m7i'] }],
  ['x86_64', { architecture: X86_64 }],
  ['arm64', { architecture: ARM_64 }],
  ['sizes', { sizes: ['large', 'metal'] }],
  ['a family with Xen types', { families: ['i4i'], sizes: ['large'], architecture: X86_64 }],
])('a template with a parameter for %s', (_, props) => {
  test('has no finding', () => {
    const stack = new CheckedStack();
    const parameter = new NitroInstanceTypeParameter(stack, 'Type', props);
    new ec2.Instance(stack, 'Instance', {
      vpc: stack.vpc,
      instanceType: parameter.instanceType,
      machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'),
    });
    new ec2.LaunchTemplate(stack, 'Template', { instanceType: parameter.instanceType });
    expect(stack.findings.filter((finding) => finding.startsWith('instance-type'))).toEqual([]);
    stack.written.hasResourceProperties('AWS::EC2::Instance', { InstanceType: { Ref: 'Type' } });
  });
});

describe('narrowed', () => {
  test('to families, it lists their types', () => {
    const { AllowedValues, AllowedPattern } = written({ families: ['m7i', 'm7g'], sizes: ['large', '2xlarge'] });
    expect([AllowedValues, AllowedPattern]).toEqual([['m7g.large', 'm7g.2xlarge', 'm7i.large', 'm7i.2xlarge'], undefined]);
  });

  test.each([X86_64, ARM_64])('to %s, it has a pattern for exactly its types', (architecture) => {
    const parameter = written({ architecture });
    expect(parameter.AllowedValues).toBeUndefined();
    expect(parameter.AllowedPattern?.length).toBeLessThan(4096);
    const expected = nitro
      .filter(
        ({ name, architectures }) =>
          !architectures.some((each) => each.endsWith('_mac')) && new NitroInstanceType(name).architecture === architecture,
      )
      .map(({ name }) => name);
    expect(catalog.names.filter((name) => admits(parameter, name)).sort()).toEqual(expected.sort());
  });

  test('to sizes, it has a pattern for exactly them', () => {
    const parameter = written({ sizes: ['large', 'metal'] });
    const expected = nitro.filter(({ size }) => size === 'large' || size === 'metal').map(({ name }) => name);
    expect(catalog.names.filter((name) => admits(parameter, name)).sort()).toEqual(expected.sort());
    expect([admits(parameter, 't8i.large'), admits(parameter, 't8i.micro')]).toEqual([true, false]);
  });

  test('to more types than a list should have, it has a pattern for them', () => {
    const families = [
      'c5',
      'c6a',
      'c6i',
      'c7a',
      'c7i',
      'c8i',
      'm5',
      'm6a',
      'm6i',
      'm7a',
      'm7i',
      'm8i',
      'r5',
      'r6a',
      'r6i',
      'r7a',
      'r7i',
      'r8i',
      'm5d',
      'c5d',
      'r5d',
    ];
    const parameter = written({ families });
    expect(parameter.AllowedValues).toBeUndefined();
    const expected = nitro.filter(({ family }) => families.includes(family)).map(({ name }) => name);
    expect(catalog.names.filter((name) => admits(parameter, name)).sort()).toEqual(expected.sort());
  });
});

describe('its instance type', () => {
  test('has the architecture of what is admitted', () => {
    const stack = new CheckedStack();
    const type = (id: string, props: NitroInstanceTypeParameterProps): ec2.InstanceType =>
      new NitroInstanceTypeParameter(stack, id, props).instanceType;
    expect(type('A', { architecture: ARM_64 }).architecture).toBe(ARM_64);
    expect(type('B', { families: ['m7i', 'c7a'] }).architecture).toBe(X86_64);
    expect(type('C', { families: ['m7g'] }).architecture).toBe(ARM_64);
    expect(() => type('D', {}).architecture).toThrow("parameter 'D' admits types of several architectures: set its architecture");
  });

  test('finds its image', () => {
    const stack = new CheckedStack();
    const { instanceType } = new NitroInstanceTypeParameter(stack, 'Type', { families: ['m7g'] });
    const machineImage = NitroMachineImage.amazonLinux2023({ architecture: instanceType.architecture });
    new ec2.Instance(stack, 'Instance', { vpc: stack.vpc, instanceType, machineImage });
    expect(stack.findings).toEqual([]);
  });
});

test('a default is written', () => {
  expect(written({ defaultInstanceType: new ec2.InstanceType('m7i.large'), families: ['m7i'] }).Default).toBe('m7i.large');
});

test.each<[NitroInstanceTypeParameterProps, string]>([
  [{ defaultInstanceType: new ec2.InstanceType('m4.large') }, "'m4.large' runs on the Xen hypervisor: use 'm7i.large'"],
  [
    { defaultInstanceType: new ec2.InstanceType('m7g.large'), families: ['m7i'] },
    "defaultInstanceType 'm7g.large' is not among the types that the parameter admits (family m7i): change the default or the conditions",
  ],
  [{ defaultInstanceType: new ec2.InstanceType('m7g.large'), architecture: X86_64 }, "defaultInstanceType 'm7g.large' is not among"],
  [{ families: ['t2'] }, "family 't2' runs on the Xen hypervisor: use 't3'"],
  [{ sizes: ['larg'] }, "'larg' is not an instance size: use one such as 'large'"],
  [{ sizes: [] }, "sizes is empty: name at least one, for example 'large'"],
  [
    { families: ['m7i'], architecture: ARM_64 },
    'no instance type built on Nitro has family m7i, architecture arm64: admit more families, architectures or sizes',
  ],
])('%p is refused', (props, message) => {
  expect(() => written(props)).toThrow(message);
});
