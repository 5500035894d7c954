import { userDataDevices } from '../../lib/rules/user-data-devices';
import { booting, bootingScript, initialized, USER_DATA } from './boot-scripts';
import type { TemplateObject } from './door';
import { testRule } from './rule-tester';
import { READY_IMAGE } from './templates';

/** A launch template with that image, whose script mounts a volume by its old name. */
function onImage(imageId: unknown, deviceName = '/dev/xvdf'): TemplateObject {
  const mappings = [{ DeviceName: deviceName, Ebs: { VolumeSize: 8 } }];
  const data = { ImageId: imageId, UserData: { 'Fn::Base64': '#!/bin/sh\nmount /dev/xvdf /data' }, BlockDeviceMappings: mappings };
  return {
    Parameters: { Kind: { Type: 'String' } },
    Conditions: { IsOwn: { 'Fn::Equals': [{ Ref: 'Kind' }, 'own'] } },
    Resources: { Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: data } } },
  };
}

testRule(userDataDevices, {
  valid: [
    { name: 'a volume by its id', resource: bootingScript('mount /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0abc /data') },
    { name: 'a volume by its label', resource: bootingScript("echo 'LABEL=data /data xfs nofail 0 2' >> /etc/fstab") },
    {
      name: 'a script that knows both names',
      resource: bootingScript('[ -b /dev/nvme1n1 ] && D=/dev/nvme1n1 || D=/dev/xvdf', 'mount $D /data'),
    },
    {
      name: "EC2's name of a device",
      resource: bootingScript('aws ec2 attach-volume --device /dev/sdf --volume-id vol-0 --instance-id i-0'),
    },
    { name: 'a comment', resource: bootingScript('# eth0 and /dev/xvdf') },
    {
      name: "EC2's name in a list of words of cfn-init",
      resource: initialized({ commands: { a: { command: ['aws', 'ec2', 'attach-volume', '--device', '/dev/xvdf'] } } }),
    },
    {
      name: 'cfn-init whose user data links the device',
      resource: initialized({ commands: { a: { command: 'mount /dev/xvdf /data' } } }, 'ln -s /dev/nvme1n1 /dev/xvdf'),
    },
  ],
  invalid: [
    {
      name: 'a volume on Amazon Linux, which links the name in the mapping: a note',
      template: onImage(READY_IMAGE),
      findings: [{ messageId: 'device', path: 'Properties/LaunchTemplateData/UserData', logicalId: 'Template', severity: 'info' }],
    },
    {
      name: 'a volume on Amazon Linux that has another name in the mapping, which is the one that is linked',
      template: onImage(READY_IMAGE, '/dev/sdf'),
      findings: [{ messageId: 'device', path: 'Properties/LaunchTemplateData/UserData', logicalId: 'Template', severity: 'warning' }],
    },
    {
      name: 'a volume on Ubuntu, which does not',
      template: onImage('{{resolve:ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id}}'),
      findings: [{ messageId: 'device', path: 'Properties/LaunchTemplateData/UserData', logicalId: 'Template', severity: 'warning' }],
    },
    {
      name: 'a volume on an image that may be Amazon Linux',
      template: onImage({ 'Fn::If': ['IsOwn', '{{resolve:ssm:/golden/web}}', READY_IMAGE] }),
      others: ['image-ready/unproven'],
      findings: [{ messageId: 'device', path: 'Properties/LaunchTemplateData/UserData', severity: 'warning' }],
    },
    {
      name: 'a volume and the interface',
      resource: bootingScript('mkfs -t ext4 /dev/xvdf', 'ip addr show eth0'),
      findings: [
        {
          messageId: 'device',
          path: USER_DATA,
          severity: 'warning',
          values: ['mkfs -t ext4 /dev/xvdf', 'ip addr show eth0'],
          message: "'mkfs -t ext4 /dev/xvdf' (line 2) names a device that appears as /dev/nvme",
          fix: 'line 3: take the interface of the default route',
        },
      ],
    },
    {
      name: 'a device that is a parameter',
      template: {
        Parameters: { Device: { Type: 'String', Default: '/dev/xvdf' } },
        Resources: { Web: booting({ 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\nmount ${Device} /data' } }) },
      },
      findings: [{ messageId: 'device', path: USER_DATA, value: 'mount /dev/xvdf /data', origin: 'parameter Device (Default)' }],
    },
    {
      name: 'mounts of a cloud-config',
      resource: booting({ 'Fn::Base64': '#cloud-config\nmounts:\n  - [xvdf, /data]\n' }),
      findings: [{ messageId: 'device', path: USER_DATA, message: '(mounts[0], line 3)' }],
    },
    {
      name: 'fstab, written by cfn-init on a group of instances',
      template: {
        Resources: {
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' }, Version: '1' } },
            Metadata: { 'AWS::CloudFormation::Init': { config: { files: { '/etc/fstab': { content: '/dev/sdf /data xfs' } } } } },
          },
          Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { InstanceType: 'm7i.large' } } },
        },
      },
      findings: [{ messageId: 'device', logicalId: 'Group', path: 'Metadata/AWS::CloudFormation::Init/config/files//etc/fstab/content' }],
    },
    {
      name: 'a list of words of cfn-init',
      resource: initialized({ commands: { a: { command: ['mkfs.xfs', '/dev/sdf'] } } }),
      findings: [{ messageId: 'device', path: 'Metadata/AWS::CloudFormation::Init/setup/commands/a/command', value: 'mkfs.xfs /dev/sdf' }],
    },
    {
      name: 'a variable that cfn-init runs a command with',
      resource: initialized({ commands: { a: { command: 'mkfs.xfs $DEVICE', env: { LABEL: 'data', DEVICE: '/dev/xvdf' } } } }),
      findings: [
        {
          messageId: 'device',
          path: 'Metadata/AWS::CloudFormation::Init/setup/commands/a/env/DEVICE',
          value: 'DEVICE=/dev/xvdf',
          message: '(environment, line 1)',
        },
      ],
    },
  ],
});
