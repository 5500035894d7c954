import { formatRecordedImages } from '../../lib/images/recorded-images';
import { record } from '../images/records';
import { CommandLine } from './command-line';

const cli = CommandLine.forEachTest();

const X86 = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const ARM = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64}}';
const UEFI = '{{resolve:ssm:/aws/service/ami-windows-latest/TPM-Windows_Server-2022-English-Full-Base}}';

const exempt = { 'cdk-nitro': { exempt: [{ rule: 'instance-type', reason: 'the licence names it' }] } };
const instance = (properties: object, Metadata: object = {}) => ({ Type: 'AWS::EC2::Instance', Metadata, Properties: properties });

/** The rules with open findings, sorted. */
function found(resources: object, policy: object = {}, args: readonly string[] = []): readonly string[] {
  cli.write('app.json', { Resources: resources });
  cli.write('nitro.json', policy);
  const { findings } = cli.check(['app.json', ...args]);
  return findings
    .filter(({ exempted, severity }) => exempted === undefined && severity !== 'info')
    .map(({ rule }) => rule)
    .sort();
}

/** Launches of a Xen type that something else does not fit. */
const UNFIT: readonly (readonly [what: string, rule: string, properties: object])[] = [
  ['an image of another architecture', 'image-architecture', { InstanceType: 't2.large', ImageId: ARM }],
  ['an image of another boot mode', 'image-boot-mode', { InstanceType: 'm2.xlarge', ImageId: UEFI }],
  ['enclaves', 'nitro-features', { InstanceType: 'r4.large', ImageId: X86, EnclaveOptions: { Enabled: true } }],
];

describe.each(UNFIT)('a Xen type and %s', (_, rule, properties) => {
  test('are one finding while the type is to be replaced', () => {
    expect(found({ Web: instance(properties) })).toEqual(['instance-type']);
  });

  test('are another one where the type is accepted in the template', () => {
    expect(found({ Web: instance(properties, exempt) })).toEqual([rule]);
  });

  test('are another one where the policy accepts the type', () => {
    expect(found({ Web: instance(properties) }, { exemptions: [{ rule: 'instance-type', where: 'app.json#Web', reason: 'x' }] })).toEqual([
      rule,
    ]);
  });

  test('are one finding again when the exemption has expired', () => {
    const expired = { exemptions: [{ rule: 'instance-type', where: 'app.json#Web', reason: 'x', expires: '2026-10-01' }] };
    expect(found({ Web: instance(properties) }, expired)).toEqual(['instance-type']);
  });

  test('are two findings where a Xen type is a warning, and the other one where it is none', () => {
    expect(found({ Web: instance(properties) }, { rules: { 'instance-type': 'warning' } })).toEqual([rule, 'instance-type'].sort());
    expect(found({ Web: instance(properties) }, { rules: { 'instance-type': 'off' } })).toEqual([rule]);
  });
});

test('a type that the policy denies, and accepts for one launch, is one that the image has to fit', () => {
  const policy = { deniedInstanceTypes: ['m5.*'], exemptions: [{ rule: 'instance-type', where: 'app.json#Web', reason: 'x' }] };
  const resources = { Web: instance({ InstanceType: 'm5.large', ImageId: ARM }) };
  expect(found(resources, policy)).toEqual(['image-architecture']);
  expect(found(resources, { deniedInstanceTypes: ['m5.*'] })).toEqual(['instance-type']);
});

test('a type is looked at where the encryption of traffic is required', () => {
  const rules = { 'encryption-in-transit': 'error' };
  expect(found({ Web: instance({ InstanceType: 't2.large', ImageId: X86 }) }, { rules })).toEqual(['instance-type']);
  expect(found({ Web: instance({ InstanceType: 't2.large', ImageId: X86 }, exempt) }, { rules })).toEqual(['encryption-in-transit']);
});

test('a launch is judged by the type that its launch template is exempted for', () => {
  const resources = {
    Template: { Type: 'AWS::EC2::LaunchTemplate', Metadata: exempt, Properties: { LaunchTemplateData: { InstanceType: 'm4.large' } } },
    Web: instance({ ImageId: ARM, LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } }),
  };
  expect(found(resources)).toEqual(['image-architecture']);
});

test('of the values of a parameter, those that are not accepted stay one finding', () => {
  cli.write('app.json', {
    Parameters: { Type: { Type: 'String', Default: 't2.large', AllowedValues: ['t2.large', 't3.large'] } },
    Resources: { Web: instance({ InstanceType: { Ref: 'Type' }, ImageId: ARM }, exempt) },
  });
  cli.write('nitro.json', {});
  const { findings } = cli.check(['app.json']);
  expect(findings.filter(({ rule }) => rule === 'image-architecture').map(({ values = [] }) => [...values].sort())).toEqual([
    ['t2.large', 't3.large'],
  ]);
});

test('an image with an old ENA driver counts where the type that needs a newer one is accepted', () => {
  const probe = {
    date: '2026-10-01',
    verdict: 'ready',
    evidence: 'booted',
    enaVersion: '2.1.0K',
    failed: [],
    sha256: '0'.repeat(64),
  } as const;
  const images = new Map([['eu-west-1', new Map([['ami-0123456789abcdef0', record({ probe })]])]]);
  cli.write('nitro-images.json', formatRecordedImages(images));
  const old = { InstanceType: 'm8i.large', ImageId: 'ami-0123456789abcdef0' };
  const policy = { deniedInstanceTypes: ['m8i.*'] };
  expect(found({ Web: instance(old) })).toEqual(['image-ready']);
  expect(found({ Web: instance(old) }, policy)).toEqual(['instance-type']);
  expect(found({ Web: instance(old, exempt) }, policy)).toEqual(['image-ready']);
});

describe('a baseline', () => {
  const baseline = ['--baseline', 'known.json'];

  test('records what an accepted type leaves, so that the next check passes', () => {
    const resources = Object.fromEntries(UNFIT.map(([, , properties], index) => [`Web${String(index)}`, instance(properties)]));
    expect(found(resources, {}, [...baseline, '--update-baseline'])).toEqual([]);
    expect(found(resources, {}, baseline)).toEqual([]);
    const { out } = cli.run(['check', 'app.json', ...baseline]);
    expect(out).toContain('6 exempted');
    expect(out).not.toContain('no longer found');
    // Nothing was dropped, and once the types are replaced everything is.
    expect(cli.run(['check', 'app.json', ...baseline, '--update-baseline']).err).toContain('6 known, 0 dropped');
    expect(found({ Web: instance({ InstanceType: 'm7i.large', ImageId: X86 }) }, {}, [...baseline, '--update-baseline'])).toEqual([]);
  });

  test('does not hide an image that was changed since', () => {
    expect(found({ Web: instance({ InstanceType: 't2.large', ImageId: X86 }) }, {}, [...baseline, '--update-baseline'])).toEqual([]);
    expect(found({ Web: instance({ InstanceType: 't2.large', ImageId: ARM }) }, {}, baseline)).toEqual(['image-architecture']);
  });

  test('records nothing beside a locked type, which it does not accept', () => {
    const policy = { rules: { 'instance-type': 'locked' } };
    expect(found({ Web: instance({ InstanceType: 't2.large', ImageId: ARM }) }, policy, [...baseline, '--update-baseline'])).toEqual([
      'instance-type',
    ]);
    expect(cli.run(['check', 'app.json', ...baseline, '--update-baseline']).err).toContain('0 known');
  });
});

test('a fix of another launch is not held up by what an accepted type leaves', () => {
  cli.write('nitro.json', {});
  cli.write('app.json', {
    Resources: {
      Web: instance({ InstanceType: 't2.large', ImageId: ARM }),
      Db: instance({ InstanceType: 't2.large', ImageId: ARM }, exempt),
    },
  });
  expect(cli.run(['fix', 'app.json', '--write']).err).toContain('1 fix in 1 file');
});
