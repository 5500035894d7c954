import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { App, Aws, CfnParameter, Duration, Fn, Size, Stack } from 'aws-cdk-lib/core';
import { spawnSync } from 'node:child_process';
import { NitroFileSystem, NitroMachineImage, NitroSeverity, NitroStandard, NitroVolumeMount, NitroWindowsVersion } from '../../../lib';
import type { NitroVolumeMountProps } from '../../../lib';
import { check } from '../../../lib/check';

const ZONE = 'eu-west-1a';

class Example {
  public readonly stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region: 'eu-west-1' } });
  private readonly vpc = ec2.Vpc.fromVpcAttributes(this.stack, 'Vpc', {
    vpcId: 'vpc-1',
    availabilityZones: [ZONE],
    privateSubnetIds: ['subnet-1'],
  });

  public instance(props: Partial<ec2.InstanceProps> = {}, id = 'Instance'): ec2.Instance {
    return new ec2.Instance(this.stack, id, {
      vpc: this.vpc,
      instanceType: new ec2.InstanceType('m7i.large'),
      machineImage: NitroMachineImage.amazonLinux2023(),
      ...props,
    });
  }

  public volume(id = 'Volume', availabilityZone = ZONE): ec2.Volume {
    return new ec2.Volume(this.stack, id, { availabilityZone, size: Size.gibibytes(10) });
  }

  public mount(props: Partial<NitroVolumeMountProps> = {}, id = 'Mount'): NitroVolumeMount {
    const { instance = this.instance(), volume = this.volume(), mountPoint = '/data' } = props;
    return new NitroVolumeMount(this.stack, id, { ...props, instance, volume, mountPoint });
  }

  public template(): Template {
    return Template.fromStack(this.stack);
  }

  /** User data as the instance gets them, with ids for the volumes of the stack. */
  public userData(): string {
    const [instance] = Object.values(this.template().findResources('AWS::EC2::Instance')) as {
      Properties: { UserData: { 'Fn::Base64': unknown } };
    }[];
    const text = instance?.Properties.UserData['Fn::Base64'];
    if (typeof text === 'string') return text;
    const [, parts] = (text as { 'Fn::Join': [string, (string | { Ref: string })[]] })['Fn::Join'];
    return parts.map((part) => (typeof part === 'string' ? part : `vol-of-${part.Ref}`)).join('');
  }
}

test('a volume of the stack is attached under a name of EC2, and mounted by its id', () => {
  const example = new Example();
  const mount = example.mount();
  const template = example.template();
  const [volume = ''] = Object.keys(template.findResources('AWS::EC2::Volume'));
  const [instance = ''] = Object.keys(template.findResources('AWS::EC2::Instance'));
  template.hasResourceProperties('AWS::EC2::VolumeAttachment', {
    Device: '/dev/sdf',
    InstanceId: { Ref: instance },
    VolumeId: { Ref: volume },
  });
  expect(mount).toMatchObject({ deviceName: '/dev/sdf', mountPoint: '/data' });
  expect(example.userData().split('\n').at(-1)).toBe(
    `nitro_mount_volume 'vol-of-${volume}' '/data' 'xfs' '' 'defaults,nofail,x-systemd.device-timeout=300s' '300' '' '' || exit 1`,
  );
});

test('every option gets into the script', () => {
  const example = new Example();
  example.mount({
    volume: ec2.Volume.fromVolumeAttributes(example.stack, 'Imported', { volumeId: 'vol-0123456789abcdef0', availabilityZone: ZONE }),
    mountPoint: '/srv/my-app',
    fileSystem: NitroFileSystem.EXT4,
    label: 'my-app',
    mountOptions: ['noatime', 'nodev'],
    owner: 'app:app',
    permissions: '0750',
    timeout: Duration.minutes(1),
    deviceName: '/dev/sdp',
  });
  expect(example.userData().split('\n').at(-1)).toBe(
    "nitro_mount_volume 'vol-0123456789abcdef0' '/srv/my-app' 'ext4' 'my-app' 'noatime,nodev,nofail,x-systemd.device-timeout=60s' '60' 'app:app' '0750' || exit 1",
  );
  example.template().hasResourceProperties('AWS::EC2::VolumeAttachment', { Device: '/dev/sdp' });
});

test('several volumes share the function, and have device names of their own beside those of the instance', () => {
  const example = new Example();
  const instance = example.instance({
    blockDevices: [
      { deviceName: '/dev/sdf', volume: ec2.BlockDeviceVolume.ebs(8) },
      { deviceName: '/dev/xvdh', volume: ec2.BlockDeviceVolume.ebs(8) },
    ],
  });
  const names = ['/a', '/b', '/c'].map(
    (mountPoint) =>
      example.mount({ instance, mountPoint, volume: example.volume(mountPoint.slice(1)) }, `Mount${mountPoint.slice(1)}`).deviceName,
  );
  expect(names).toEqual(['/dev/sdg', '/dev/sdi', '/dev/sdj']);
  const userData = example.userData();
  expect(userData.match(/^nitro_mount_volume\(\)/gm)).toHaveLength(1);
  expect(userData.match(/^nitro_mount_volume '/gm)).toHaveLength(3);
});

test('eleven volumes fit into the user data, and the twelfth has no device name left', () => {
  const example = new Example();
  const instance = example.instance();
  const mount = (index: number): NitroVolumeMount =>
    example.mount({ instance, mountPoint: `/data${index}`, volume: example.volume(`Volume${index}`) }, `Mount${index}`);
  for (let index = 0; index < 11; index++) mount(index);
  expect(Buffer.byteLength(example.userData())).toBeLessThan(16 * 1024);
  expect(() => mount(11)).toThrow("'Stack/Instance' has no free device name from /dev/sdf to /dev/sdp: mount fewer volumes on it");
});

test('the shells of user data can read what an instance gets', () => {
  const example = new Example();
  example.mount();
  for (const shell of ['bash', 'sh']) {
    expect(spawnSync(shell, ['-n'], { input: example.userData(), encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  }
});

test('the standard has nothing to say about the script', () => {
  const example = new Example();
  NitroStandard.enforce(example.stack, { rules: { 'user-data-devices': NitroSeverity.LOCKED } });
  const instance = example.instance({ machineImage: NitroMachineImage.ubuntu({ release: '24.04' }) });
  example.mount({ instance });
  const { findings, launches } = check([{ id: 'stack', template: example.template().toJSON() }]);
  expect(findings.filter(({ rule }) => rule.startsWith('user-data') || rule === 'block-device-names')).toEqual([]);
  expect(launches).toBe(1);
});

test.each([
  ['user-data-devices', 'mount /dev/xvdg /logs'],
  ['user-data-xen', 'lsmod | grep -q xen_blkfront && systemctl start agent'],
])('what the script knows of Nitro is not taken for the knowledge of the script around it: %s', (rule, line) => {
  const example = new Example();
  const instance = example.instance({ machineImage: NitroMachineImage.ubuntu({ release: '24.04' }) });
  example.mount({ instance });
  instance.addUserData(line);
  const { findings } = check([{ id: 'stack', template: example.template().toJSON() }]);
  expect(findings).toContainEqual(expect.objectContaining({ rule, path: 'Properties/UserData', value: line }));
});

test('commands for user data of your own', () => {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(...NitroVolumeMount.commands('vol-0123456789abcdef0', { mountPoint: '/data' }));
  const script = userData.render();
  expect(script).toContain('\nnitro_mount_volume() (\n');
  expect(script.split('\n').at(-1)).toMatch(/^nitro_mount_volume 'vol-0123456789abcdef0' '\/data' 'xfs' /);
  expect(() => NitroVolumeMount.commands('vol-1', { mountPoint: '/data' })).toThrow("'vol-1' is not a volume id");
});

test('multipart user data with a part for commands', () => {
  const example = new Example();
  const userData = new ec2.MultipartUserData();
  userData.addUserDataPart(ec2.UserData.forLinux(), ec2.MultipartBody.SHELL_SCRIPT, true);
  example.mount({ instance: example.instance({ userData }) });
  expect(example.template().findResources('AWS::EC2::VolumeAttachment')).not.toEqual({});
});

describe('an instance that cannot mount it is refused', () => {
  const refusal = (props: Partial<ec2.InstanceProps>): (() => unknown) => {
    const example = new Example();
    const instance = example.instance(props);
    return () => example.mount({ instance });
  };

  test('Windows', () => {
    expect(refusal({ machineImage: NitroMachineImage.windows({ version: NitroWindowsVersion.SERVER_2022 }) })).toThrow(
      "'Stack/Instance' runs Windows, which this construct does not support",
    );
  });

  test.each([
    ['Bottlerocket', {}],
    ['cloud-config', { userData: ec2.UserData.custom('#cloud-config\npackages: [xfsprogs]') }],
    ['Python', { userData: ec2.UserData.custom('#!/usr/bin/python3\nprint()') }],
  ])('%s', (_, props) => {
    expect(refusal({ machineImage: NitroMachineImage.bottlerocket({ variant: 'aws-ecs-2' }), ...props })).toThrow(
      "the user data of 'Stack/Instance' are not a shell script (for example, it runs Bottlerocket), so they cannot mount a volume: use a Linux image that runs scripts, for example NitroMachineImage.amazonLinux2023()",
    );
  });

  test.each([
    '#!/bin/sh',
    '#!/usr/bin/env bash',
    '#!/usr/bin/bash -xe',
    '#! /bin/bash',
    Fn.sub('#!/bin/bash\ncd ${AWS::Region}'),
    Fn.sub('#!/bin/bash\ncd ${folder}', { folder: '/tmp' }),
    Fn.join('\n', ['#!/bin/bash', Aws.REGION]),
  ])('but not %s', (shebang) => {
    expect(refusal({ userData: ec2.UserData.custom(shebang) })).not.toThrow();
  });

  test('Xen', () => {
    expect(refusal({ instanceType: new ec2.InstanceType('t2.micro') })).toThrow("'t2.micro' runs on the Xen hypervisor: use 't3.micro'");
  });
});

test('instances that share user data would wait for the volumes of each other', () => {
  const example = new Example();
  const userData = ec2.UserData.forLinux();
  example.mount({ instance: example.instance({ userData }) });
  const second = example.instance({ userData }, 'Second');
  expect(() => example.mount({ instance: second, volume: example.volume('Other') }, 'OtherMount')).toThrow(
    "'Stack/Second' shares its user data with 'Stack/Instance', so it would wait for the volumes of that instance: give each instance its own user data",
  );
});

describe('a volume', () => {
  test('that is mounted already is refused', () => {
    const example = new Example();
    const instance = example.instance();
    const volume = example.volume();
    example.mount({ instance, volume });
    expect(() => example.mount({ instance, volume, mountPoint: '/again' }, 'Again')).toThrow(
      "the volume is already mounted on 'Stack/Instance': create a volume for each mount point",
    );
    expect(() => example.mount({ volume, instance: example.instance({}, 'Second') }, 'SecondMount')).toThrow(
      "the volume is already mounted on 'Stack/Instance', and XFS and ext4 support only one instance at a time: create a volume for 'Stack/Second', or use Amazon EFS to share files",
    );
  });

  test('in another Availability Zone is refused', () => {
    const example = new Example();
    expect(() => example.mount({ volume: example.volume('Far', 'eu-west-1b') })).toThrow(
      "the volume is in eu-west-1b and 'Stack/Instance' in eu-west-1a: create them in the same Availability Zone",
    );
  });

  test.each([{}, { vpcSubnets: { availabilityZones: [ZONE] } }])('is not refused before the VPC is looked up: %p', (selection) => {
    const example = new Example();
    const vpc = ec2.Vpc.fromLookup(example.stack, 'LookedUp', { isDefault: true });
    const instance = example.instance({ vpc, ...selection });
    expect(() => example.mount({ instance })).not.toThrow();
  });

  test('that takes its Availability Zone from the instance would be a circle', () => {
    const example = new Example();
    const instance = example.instance();
    const volume = example.volume('Circle', instance.instanceAvailabilityZone);
    expect(() => example.mount({ instance, volume })).toThrow(
      "the volume refers to the Availability Zone of 'Stack/Instance', and the instance's user data refer to the volume, which is circular: use the zone of the subnet",
    );
  });
});

describe('names that are taken are refused', () => {
  test.each<[string, Partial<NitroVolumeMountProps>, string]>([
    [
      'device name',
      { mountPoint: '/other', deviceName: '/dev/sdf' },
      "device name '/dev/sdf' is taken on 'Stack/Instance': omit deviceName, or use another",
    ],
    ['mount point', { mountPoint: '/data' }, "'Stack/Instance' already has a volume at '/data': use another mount point"],
  ])('%s', (_, props, message) => {
    const example = new Example();
    const instance = example.instance();
    example.mount({ instance });
    expect(() => example.mount({ instance, volume: example.volume('Other'), ...props }, 'OtherMount')).toThrow(message);
  });
});

describe('a value that is not fit for a script is refused', () => {
  const parameter = new CfnParameter(new Stack(), 'Parameter').valueAsString;
  const example = new Example();
  const instance = example.instance();
  const volume = example.volume();

  test.each<[Partial<NitroVolumeMountProps>, string]>([
    [{ mountPoint: 'data' }, "mount point 'data' is not valid: use an absolute path of letters, digits and . _ @ + -, for example /data"],
    [{ mountPoint: '/data/' }, "mount point '/data/' is not valid"],
    [{ mountPoint: '/' }, "mount point '/' is not valid"],
    [{ mountPoint: "/da'ta" }, 'is not valid'],
    [{ mountPoint: '/da ta' }, 'is not valid'],
    [{ mountPoint: '/data\n' }, 'is not valid'],
    [{ mountPoint: '/srv/../etc' }, 'is not valid'],
    [{ mountPoint: '/etc' }, "mount point '/etc' is a system directory, which the volume would hide: use another, for example /data"],
    ...['/dev/data', '/usr/bin', '/var/lib'].map((mountPoint): [object, string] => [{ mountPoint }, 'is a system directory']),
    [{ mountPoint: parameter }, 'mountPoint is known only at deployment, so it cannot be checked: use a literal value'],
    [JSON.parse('{ "fileSystem": "btrfs" }'), "file system 'btrfs' is not supported: use xfs or ext4"],
    [{ label: 'thirteen-chars' }, "label 'thirteen-chars' is not valid for xfs: use up to 12 letters, digits and . _ -"],
    [{ label: "a'b" }, 'is not valid'],
    [{ mountOptions: ['noatime,nodev'] }, "'noatime,nodev' is not a mount option: use one list entry for each, without commas and spaces"],
    [{ mountOptions: ["'; reboot'"] }, 'is not a mount option'],
    [{ owner: 'app app' }, "owner 'app app' is not valid: use a user, or user:group"],
    [{ owner: '--reference=/etc' }, 'is not valid'],
    [{ permissions: 'u+x' }, "permissions 'u+x' are not valid: use octal digits, for example 0750"],
    [{ timeout: Duration.millis(500) }, 'use one or more whole seconds'],
    [{ timeout: Duration.seconds(0) }, 'use one or more whole seconds'],
    [{ deviceName: '/dev/nvme1n1' }, "device name '/dev/nvme1n1' is not valid: use one from /dev/sdf to /dev/sdp"],
    [{ deviceName: '/dev/sda1' }, 'is not valid'],
  ])('%p', (props, message) => {
    expect(() => example.mount({ instance, volume, ...props }, JSON.stringify(props))).toThrow(message);
  });

  test('a longer label fits ext4', () => {
    expect(() => example.mount({ instance, volume, label: 'thirteen-chars', fileSystem: NitroFileSystem.EXT4 }, 'Long')).not.toThrow();
  });
});

describe('an instance that waits for a signal', () => {
  const waiting = { resourceSignalTimeout: Duration.minutes(5) };

  test('never gets the volume where the signal comes after the mount', () => {
    const example = new Example();
    const instance = example.instance(waiting);
    example.mount({ instance });
    instance.userData.addSignalOnExitCommand(instance);
    expect(() => example.template()).toThrow(
      "'Stack/Instance' sends its signal after it mounts the volume at '/data', but CloudFormation attaches the volume only after the signal",
    );
  });

  test('gets it where the signal comes before', () => {
    const example = new Example();
    const instance = example.instance(waiting);
    instance.addUserData(`/opt/aws/bin/cfn-signal --stack ${example.stack.stackName} --resource Instance`);
    example.mount({ instance });
    example.template().hasResource('AWS::EC2::VolumeAttachment', Match.anyValue());
  });

  test('gets it where CloudFormation init runs before', () => {
    const example = new Example();
    const instance = example.instance({ init: ec2.CloudFormationInit.fromElements(ec2.InitCommand.shellCommand('true')) });
    example.mount({ instance });
    example.template().hasResource('AWS::EC2::VolumeAttachment', Match.anyValue());
  });
});
