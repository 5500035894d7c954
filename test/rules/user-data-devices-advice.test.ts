import { check } from '../../lib/check';
import type { Finding } from '../../lib/finding';

type Properties = Record<string, unknown>;

const AL2023 = '{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}';
const UBUNTU = '{{resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id}}';

function found(lines: readonly string[], properties: Properties, others: Properties = {}): Finding | undefined {
  const UserData = { 'Fn::Base64': ['#!/bin/bash', ...lines].join('\n') };
  const Web = { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', ImageId: UBUNTU, UserData, ...properties } };
  const { findings } = check([{ id: 'template', template: { Resources: { Web, ...others } } }]);
  return findings.find(({ rule }) => rule === 'user-data-devices');
}

const MAPPED = { BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 8 } }] };

test('a volume in a mapping: the mapping, and how user data gets the volume id', () => {
  const finding = found(['mount /dev/xvdf /data'], MAPPED);
  expect(finding?.message).toMatch(/: refer by its id to the volume that Properties\/BlockDeviceMappings\/0 attaches as '\/dev\/sdf'$/);
  expect(finding?.fix).toContain('Name=attachment.device,Values=/dev/sdf');
  expect(finding?.fix).toContain('169.254.169.254/latest/api/token');
  expect(finding?.fix).not.toContain('on Amazon Linux');
});

test('on Amazon Linux, the name that is linked', () => {
  const finding = found(['mount /dev/xvdf1 /data'], { ...MAPPED, ImageId: AL2023 });
  expect(finding).toMatchObject({ severity: 'warning' });
  expect(finding?.fix).toContain("on Amazon Linux '/dev/sdf' is a link to it");
});

test.each([
  ['of the template', { Ref: 'Data' }, "Store_$(echo '${Data}' | tr -d -)"],
  ['that exists', 'vol-0123456789abcdef0', 'Store_vol0123456789abcdef0'],
  ['that an attribute names', { 'Fn::GetAtt': ['Data', 'VolumeId'] }, "Store_$(echo '${Data}' | tr -d -)"],
])('a volume %s that is attached: its id', (_what, VolumeId, fix) => {
  const finding = found(
    ['mount /dev/xvdf /data'],
    {},
    {
      Data: { Type: 'AWS::EC2::Volume', Properties: { Size: 8, AvailabilityZone: 'eu-west-1a' } },
      Attached: { Type: 'AWS::EC2::VolumeAttachment', Properties: { Device: '/dev/sdf', InstanceId: { Ref: 'Web' }, VolumeId } },
    },
  );
  expect(finding?.message).toContain("refer by its id to the volume that Attached attaches as '/dev/sdf'");
  expect(finding?.fix).toContain(fix);
});

test('a volume of which the template says nothing', () => {
  const finding = found(['mount /dev/xvdg /data'], MAPPED);
  expect(finding?.message).toMatch(/: name the volume by its id, or mount it by UUID= or LABEL=$/);
});

test('an interface but the first is found by its MAC address', () => {
  expect(found(['ip addr show eth1'], {})?.message).toMatch(/: find the interface by its MAC address or interface id$/);
  expect(found(['ip addr show eth0'], {})?.message).toMatch(/: take the interface of the default route$/);
});

test('the fix does not say the message again', () => {
  const finding = found(['mount /dev/xvdg /data', 'ip addr show eth0', 'mount /dev/xvdh /more'], {});
  expect(finding?.fix).toMatch(/^line 2; line 4: \/dev\/disk\/by-id\/.*\. line 3: take the interface of the default route; NIC=/);
  expect(finding?.fix).not.toContain('name the volume by its id');
});
