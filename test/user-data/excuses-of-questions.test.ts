import { alarmsOf } from './alarms';

const FOUND: Readonly<Record<string, string>> = {
  'hypervisor two functions': `#!/bin/bash
is_xen() { grep -q ^ec2 /sys/hypervisor/uuid; }
is_dmi() { grep -q ^i- /sys/devices/virtual/dmi/id/board_asset_tag; }
is_xen && systemctl start agent
is_dmi && systemctl start other
`,
  'and chain of two xen questions': `#!/bin/bash
f() { [ -f /sys/hypervisor/uuid ] && [ "$(head -c3 /sys/hypervisor/uuid)" = ec2 ] && return 0; return 1; }
f && systemctl start agent
`,
  'case patterns only xen kvm as other': `#!/bin/bash
case "$(virt-what)" in xen*) start;; esac
case "$TYPE" in kvm) other;; esac
`,
  'no guard: goes on': `#!/bin/bash
if [ -d /proc/xen ]; then echo yes; exit 0; fi
`,
  'guard that works first': `#!/bin/bash
if [ -d /proc/xen ]; then start; exit 1; fi
`,
  'guard inverted': `#!/bin/bash
if [ ! -d /proc/xen ]; then echo "not ec2"; exit 1; fi
start
`,
  'guard ||': `#!/bin/bash
[ -d /proc/xen ] || { echo "not ec2"; exit 1; }
start
`,
  'model of the machine': `<powershell>
if ((Get-CimInstance Win32_ComputerSystem).Model -like 'HVM*') { Start-Service Agent }
</powershell>
`,
  'product of the machine': `#!/bin/bash
dmidecode -s system-product-name | grep -q HVM && start
`,
  'signature of the hypervisor': `#!/bin/bash
cpuid | grep -i XenVMM && start
`,
  "answer of the machine beside the API's": `#!/bin/bash
I=$(aws ec2 describe-instances --output text)
H=$(virt-what)
if [ "$H" = xen ]; then start; fi
`,
  'hypervisor and-imds': `#!/bin/bash
if [ -f /sys/hypervisor/uuid ] && curl -s http://169.254.169.254/; then systemctl start agent; fi
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'hypervisor function or': `#!/bin/bash
is_xen() { grep -qs ^ec2 /sys/hypervisor/uuid; }
is_nitro() { grep -qs ^i- /sys/devices/virtual/dmi/id/board_asset_tag; }
if is_xen || is_nitro; then systemctl start agent; fi
`,
  'hypervisor and dmi': `#!/bin/bash
is_ec2() {
  [ -f /sys/hypervisor/uuid ] && [ "$(head -c 3 /sys/hypervisor/uuid)" = ec2 ] && return 0
  [ -f /sys/devices/virtual/dmi/id/product_uuid ] && [ "$(head -c 3 /sys/devices/virtual/dmi/id/product_uuid)" = EC2 ] && return 0
  return 1
}
is_ec2 && systemctl start agent
`,
  'virt-what kvm': `#!/bin/bash
case "$(virt-what)" in *xen*) T=xen;; *kvm*|*aws*) T=nitro;; esac
`,
  guard: `#!/bin/bash
[ -d /proc/xen ] && { echo "no xen" >&2; exit 3; }
start
`,
  'assert not xen': `#!/bin/bash
if [ -e /sys/hypervisor/uuid ]; then echo "xen is not supported" >&2; exit 1; fi
systemctl start agent
`,
  'answer of the API': `#!/bin/bash
H=$(aws ec2 describe-instance-types --instance-types m4.large --query 'InstanceTypes[0].Hypervisor' --output text)
if [ "$H" = xen ]; then echo unsupported; exit 1; fi
`,
  'instance type virt': `#!/bin/bash
H=$(aws ec2 describe-instance-types --instance-types $T --query 'InstanceTypes[0].Hypervisor' --output text)
if [ "$H" = xen ]; then echo "unsupported"; exit 1; fi
`,
  'vendor of either': `#!/bin/bash
if grep -qi 'xen\\|amazon' /sys/class/dmi/id/sys_vendor; then start; fi
`,
  'dmi or': `#!/bin/bash
if grep -qi 'xen\\|amazon' /sys/class/dmi/id/sys_vendor; then start; fi
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
