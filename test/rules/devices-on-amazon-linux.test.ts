import { check } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';

const SSM = '/aws/service/ami-amazon-linux-latest';
const AL2023 = `{{resolve:ssm:${SSM}/al2023-ami-kernel-default-x86_64}}`;
const AL2 = `{{resolve:ssm:${SSM}/amzn2-ami-hvm-x86_64-gp2}}`;
const AL1 = `{{resolve:ssm:${SSM}/amzn-ami-hvm-x86_64-gp2}}`;
const UBUNTU = '{{resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id}}';

type Properties = Record<string, unknown>;

function script(...lines: readonly string[]): unknown {
  return { 'Fn::Base64': ['#!/bin/bash', ...lines].join('\n') };
}

function mapping(name: unknown, rest: Properties = { Ebs: { VolumeSize: 8 } }): Properties {
  return { DeviceName: name, ...rest };
}

/** Severities of what is found of devices, by logical id. */
function found(resources: Properties, others: Properties = {}): Readonly<Record<string, string>> {
  const { findings } = check([{ id: 'template', template: { ...others, Resources: resources } as unknown as Json }]);
  const ofRule = findings.filter(({ rule }) => rule === 'user-data-devices');
  return Object.fromEntries(ofRule.map(({ logicalId = '', path, severity }) => [path.includes('UserData') ? logicalId : path, severity]));
}

function instance(lines: readonly string[], properties: Properties): Properties {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: script(...lines), ...properties } };
}

function severity(lines: readonly string[], properties: Properties, others: Properties = {}): string | undefined {
  return found({ Web: instance(lines, properties) }, others)['Web'];
}

const CHOICE = {
  Parameters: { Kind: { Type: 'String', Default: 'a' }, Disk: { Type: 'String', Default: '/dev/xvdf' } },
  Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'Kind' }, 'a'] } },
};

describe('eth0', () => {
  test.each([
    ['Amazon Linux 2023', AL2023, 'warning'],
    ['Amazon Linux 2023 for ECS', '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}', 'warning'],
    ['Amazon Linux 2', AL2, 'info'],
    ['Amazon Linux 2 for ECS', '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id}}', 'info'],
    ['Amazon Linux 2 for EKS', '{{resolve:ssm:/aws/service/eks/optimized-ami/1.29/amazon-linux-2/recommended/image_id}}', 'info'],
    ['the first Amazon Linux', AL1, 'info'],
    ['Amazon Linux 2 or 2023', { 'Fn::If': ['IsA', AL2, AL2023] }, 'warning'],
    ['Amazon Linux 2 or one that is not known', { 'Fn::If': ['IsA', AL2, { Ref: 'Disk' }] }, 'warning'],
    ['an image that is not known', 'ami-0123456789abcdef0', 'warning'],
    ['Ubuntu', UBUNTU, 'warning'],
  ])('on %s', (_name, image, expected) => {
    expect(severity(['ip addr show eth0'], { ImageId: image }, CHOICE)).toBe(expected);
  });
});

test('eth0 in a launch template, of which what uses it may take another image', () => {
  const data = { ImageId: AL2, InstanceType: 'm7i.large', UserData: script('ip addr show eth0') };
  const Base = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } };
  const specification = { LaunchTemplateId: { Ref: 'Base' }, Version: '1' };
  const severityWith = (Type: string, Properties: Properties): string | undefined =>
    found({ Base, Other: instance([], { ImageId: AL2023, UserData: undefined }), User: { Type, Properties } }, CHOICE)['Base'];
  const launched = (ImageId?: unknown): string | undefined =>
    severityWith('AWS::EC2::Instance', { LaunchTemplate: specification, ...(ImageId === undefined ? {} : { ImageId }) });
  const inBatch = (ImageIdOverride: string): string | undefined =>
    severityWith('AWS::Batch::ComputeEnvironment', {
      ComputeResources: { Type: 'EC2', InstanceTypes: ['m7i'], LaunchTemplate: specification, Ec2Configuration: [{ ImageIdOverride }] },
    });
  expect([launched(), launched(AL1), inBatch(AL2)]).toEqual(['info', 'info', 'info']);
  expect([launched(AL2023), inBatch(AL2023)]).toEqual(['warning', 'warning']);
  expect(launched({ 'Fn::If': ['IsA', AL2023, { Ref: 'AWS::NoValue' }] })).toBe('warning');
});

describe('a disk on Amazon Linux', () => {
  const MOUNTS = ['mount /dev/xvdf /data'];

  test.each<[string, readonly string[], readonly unknown[], string]>([
    ['under the name in the mapping', MOUNTS, [mapping('/dev/xvdf')], 'info'],
    ['under the name in the mapping, without its folder', MOUNTS, [mapping('xvdf')], 'info'],
    ['under the other name', MOUNTS, [mapping('/dev/sdf')], 'warning'],
    ['under the other name, the other way round', ['mount /dev/sdf /data'], [mapping('/dev/xvdf')], 'warning'],
    ["under EC2's name in the mapping", ['mount /dev/sdf /data'], [mapping('/dev/sdf')], 'info'],
    ['a partition of it', ['mount /dev/xvdf1 /data'], [mapping('/dev/xvdf')], 'info'],
    ['a disk of which a partition is mapped', ['mount /dev/sda /data'], [mapping('/dev/sda1')], 'warning'],
    ['under no name in a mapping', MOUNTS, [], 'warning'],
    ['among others', MOUNTS, [mapping('/dev/xvda'), mapping('/dev/xvdf')], 'info'],
    ['and another one that is not mapped', [...MOUNTS, 'mount /dev/xvdg /more'], [mapping('/dev/xvdf')], 'warning'],
    ['and another one on the same line', ['mount /dev/xvdf /a && mount /dev/xvdg /b'], [mapping('/dev/xvdf')], 'warning'],
    ['and the interface on the same line', ['mount /dev/xvdf /a && ip addr show eth0'], [mapping('/dev/xvdf')], 'warning'],
    ['in a variable', ['DISK=/dev/xvdf', 'mkfs.xfs $DISK', 'mount ${DISK} /data'], [mapping('/dev/xvdf')], 'info'],
    ['in a loop', ['for d in f g; do mkfs /dev/xvd$d; done'], [mapping('/dev/xvdf'), mapping('/dev/xvdg')], 'info'],
    ['in a loop of which one is not mapped', ['for d in f g; do mkfs /dev/xvd$d; done'], [mapping('/dev/xvdf')], 'warning'],
    ['of which a part is not known', ['mkfs /dev/xvd$1'], [mapping('/dev/xvdf')], 'warning'],
    ['by a pattern', ['ls /dev/xvd*'], [mapping('/dev/xvdf')], 'warning'],
    ['below sysfs, where there are no links', ['cat /sys/block/xvdf/size'], [mapping('/dev/xvdf')], 'warning'],
    ['in a listing, which shows no links', ['lsblk | grep xvdf'], [mapping('/dev/xvdf')], 'warning'],
    ['in the list of what is mounted, which shows no links', ['mount | grep /dev/xvdf'], [mapping('/dev/xvdf')], 'warning'],
    ['that something is asked about', ['blkid /dev/xvdf || mkfs /dev/xvdf'], [mapping('/dev/xvdf')], 'info'],
    ['in fstab', ["echo '/dev/xvdf /data xfs nofail 0 2' >> /etc/fstab"], [mapping('/dev/xvdf')], 'info'],
    ['of the host', ['mount /dev/xvdb /scratch'], [mapping('/dev/xvdb', { VirtualName: 'ephemeral0' })], 'warning'],
    ['that is taken away', ['mount /dev/xvdb /scratch'], [mapping('/dev/xvdb', { NoDevice: {} })], 'warning'],
    ['that is mapped under a condition', MOUNTS, [{ 'Fn::If': ['IsA', mapping('/dev/xvdf'), { Ref: 'AWS::NoValue' }] }], 'warning'],
    ['whose name in the mapping is free', MOUNTS, [mapping({ Ref: 'Disk' })], 'warning'],
  ])('%s', (_name, lines, mappings, expected) => {
    expect(severity(lines, { ImageId: AL2023, BlockDeviceMappings: mappings }, CHOICE)).toBe(expected);
  });

  test('not where the image is, or may be, another', () => {
    const BlockDeviceMappings = [mapping('/dev/xvdf')];
    expect(severity(MOUNTS, { ImageId: UBUNTU, BlockDeviceMappings })).toBe('warning');
    expect(severity(MOUNTS, { ImageId: { 'Fn::If': ['IsA', AL2, UBUNTU] }, BlockDeviceMappings }, CHOICE)).toBe('warning');
    expect(severity(MOUNTS, { ImageId: AL2, BlockDeviceMappings })).toBe('info');
  });

  test('whose mapping is in the launch template', () => {
    const template = (name: string, ...more: readonly unknown[]): Properties => ({
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { InstanceType: 'm7i.large', BlockDeviceMappings: [mapping(name), ...more] } },
    });
    const uses = (id: unknown, properties: Properties = {}): Properties =>
      instance(MOUNTS, { ImageId: AL2023, LaunchTemplate: { LaunchTemplateId: id, Version: '1' }, ...properties });
    const both = { A: template('/dev/xvdf'), B: template('/dev/sdf') };
    expect(found({ ...both, Web: uses({ Ref: 'A' }) })).toEqual({ Web: 'info' });
    expect(found({ ...both, Web: uses({ Ref: 'B' }) })).toEqual({ Web: 'warning' });
    expect(found({ ...both, Web: uses({ 'Fn::If': ['IsA', { Ref: 'A' }, { Ref: 'B' }] }) }, CHOICE)).toEqual({ Web: 'warning' });
    expect(found({ ...both, Web: uses({ Ref: 'A' }, { BlockDeviceMappings: [mapping('/dev/xvdf', { NoDevice: {} })] }) })).toEqual({
      Web: 'warning',
    });
    const sometimes = { 'Fn::If': ['IsA', { LaunchTemplateId: { Ref: 'A' }, Version: '1' }, { Ref: 'AWS::NoValue' }] };
    expect(found({ ...both, Web: uses('', { LaunchTemplate: sometimes }) }, CHOICE)).toEqual({ Web: 'warning' });
  });

  test('whose script and mapping are in the launch template', () => {
    const data = { InstanceType: 'm7i.large', ImageId: AL2023, UserData: script(...MOUNTS) };
    const template = (name: string): Properties => ({
      Type: 'AWS::EC2::LaunchTemplate',
      Properties: { LaunchTemplateData: { ...data, BlockDeviceMappings: [mapping(name)] } },
    });
    expect(found({ A: template('/dev/xvdf'), B: template('/dev/sdf') })).toEqual({ A: 'info', B: 'warning' });
  });

  test('in one of several launch specifications', () => {
    const specification = (name: string): Properties => ({
      InstanceType: 'm7i.large',
      ImageId: AL2023,
      UserData: script(...MOUNTS),
      BlockDeviceMappings: [mapping(name)],
    });
    const fleet = (...names: readonly string[]): Properties => ({
      Type: 'AWS::EC2::SpotFleet',
      Properties: { SpotFleetRequestConfigData: { LaunchSpecifications: names.map(specification) } },
    });
    expect(found({ Fleet: fleet('/dev/xvdf') })).toEqual({ Fleet: 'info' });
    expect(found({ Fleet: fleet('/dev/xvdf', '/dev/sdf') })).toEqual({ Fleet: 'warning' });
  });

  test('that cfn-init mounts', () => {
    const web = (name: string): Properties => ({
      ...instance(['true'], { ImageId: AL2023, BlockDeviceMappings: [mapping(name)] }),
      Metadata: { 'AWS::CloudFormation::Init': { config: { commands: { a: { command: 'mount /dev/xvdf /data' } } } } },
    });
    expect(Object.values(found({ Web: web('/dev/xvdf') }))).toEqual(['info']);
    expect(Object.values(found({ Web: web('/dev/sdf') }))).toEqual(['warning']);
  });

  test('that a launch template maps, and what uses it takes away', () => {
    const data = { ImageId: AL2023, UserData: script(...MOUNTS), BlockDeviceMappings: [mapping('/dev/xvdf')] };
    const Base = { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } };
    const usedWith = (more: Properties): string | undefined => {
      const LaunchTemplate = { LaunchTemplateId: { Ref: 'Base' }, Version: '1' };
      return found({ Base, Web: instance([], { UserData: undefined, LaunchTemplate, ...more }) })['Base'];
    };
    expect(usedWith({})).toBe('info');
    expect(usedWith({ BlockDeviceMappings: [mapping('/dev/xvdf', { Ebs: { VolumeSize: 20 } })] })).toBe('info');
    expect(usedWith({ BlockDeviceMappings: [mapping('/dev/xvdf', { NoDevice: {} })] })).toBe('warning');
    expect(usedWith({ BlockDeviceMappings: [mapping('/dev/xvdf', { VirtualName: 'ephemeral0' })] })).toBe('warning');
  });

  test('that is attached', () => {
    const web = instance(MOUNTS, { ImageId: AL2023 });
    const attached = (Device: unknown, InstanceId: unknown, more: Properties = {}): Properties => ({
      Type: 'AWS::EC2::VolumeAttachment',
      Properties: { Device, InstanceId, VolumeId: 'vol-0123456789abcdef0' },
      ...more,
    });
    const severityWith = (attachment: Properties, instanceMore: Properties = {}): string | undefined =>
      found({ Web: { ...web, ...instanceMore }, Other: instance(['true'], { ImageId: AL2023 }), Attachment: attachment }, CHOICE)['Web'];
    expect(severityWith(attached('/dev/xvdf', { Ref: 'Web' }))).toBe('info');
    expect(severityWith(attached('/dev/sdf', { Ref: 'Web' }))).toBe('warning');
    expect(severityWith(attached('/dev/xvdf', { Ref: 'Other' }))).toBe('warning');
    expect(severityWith(attached('/dev/xvdf', 'i-0123456789abcdef0'))).toBe('warning');
    expect(severityWith(attached('/dev/xvdf', { Ref: 'Web' }, { Condition: 'IsA' }))).toBe('warning');
    expect(severityWith(attached('/dev/xvdf', { Ref: 'Web' }, { Condition: 'IsA' }), { Condition: 'IsA' })).toBe('info');
    expect(found({ Web: instance(MOUNTS, { ImageId: AL2023, Volumes: [{ Device: '/dev/xvdf', VolumeId: 'vol-0' }] }) })).toEqual({
      Web: 'info',
    });
  });

  test.each([
    ['first', ['/dev/xvdf', '/dev/sdf']],
    ['last', ['/dev/sdf', '/dev/xvdf']],
  ])('in one of two scripts, whichever comes about, and wrong in the %s', (_where, [ifA = '', otherwise = '']) => {
    const UserData = { 'Fn::If': ['IsA', script(`mount ${ifA} /data`), script(`mount ${otherwise} /data`)] };
    const web = instance([], { ImageId: AL2023, BlockDeviceMappings: [mapping('/dev/sdf')], UserData });
    const { findings } = check([{ id: 'template', template: { ...CHOICE, Resources: { Web: web } } as unknown as Json }]);
    const [finding] = findings.filter(({ rule }) => rule === 'user-data-devices');
    expect(finding).toMatchObject({ severity: 'warning', value: 'mount /dev/xvdf /data' });
    expect(finding?.message).toContain("'mount /dev/xvdf /data'");
  });

  test('the message is about what breaks', () => {
    const web = instance(['mount /dev/xvdf /a', 'mount /dev/sdg /b'], { ImageId: AL2023, BlockDeviceMappings: [mapping('/dev/xvdf')] });
    const { findings } = check([{ id: 'template', template: { Resources: { Web: web } } as unknown as Json }]);
    const [finding] = findings.filter(({ rule }) => rule === 'user-data-devices');
    expect(finding).toMatchObject({ value: 'mount /dev/sdg /b', values: ['mount /dev/sdg /b', 'mount /dev/xvdf /a'] });
    expect(finding?.message).toContain("'mount /dev/sdg /b' (line 3)");
  });
});
