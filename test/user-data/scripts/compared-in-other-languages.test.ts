import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'ps in dollar-paren string': `<powershell>
Write-Output "v: $(if ((gwmi Win32_ComputerSystem).Manufacturer -eq 'Xen') { 'x' })"
</powershell>
`,
  'ps array index': `<powershell>
$known = @('Xen')
if ($known -contains (gwmi Win32_ComputerSystem).Manufacturer) { a }
</powershell>
`,
  'py os.listdir startswith': `#!/usr/bin/env python3
import os
for d in os.listdir('/dev'):
    if d.startswith('xvd'):
        fmt('/dev/' + d)
`,
  'py proc partitions': `#!/usr/bin/env python3
for line in open('/proc/partitions'):
    if 'xvdf' in line:
        fmt()
`,
  'py lsblk json': `#!/usr/bin/env python3
import json, subprocess
for d in json.loads(subprocess.check_output(['lsblk', '-J']))['blockdevices']:
    if d['name'] == 'xvdf':
        fmt()
`,
  'rb dig': `#!/usr/bin/ruby
start if node.dig('virtualization', 'system').eql?('xen')
`,
  'pl regex': `#!/usr/bin/perl
my $v = \`virt-what\`;
system('start') if $v =~ /xen/;
`,
  'cc users shell none but jinja variable': `## template: jinja
#cloud-config
bootcmd:
{% for d in ['xvdf', 'xvdg'] %}
  - mkfs.xfs /dev/{{ d }}
{% endfor %}
`,
  'jinja set': `## template: jinja
#!/bin/bash
{% set d = 'xvdf' %}
mkfs.xfs /dev/{{ d }}
`,
  'js regex': `#!/usr/bin/env node
const v = require('child_process').execSync('virt-what').toString();
if (v.match(/xen/)) start();
`,
  'rb when regex': `#!/usr/bin/ruby
case \`virt-what\`
when /xen/ then start
end
`,
  'py equal name': `#!/usr/bin/env python3
import psutil
for p in psutil.disk_partitions():
    if p.device.split('/')[-1] == 'xvdf':
        fmt()
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'py both prefixes': `#!/usr/bin/env python3
import os
for d in os.listdir('/dev'):
    if d.startswith('xvd') or d.startswith('nvme'):
        fmt('/dev/' + d)
`,
  'py prefixes in arms': `#!/usr/bin/env python3
import os
for d in os.listdir('/dev'):
    if d.startswith('nvme'):
        fmt(d)
    elif d.startswith('xvd'):
        fmt(d)
`,
  'py mapping of EC2': `#!/usr/bin/env python3
import boto3
for b in boto3.client('ec2').describe_instances()['Reservations'][0]['Instances'][0]['BlockDeviceMappings']:
    if b['DeviceName'] == 'xvdf':
        tag(b)
`,
  'rb dig both': `#!/usr/bin/ruby
start if %w[xen kvm].include?(node.dig('virtualization', 'system'))
`,
  'pl regex both': `#!/usr/bin/perl
my $v = \`virt-what\`;
system('start') if $v =~ /xen|aws/;
`,
  'pl path': `#!/usr/bin/perl
my $v = \`ls\`;
system('start') if $v =~ m{/opt/xen/};
`,
  'ps list both': `<powershell>
$known = @('Xen', 'Amazon EC2')
if ($known -contains (gwmi Win32_ComputerSystem).Manufacturer) { a }
</powershell>
`,
  'ps array both multi line': `<powershell>
$known = @(
  'Xen',
  'Amazon EC2'
)
if ($known -contains (gwmi Win32_ComputerSystem).Manufacturer) { a }
</powershell>
`,
  'ps message': `<powershell>
Write-Output "not on Xen: $(Get-Date)"
</powershell>
`,
  'jinja both': `## template: jinja
#cloud-config
bootcmd:
{% for d in ['nvme1n1', 'nvme2n1'] %}
  - mkfs.xfs /dev/{{ d }}
{% endfor %}
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
