import { DEVICE, FINE, instance, resources, running, XEN_SCRIPT, type Way } from '../way';

const UUID = '/sys/hypervisor/uuid';
const UNDECIDED = ['warning user-data-xen/undecided'];
const RUN = '#!/bin/bash\n/opt/aws/bin/cfn-init -v --stack web --resource Web --region eu-west-1\n';

/** An instance with a configuration of cfn-init. */
function configured(config: object, sections: object = {}): object {
  const web = { ...instance({ UserData: { 'Fn::Base64': RUN } }), Metadata: { 'AWS::CloudFormation::Init': { config } } };
  return resources({ Web: web }, sections);
}

/** An instance that runs the configuration of another resource. */
function named(name: string, command: string): object {
  const script = `#!/bin/bash\n/opt/aws/bin/cfn-init -v --stack web -r ${name} --region eu-west-1\n`;
  const Init = { config: { commands: { a: { command } } } };
  return resources({
    Web: instance({ UserData: { 'Fn::Base64': { 'Fn::Sub': script } } }),
    Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle', Metadata: { 'AWS::CloudFormation::Init': Init } },
  });
}

const files = (path: string, entry: object, sections: object = {}): object => configured({ files: { [path]: entry } }, sections);
const command = (entry: object): object => configured({ commands: { a: entry } });

/** Rows: name, why, template, verdict. */
function ways(rows: readonly (readonly [name: string, why: string, template: object, expects: readonly string[]])[]): Way[] {
  return rows.map(([name, why, template, expects]) => ({ name, why, template, expects }));
}

export const CFN_INIT: readonly Way[] = ways([
  [
    'an object as content',
    'cfn-init writes it as JSON',
    files('/etc/docker/daemon.json', { content: { 'storage-opts': ['dm.directlvm_device=/dev/xvdf'] } }),
    DEVICE,
  ],
  ['another object', 'it names no device', files('/etc/docker/daemon.json', { content: { 'log-driver': 'json-file' } }), FINE],
  [
    'a parameter in an object',
    'the default is a value of the content',
    files(
      '/etc/docker/daemon.json',
      { content: { 'storage-opts': [{ 'Fn::Sub': 'dm.directlvm_device=${Device}' }] } },
      { Parameters: { Device: { Type: 'String', Default: '/dev/xvdf' } } },
    ),
    DEVICE,
  ],
  ['a list of lines as content', 'each is a line', files('/opt/a.sh', { content: ['#!/bin/bash', `cat ${UUID}`] }), XEN_SCRIPT],
  ['a mode that runs', 'the file has no other sign of a script', files('/opt/a', { content: `cat ${UUID}\n`, mode: '000755' }), XEN_SCRIPT],
  ['a mode that does not run', 'the file is not run', files('/opt/a', { content: `cat ${UUID}\n`, mode: '000644' }), FINE],
  [
    'a file that a command runs',
    'the command tells the language',
    configured({ files: { '/opt/a': { content: `cat ${UUID}\n` } }, commands: { a: { command: 'sh /opt/a' } } }),
    XEN_SCRIPT,
  ],
  [
    'a tag of a context',
    'cfn-init fills it in',
    files('/etc/fstab', { content: '{{device}} /data xfs defaults 0 0\n', context: { device: '/dev/xvdf' } }),
    DEVICE,
  ],
  [
    'a tag of another context',
    'the volume is named by its label',
    files('/etc/fstab', { content: '{{device}} /data xfs defaults 0 0\n', context: { device: 'LABEL=data' } }),
    FINE,
  ],
  ['a script that is fetched', 'the template does not have it', files('/opt/a.sh', { source: 'https://example.com/a.sh' }), UNDECIDED],
  ['a package that is fetched', 'it is no script', files('/tmp/a.rpm', { source: 'https://example.com/a.rpm' }), FINE],
  ['a command in /sys', 'the path is relative to its folder', command({ command: 'cat uuid', cwd: '/sys/hypervisor' }), XEN_SCRIPT],
  ['a command in /srv', 'the path is another file there', command({ command: 'cat data/uuid', cwd: '/srv' }), FINE],
  [
    'a unit that waits for a disk',
    'the disk does not appear',
    configured({ services: { systemd: { 'dev-xvdf.device': { ensureRunning: true } } } }),
    DEVICE,
  ],
  ['a unit that is stopped', 'nothing waits', configured({ services: { systemd: { 'dev-xvdf.device': { ensureRunning: false } } } }), FINE],
  ['metadata of another resource', 'the user data names it', named('Handle', `cat ${UUID}`), XEN_SCRIPT],
  ['metadata of a resource that is put together', 'it may be any', named('${AWS::StackName}', `cat ${UUID}`), XEN_SCRIPT],
  ['metadata that is not run', 'the user data names another resource', named('Web', `cat ${UUID}`), FINE],
  ['fine metadata of another resource', 'the command needs no Xen', named('Handle', 'systemctl start app'), FINE],
]);

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const lines = (...all: readonly string[]): object => running([...all, ''].join('\n'));

export const HANDED_ON: readonly Way[] = ways([
  [
    'Fn::Base64 within a script, with a parameter in it',
    'the script decodes and runs it',
    running(
      { 'Fn::Sub': ['#!/bin/bash\necho ${B} | base64 -d | bash\n', { B: { 'Fn::Base64': { 'Fn::Sub': 'cat /sys/${P}/uuid' } } }] },
      {},
      { Parameters: { P: { Type: 'String', Default: 'hypervisor' } } },
    ),
    XEN_SCRIPT,
  ],
  [
    'a variable in base64',
    'it is decoded where it is used',
    lines('#!/bin/bash', `B=${base64(`cat ${UUID}\n`)}`, 'echo "$B" | base64 -d | bash'),
    XEN_SCRIPT,
  ],
  ['eval of base64', 'what is captured is run', lines('#!/bin/bash', `eval "$(echo ${base64(`cat ${UUID}\n`)} | base64 -d)"`), XEN_SCRIPT],
  ['a password in base64', 'it is no script', lines('#!/bin/bash', `P="$(echo ${base64('secret word')} | base64 -d)"`), FINE],
  [
    'install of standard input',
    'the here-document is a program',
    lines('#!/bin/bash', "install -m 755 /dev/stdin /opt/x <<'E'", `cat ${UUID}`, 'E', '/opt/x'),
    XEN_SCRIPT,
  ],
  ['Python: texts added', 'they are one path', lines('#!/usr/bin/env python3', 'p = "/sys/" + "hypervisor/uuid"', 'open(p)'), XEN_SCRIPT],
  [
    'Python: a joined path',
    'it is one path',
    lines('#!/usr/bin/env python3', 'open(os.path.join("/sys", "hypervisor", "uuid"))'),
    XEN_SCRIPT,
  ],
  ['Python: format', 'the place is filled in', lines('#!/usr/bin/env python3', 'open("/sys/{}/uuid".format("hypervisor"))'), XEN_SCRIPT],
  ['Python: %', 'the place is filled in', lines('#!/usr/bin/env python3', 'd = "xvdf"', 'os.system("mkfs.xfs /dev/%s" % d)'), DEVICE],
  ['Python: another format', 'any file', lines('#!/usr/bin/env python3', 'open("/sys/{}/uuid".format("fs"))'), FINE],
  ['Perl: sprintf', 'the place is filled in', lines('#!/usr/bin/perl', 'open(F, sprintf("/sys/%s/uuid", "hypervisor"));'), XEN_SCRIPT],
  [
    'Python: a text put in',
    'the disk is formatted',
    lines('#!/usr/bin/env python3', 'd = "xvdf"', 'os.system(f"mkfs.xfs /dev/{d}")'),
    DEVICE,
  ],
  ['Python: another text put in', 'any name', lines('#!/usr/bin/env python3', 'd = "nvme1n1"', 'os.system(f"mkfs.xfs /dev/{d}")'), FINE],
  [
    'permissions that run',
    'the file is a program',
    lines('#cloud-config', 'write_files:', "- {path: /opt/x, permissions: '0755', content: cat /sys/hypervisor/uuid}"),
    XEN_SCRIPT,
  ],
  [
    'a condition of power_state',
    'it is a command',
    lines('#cloud-config', `power_state: {mode: reboot, condition: test -f ${UUID}}`),
    XEN_SCRIPT,
  ],
  ['commands of snap', 'they are run', lines('#cloud-config', 'snap:', '  commands: [mount /dev/xvdf /data]'), DEVICE],
  [
    'a script that is fetched by write_files',
    'the script is not in the template',
    lines('#cloud-config', 'write_files:', '- {path: /opt/x.sh, source: {uri: "https://example.com/x"}}'),
    UNDECIDED,
  ],
  ['#include', 'the script is not in the template', lines('#include', 'https://example.com/boot.sh'), UNDECIDED],
  [
    'netplan with set-name',
    'it gives the name itself',
    lines(
      '#cloud-config',
      'write_files:',
      '- path: /etc/netplan/60.yaml',
      '  content: |',
      '    network:',
      '      ethernets:',
      '        eth1:',
      '          match: {macaddress: "0a:00:00:00:00:01"}',
      '          set-name: eth1',
    ),
    FINE,
  ],
  [
    "docker-machine's device",
    "EC2's own name of a device is no path",
    lines('#!/bin/bash', 'gitlab-runner register --machine-machine-options amazonec2-device-name=/dev/sda1'),
    FINE,
  ],
  [
    'EC2Launch v2: executeProgram',
    'the program is run',
    lines(
      'version: 1.1',
      'tasks:',
      '- task: executeProgram',
      '  inputs:',
      '  - path: C:\\Windows\\System32\\cmd.exe',
      '    arguments: ["/c", "wmic bios get version | findstr Xen"]',
    ),
    XEN_SCRIPT,
  ],
]);
