import { blockDeviceNames } from '../../lib/rules/block-device-names';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';

function withDevices(...names: readonly unknown[]): TemplateObject {
  const mappings = names.map((DeviceName) => ({ DeviceName, Ebs: { VolumeSize: 8 } }));
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', BlockDeviceMappings: mappings } };
}

function beanstalk(value: string): TemplateObject {
  const option = (OptionName: string, Value: string): TemplateObject => ({
    Namespace: 'aws:autoscaling:launchconfiguration',
    OptionName,
    Value,
  });
  const OptionSettings = [option('InstanceType', 'm7i.large'), option('BlockDeviceMappings', value)];
  return { Type: 'AWS::ElasticBeanstalk::Environment', Properties: { ApplicationName: 'web', OptionSettings } };
}

const TEN = 'a b c d e f g h i j'.split(' ');

testRule(blockDeviceNames, {
  valid: [
    { name: 'names of EC2', resource: withDevices('/dev/xvda', '/dev/sda1', '/dev/sdf', '/dev/xvdba', 'xvdf', 'xvda') },
    {
      name: 'the attachment of a volume',
      resource: { Type: 'AWS::EC2::VolumeAttachment', Properties: { Device: '/dev/sdf', InstanceId: 'i-0', VolumeId: 'vol-0' } },
    },
    { name: 'mappings of Beanstalk', resource: beanstalk('/dev/sdj=:100,/dev/sdh=snap-51eef269') },
  ],
  invalid: [
    {
      name: 'a name that the instance gives',
      resource: withDevices('/dev/xvda', '/dev/nvme1n1'),
      findings: [
        {
          messageId: 'nvme',
          path: 'Properties/BlockDeviceMappings/1/DeviceName',
          severity: 'error',
          value: '/dev/nvme1n1',
          origin: 'literal',
          message: "EC2 rejects it in a mapping: use an EC2 device name such as '/dev/sdf'",
          fix: "DeviceName: write '/dev/sdf'",
        },
      ],
    },
    {
      name: 'the root device, without its folder',
      resource: withDevices('nvme0n1'),
      findings: [{ messageId: 'nvme', path: 'Properties/BlockDeviceMappings/0/DeviceName', message: "'/dev/xvda'" }],
    },
    {
      name: 'a launch template, and a parameter that allows it',
      template: {
        Parameters: { Name: { Type: 'String', Default: '/dev/sdf', AllowedValues: ['/dev/sdf', '/dev/nvme2n1'] } },
        Resources: {
          Template: {
            Type: 'AWS::EC2::LaunchTemplate',
            Properties: { LaunchTemplateData: { BlockDeviceMappings: [{ DeviceName: { Ref: 'Name' }, Ebs: { VolumeSize: 8 } }] } },
          },
        },
      },
      findings: [
        {
          messageId: 'nvme',
          path: 'Properties/LaunchTemplateData/BlockDeviceMappings/0/DeviceName',
          values: ['/dev/nvme2n1'],
          origin: 'parameter Name (AllowedValues)',
        },
      ],
    },
    {
      name: 'the attachment of a volume to it',
      resource: { Type: 'AWS::EC2::VolumeAttachment', Properties: { Device: '/dev/nvme1n1', InstanceId: 'i-0', VolumeId: 'vol-0' } },
      findings: [{ messageId: 'nvme', path: 'Properties/Device' }],
    },
    {
      name: 'the attachment of a volume to an instance of WorkSpaces',
      resource: {
        Type: 'AWS::WorkspacesInstances::VolumeAssociation',
        Properties: { Device: '/dev/nvme1n1', VolumeId: 'vol-0', WorkspaceInstanceId: 'wsinst-0' },
      },
      findings: [{ messageId: 'nvme', path: 'Properties/Device' }],
    },
    {
      name: 'a volume of an instance',
      resource: {
        Type: 'AWS::EC2::Instance',
        Properties: { InstanceType: 'm7i.large', Volumes: [{ Device: '/dev/nvme1n1', VolumeId: 'vol-0' }] },
      },
      findings: [{ messageId: 'nvme', path: 'Properties/Volumes/0/Device' }],
    },
    {
      name: 'a name of ten parameters, which has more ways to turn out than are followed',
      template: {
        Parameters: Object.fromEntries(TEN.map((name) => [name, { Type: 'String', Default: name }])),
        Resources: {
          Attachment: {
            Type: 'AWS::EC2::VolumeAttachment',
            Properties: { Device: { 'Fn::Join': ['', TEN.map((Ref) => ({ Ref }))] }, InstanceId: 'i-0', VolumeId: 'vol-0' },
          },
        },
      },
      findings: [{ messageId: 'unfollowed', path: 'Properties/Device', severity: 'warning', message: 'too many combinations' }],
    },
    {
      name: 'one of several mappings of Beanstalk',
      resource: beanstalk('/dev/sdj=:100,/dev/nvme2n1=:50'),
      findings: [{ messageId: 'nvme', path: 'Properties/OptionSettings/1/Value', message: "'/dev/sdg'" }],
    },
  ],
});
