import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'playbook': `#!/bin/bash
cat > /tmp/site.yml <<'EOF'
- hosts: localhost
  tasks:
  - mount: {path: /data, src: /dev/xvdf, fstype: xfs, state: mounted}
EOF
ansible-playbook -c local -i localhost, /tmp/site.yml
`,
  'playbook asks': `#!/bin/bash
cat > /tmp/site.yml <<'EOF'
- hosts: localhost
  tasks:
  - shell: start
    when: ansible_virtualization_type == "xen"
EOF
ansible-playbook -c local /tmp/site.yml
`,
  'facts of an interface': `#!/bin/bash
cat > /tmp/site.yml <<'EOF'
- hosts: localhost
  tasks:
  - lineinfile: {path: /etc/x, line: "{{ ansible_eth0.ipv4.address }}"}
EOF
ansible-pull -U https://example.com/x.git /tmp/site.yml
`,
  'program of Go': `#!/bin/bash
cat > /tmp/m.go <<'EOF'
package main
import "os/exec"
func main() { exec.Command("mkfs.xfs", "/dev/xvdf").Run() }
EOF
go run /tmp/m.go
`,
  'manifest of Puppet': `#!/bin/bash
cat > /tmp/m.pp <<'EOF'
mount { '/data': device => '/dev/xvdf', fstype => 'xfs' }
EOF
puppet apply /tmp/m.pp
`,
  'hook of cfn-hup': `#!/bin/bash
cat > /etc/cfn/hooks.d/mount.conf <<'EOF'
[mount]
triggers=post.update
action=D=xvdf; mount /dev/$D /data
EOF
`,
  'network of cloud-init': `#!/bin/bash
cat > /etc/cloud/cloud.cfg.d/99-net.cfg <<'EOF'
network:
  version: 1
  config: [{type: physical, name: eth1, subnets: [{type: dhcp}]}]
EOF
`,
  'ignition networkd': `{"ignition":{"version":"2.0.0"},"networkd":{"units":[{"name":"00-eth.network","contents":"[Match]\\nName=eth0\\n[Network]\\nDHCP=yes\\n"}]}}
`,
  'what awk prints is run': `#!/bin/bash
echo f g | awk '{for(i=1;i<=NF;i++) print "mkfs.xfs /dev/xvd" $i}' | sh
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'playbook for both': `#!/bin/bash
cat > /tmp/site.yml <<'EOF'
- hosts: localhost
  tasks:
  - mount: {path: /data, src: LABEL=data, fstype: xfs, state: mounted}
  - ec2_vol: {instance: i-1, id: vol-1, device_name: /dev/xvdf}
  - shell: start
    when: ansible_virtualization_type in ["xen", "kvm"]
EOF
ansible-playbook -c local /tmp/site.yml
`,
  'hook of cfn-hup for both': `#!/bin/bash
cat > /etc/cfn/hooks.d/mount.conf <<'EOF'
[mount]
triggers=post.update
action=/opt/aws/bin/cfn-init -v --stack s --resource Web
EOF
`,
  'network of cloud-init off': `#!/bin/bash
echo 'network: {config: disabled}' > /etc/cloud/cloud.cfg.d/99-net.cfg
`,
  'ignition networkd en': `{"ignition":{"version":"2.0.0"},"networkd":{"units":[{"name":"00-en.network","contents":"[Match]\\nName=en*\\n[Network]\\nDHCP=yes\\n"}]}}
`,
  'what awk prints is run for labels': `#!/bin/bash
echo data logs | awk '{for(i=1;i<=NF;i++) print "mount LABEL=" $i " /" $i}' | sh
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
