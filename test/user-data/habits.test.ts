import { ALL_HABITS, habitsIn } from './reading';

interface Examples {
  readonly found: readonly string[];
  /** Close to it, and fine. */
  readonly nearMisses: readonly string[];
}

/** Each a whole shell script; PowerShell in its tags. */
const EXAMPLES: Readonly<Record<string, Examples>> = {
  'hypervisor in sysfs': {
    found: [
      "#!/usr/bin/env node\nrequire('fs').existsSync('/sys/hypervisor/uuid')\n",
      "node <<'EOF'\nrequire('fs').existsSync('/sys/hypervisor/uuid')\nEOF",
      '#!/usr/bin/fish\ncat /sys/hypervisor/uuid\n',
      'ID=$(curl -s http://169.254.169.254/latest/meta-data/instance-id)\n[ -f /sys/hypervisor/uuid ]',
      '#!/bin/busybox sh\ncat /sys/hypervisor/uuid\n',
      '[ -f /sys/hypervisor/uuid ]',
      'cat "/sys/hypervisor/type"',
      'ls /sys/hypervisor',
      'UUID_FILE=/sys/hypervisor/uuid',
      'ls /sys/hyper*/uuid',
      'cd /sys; [ -f hypervisor/uuid ]',
      'ID=$(</sys/hypervisor/uuid)',
    ],
    nearMisses: [
      'ls /sys/hypervisors',
      'ls /opt/hypervisor/uuid /sys/hyp',
      'echo /sys/hypervisor/uuid',
      'cat /sys/devices/virtual/dmi/id/board_asset_tag /sys/hypervisor/uuid',
      "#!/usr/bin/env node\n// reads /sys/hypervisor/uuid\nconsole.log('no /sys/hypervisor/uuid')\n",
      '[ -f /sys/hypervisor/uuid ] || curl -sf http://169.254.169.254/latest/meta-data/',
      'if [ -f /sys/hypervisor/uuid ]; then\ntrue\nelif curl -sf http://169.254.169.254/latest/meta-data/; then\ntrue\nfi',
    ],
  },
  xenfs: {
    found: ['test -d /proc/xen', 'cat /proc/xen/capabilities', 'ls /dev/xen/evtchn'],
    nearMisses: [
      'ls /proc/xenial',
      ': /proc/xen',
      'test -d /proc/xen || curl -sf http://169.254.169.254/',
      'test -d /proc/xen || [ "$(systemd-detect-virt)" = kvm ]',
    ],
  },
  'xen bus': {
    found: [
      'ls /sys/bus/xen/devices',
      'ls /sys/bus/xen-backend',
      'udevadm info -a -p /sys/devices/vbd-51712',
      'grep -r x /sys/devices/vif-0',
      'cat > /etc/udev/rules.d/9.rules <<\'EOF\'\nSUBSYSTEM=="xen", RUN+="/bin/true"\nEOF',
    ],
    nearMisses: ['ls /sys/bus/xenon', 'ls /sys/bus/pci/devices', 'ls /sys/bus/xen/devices /dev/nvme0n1'],
  },
  xenstore: {
    found: ['xenstore-read vm', 'x=`/usr/bin/xenstore-ls`', 'sudo -n xenstore list', 'which xenstore-read'],
    nearMisses: ['systemctl stop xenstored', 'echo xenstore-read', 'ls /opt/xenstore-data'],
  },
  'xen-detect': {
    found: ['xen-detect', 'if /usr/sbin/xen-detect -N; then exit; fi'],
    nearMisses: ['my-xen-detector', 'xen-detect || grep -q ^i- /sys/class/dmi/id/board_asset_tag', '# xen-detect'],
  },
  'BIOS version': {
    found: [
      'dmidecode -s bios-version | grep amazon',
      'dmidecode -s system-version | grep amazon',
      '<powershell>\n$bios = Get-WmiObject Win32_BIOS\nif ($bios.SMBIOSBIOSVersion -match "amazon") { exit }\n</powershell>',
      'grep -q amazon /sys/class/dmi/id/bios_version',
      '<powershell>\nif ((Get-WmiObject Win32_BIOS).SMBIOSBIOSVersion -like "*amazon*") { exit }\n</powershell>',
    ],
    nearMisses: [
      'dmidecode -s bios-version',
      'dmidecode -s bios-vendor | grep -i amazon',
      'cat /etc/amazon/ssm/amazon-ssm-agent.json',
      '<powershell>\n$bios = Get-WmiObject Win32_BIOS\nWrite-Host $bios.SerialNumber\n</powershell>',
      '<powershell>\nif ((Get-WmiObject Win32_BIOS).Manufacturer -like "*amazon*") { exit }\n</powershell>',
    ],
  },
  'Xen in DMI': {
    found: [
      'dmidecode -s system-product-name | grep "HVM domU"',
      '[ "$(cat /sys/class/dmi/id/product_name)" = "HVM domU" ]',
      'dmidecode | grep -w Xen',
    ],
    nearMisses: [
      'dmidecode | grep -w Amazon',
      'dmidecode | grep -w -e Xen -e "Amazon EC2"',
      'cat /etc/Xen',
      '<powershell>\nif ((Get-CimInstance Win32_ComputerSystem).Model -eq "HVM domU" -or (Get-CimInstance Win32_ComputerSystemProduct).UUID -like "EC2*") { }\n</powershell>',
    ],
  },
  'Xen drivers': {
    found: [
      'modprobe xen-blkfront',
      'ls /sys/module/xen_netfront',
      'lspci | grep -i XenSource',
      'lsmod | grep xen',
      'grep -q xen_blkfront /proc/modules',
      '[ -d /sys/module/xenfs ]',
      'ls -d /sys/module/xen*',
      'yum install -y nvme-cli\nlsmod | grep xen_blkfront',
      'yum install -y nvme-cli && lsmod | grep xen_blkfront',
    ],
    nearMisses: ['modprobe br_netfilter', 'lsmod | grep -e xen_netfront -e ena', 'lspci | grep -i nvidia', 'modprobe xen-blkfront nvme'],
  },
  'PV drivers of Windows': {
    found: [
      '<powershell>\nGet-Service xenvif\n</powershell>',
      '<powershell>\nGet-Disk | Where-Object FriendlyName -like "AWS PVDISK*"\n</powershell>',
      '<powershell>\nif (Test-Path "HKLM:\\SOFTWARE\\Amazon\\PVDriver") { exit }\n</powershell>',
      '<powershell>\nif (Get-PnpDevice -FriendlyName "AWS PV*") { exit }\n</powershell>',
      '<powershell>\nStop-Service xenagent\n</powershell>',
      '<powershell>\nif (Get-Disk | Where-Object FriendlyName -match "Xen") { exit }\n</powershell>',
      '<script>\nsc query xenfilt\n</script>',
      '<script>\nreg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\xeniface\n</script>',
      '<script>\nwmic path Win32_PnPSignedDriver get DeviceName | find "Citrix PV"\n</script>',
    ],
    nearMisses: [
      '<powershell>\nGet-Service xensomething\n</powershell>',
      '<powershell>\n# Get-Service xenvbd\n</powershell>',
      '<powershell>\nGet-PnpDevice | Where FriendlyName -match "AWS PV|AWS NVMe"\n</powershell>',
      '<powershell>\nStart-Process AWSPVDriverSetup.msi\n</powershell>',
    ],
  },
  'name of the hypervisor': {
    found: [
      'virt-what | grep -q ^xen-hvm',
      '[ "$(systemd-detect-virt)" = xen ]',
      'V=$(hostnamectl)\n[[ $V == *xen* ]]',
      'dmesg | grep -i "hypervisor detected: Xen"',
      'grep -q xen /proc/cpuinfo',
      '[ "$(facter virtual)" = xenu ]',
      'lshw | grep -i xen',
      'cat > /etc/systemd/system/x.service <<EOF\nConditionVirtualization=|xen\nEOF',
      // Whatever is asked
      'ohai virtualization/system | grep xen',
      'ansible localhost -m setup | grep -i "virtualization_type.*xen"',
      'salt-call --local grains.get virtual | grep -q Xen',
      '[ "$(salt-call --local --out=newline_values_only grains.get virtual)" = xen ]',
      "some-new-tool --what | awk '/xen/ {print}'",
      'case "$(some-new-tool)" in *[Xx]en*) exit 0 ;; esac',
      '[ "x$(virt-what)" = xxen ]',
      'grep -q "^xen" /var/log/dmesg',
      'test "$(cat /run/virt)" = "Xen"',
      'if grep -q xen <<< "$(virt-what)"; then true; fi',
      '. /etc/facts\n[ "$HYPERVISOR" = xen ]',
      '<script>\nsysteminfo | findstr Xen\n</script>',
      '<powershell>\nif ((systeminfo) -match "Xen") { exit }\n</powershell>',
      '<powershell>\n$m = Get-Something\nswitch ($m) {\n  "Xen" { exit }\n  "VMware" { exit }\n}\n</powershell>',
      "#!/usr/bin/env python3\nif 'xen' in open('/proc/cpuinfo').read().lower():\n    start()\n",
    ],
    nearMisses: [
      'virt-what',
      '[ "$(systemd-detect-virt)" = none ]',
      'hostnamectl set-hostname xenia',
      '[ "$(systemd-detect-virt)" = xen ] || [ "$(systemd-detect-virt)" = amazon ]',
      'dmesg | grep -i nvme',
      // Both are accepted
      'virt-what | grep -Eq "xen|kvm"',
      'case "$(some-new-tool)" in xen|kvm) true ;; esac',
      '<powershell>\nif ($m -in @("Xen", "Amazon EC2")) { exit }\n</powershell>',
      '<powershell>\nif ((Get-Something).Model -match "Xen|Amazon EC2") { exit }\n</powershell>',
      '<powershell>\nif ($m -eq "Xen" -or $m -eq "Amazon EC2") { exit }\n</powershell>',
      '<powershell>\nif (@("Xen", "Amazon EC2") -contains $m) { exit }\n</powershell>',
      '<powershell>\nswitch ($m) {\n  "Xen" { exit }\n  "Amazon EC2" { exit }\n}\n</powershell>',
      // Nothing is asked of the machine
      'apt-get remove -y xen-utils-common libxen4',
      'rpm -qa | grep kernel-xen',
      'dpkg -l | grep xen',
      '[ -d /opt/xen ] && ls /opt/xen/bin',
      'lsmod | grep -v xen',
      "sed -i '/xen/d' /etc/modules",
      '[ "$(lsb_release -cs)" = xenial ]',
      'add-apt-repository "deb http://archive.ubuntu.com/ubuntu xenial main"',
      'echo "deb http://x xenial main" | grep xenial',
      'log "is it xen or not"',
      'aws ec2 describe-images --query "Images[0].Hypervisor" --output text | grep xen',
      'case "$1" in xen) shift ;; esac',
      'KIND=xen\n[ "$KIND" = xen ] && touch /etc/old',
      'for hv in xen kvm; do [ "$hv" = xen ]; done',
    ],
  },
  'disk device': {
    found: [
      'mount /dev/xvdf /data',
      'mkfs.ext4 /dev/sda1',
      // Without its folder
      'cat > /etc/udev/rules.d/9.rules <<\'EOF\'\nKERNEL=="xvdf", SYMLINK+="data"\nEOF',
      'cat > /etc/systemd/system/data.mount <<EOF\nAfter=dev-xvdf.device\nEOF',
      'systemctl enable dev-sdf1.swap',
      'DEVICE=${DEVICE:-xvdf}',
      'mount "/dev/${DEVICE:-xvdf}" /data',
      'echo "data /dev/xvdf /etc/key luks" >> /etc/crypttab',
      'echo DATA_DISK=/dev/xvdf >> /etc/environment',
      'growpart /dev/xvda 1',
      '#cloud-config\nmounts:\n- [xvdf, /data]\n',
      '#cloud-config\nfs_setup:\n- device: xvdf\n  filesystem: xfs\n',
      '#cloud-config\ncoreos:\n  units:\n    - name: format.service\n      content: |\n        ExecStart=/usr/sbin/mkfs.xfs /dev/xvdf\n',
      'dd of=/dev/xvdba',
      'ls /dev/xvd*',
      'mount "/dev/sd${letter}" /mnt',
      'DISK=/dev/sdf\nmount $DISK /data',
      'cat < /dev/sdb',
      "printf -v DEV '/dev/xvd%s' f\nmount $DEV /data",
      'log_and_run mkfs.xfs /dev/xvdf',
      'log_mount /dev/xvdf /data',
      'trap "umount /dev/xvdf" EXIT',
      // Put together
      'for d in xvdb xvdc; do\nmkfs.ext4 /dev/$d\ndone',
      'NAMES="xvdb xvdc"\nfor d in $NAMES; do mkfs.ext4 /dev/${d}; done',
      'NAMES=(xvdb xvdc)\nfor d in "${NAMES[@]}"; do mkfs.ext4 /dev/$d; done',
      'PREFIX=x\nmount /dev/${PREFIX}vdf /data',
      'A=/dev/xvd\nB=f\nmount $A$B /data',
      'mkfs.ext4 /dev/{xvdf,xvdg}',
      'DISKS=(/dev/xvdf)\nmkfs.ext4 "${DISKS[0]}"',
      'D=$(echo /dev/xvdf)\nmount $D /data',
      'echo /dev/xvdf | xargs mkfs.ext4',
      'format() { mkfs.ext4 /dev/$1; }\nformat xvdf',
      'prepare-disk xvdf',
      'NAME=${NAME/sd/xvd}',
      "D=$(curl -s $URL/name | sed 's/sd/xvd/')",
      'D=$(curl -s http://169.254.169.254/latest/meta-data/block-device-mapping/ephemeral0)\nmount /dev/$D /mnt',
      // Written by a group of commands, or by sed
      '(echo "/dev/xvdf /data xfs") >> /etc/fstab',
      'for l in f g; do echo "/dev/xvd$l /data/$l xfs"; done | sudo tee -a /etc/fstab',
      'true\n{ if true; then\necho "/dev/xvdf /data xfs"\nfi; } >> /etc/fstab',
      'lines() {\necho "/dev/xvdf /data xfs"\n} >> /etc/fstab',
      "sed -i '$ a /dev/xvdf /data xfs' /etc/fstab",
      "sed -i 's#root=[^ ]*#root=/dev/xvda1#' /boot/grub/grub.conf",
      'while read d m; do mount $d $m; done <<EOF\n/dev/xvdf /data\nEOF',
      '(crontab -l; echo "@reboot mount /dev/xvdf /data") | crontab -',
      'su - app <<EOF\nsudo mount /dev/xvdf /data\nEOF',
      'cat > /usr/local/bin/mount-data <<EOF\nmount /dev/xvdf /data\nEOF',
      // Knows nothing of NVMe by that
      'D=/dev/xvdf\n[ -z "$(lsblk -no FSTYPE $D)" ] && mkfs.xfs $D',
      'lsblk -o NAME,SIZE\nmkfs.xfs /dev/xvdf',
      'lsblk -dpno NAME | while read -r d; do mkfs.xfs $d; done; ls /dev/xvdf',
      'ln -s /dev/xvdf /opt/disk\nmkfs.xfs /opt/disk',
      'yum install -y nvme-cli\ndracut -f --add-drivers "nvme ena"\nmkfs.xfs /dev/xvdf',
    ],
    nearMisses: [
      'log_info /dev/xvdf is not formatted',
      'fail_with_message "no /dev/xvdf"',
      'ls /dev/shm /dev/null /dev/sdks /dev/sda-backup /dev/sdcard',
      'ls /opt/dev/sda',
      'aws ec2 attach-volume --device /dev/sdf',
      'D=/dev/sdf\naws ec2 attach-volume --device "$D"',
      'mount /dev/xvdf /data || mount /dev/nvme1n1 /data',
      'mount -L data /data # was /dev/xvdf',
      "sed -i '/xvdf/d' /etc/fstab",
      "sed -i 's#^/dev/xvdf#UUID=0#' /etc/fstab",
      'D="/dev/sdf /dev/sdg"\nfor d in $D; do aws ec2 attach-volume --device $d; done',
      'for l in sdf sdg; do aws ec2 attach-volume --device /dev/$l; done',
      'M="DeviceName=/dev/xvda,Ebs={VolumeSize=100}"\nA="--block-device-mappings $M"\naws ec2 run-instances $A',
      'for d in nvme1n1 nvme2n1; do mkfs.xfs /dev/$d; done',
      'ln -s /dev/disk/by-label/data /dev/xvdf\nmount /dev/xvdf /data',
      'cat > /etc/udev/rules.d/9.rules <<\'EOF\'\nKERNEL=="nvme[0-9]*", SYMLINK+="%c"\nEOF\nmount /dev/xvdf /data',
      'trap \'echo "failed at /dev/xvdf"\' ERR',
      '{ echo "no /dev/xvdf"; date; } >> /var/log/boot.log',
      'curl -s http://169.254.169.254/latest/meta-data/block-device-mapping/ami',
      "#!/usr/bin/env python3\nec2.attach_volume(\n    Device='/dev/sdf',\n)\nLOG.warning('no /dev/xvdf')\n",
      "#!/usr/bin/env python3\nDEVICE = '/dev/sdf'\nec2.attach_volume(VolumeId=v, Device=DEVICE)\n",
    ],
  },
  'disk in sysfs': {
    found: ['cat /sys/block/xvda/queue/rotational', 'echo 1 > /sys/class/block/sda/device/rescan'],
    nearMisses: ['cat /sys/block/loop0/size', 'echo /sys/block/xvda'],
  },
  'disk in a listing': {
    found: [
      'lsblk | grep xvdf',
      'ls /dev | grep "^xvd"',
      'grep xvdf /proc/partitions',
      "for d in $(lsblk -l | awk '/xvd/ {print $1}'); do true; done",
      '[[ $(lsblk) == *xvdf* ]]',
      "find /dev -name 'xvd*'",
      "#!/usr/bin/python3\nif d.startswith('xvd'): use(d)",
    ],
    nearMisses: [
      "#!/usr/bin/python3\nif d.startswith('xvd') or d.startswith('nvme'): use(d)",
      'lsblk -f',
      'grep xvdf /var/log/messages',
      'lsblk | grep disk',
      'lsblk | grep -e xvdf -e nvme1n1',
    ],
  },
  'network interface': {
    found: [
      'ip link set eth0 up',
      'cat /sys/class/net/eth0/mtu',
      'NIC=${NIC:-eth0}',
      'iptables -A FORWARD -i eth+ -j ACCEPT',
      'for i in /sys/class/net/eth*; do cat $i/mtu; done',
      'cat > /etc/NetworkManager/system-connections/a.nmconnection <<EOF\ninterface-name=eth0\nEOF',
      'cat > /etc/systemd/network/10-a.network <<EOF\nName=eth0\nEOF',
      'cp x /etc/sysconfig/network-scripts/ifcfg-eth0',
      'ip a | grep eth0',
      "ifconfig | awk '/eth0/ {getline; print $2}'",
      'docker swarm init --advertise-addr eth0',
      'docker run --net=host consul agent -bind-interface eth0',
      'echo "net.ipv4.conf.eth0.rp_filter=0" >> /etc/sysctl.conf',
    ],
    nearMisses: [
      'ip link add veth0 type veth',
      'docker exec web ip a s eth0',
      'ip link set ens5 up || ip link set eth0 up',
      'echo eth0',
      'ls /opt/eth0_backup',
      'ip netns exec blue ip addr show eth0',
      "awk '/eth0/' /var/log/messages",
      'cat > /etc/udev/rules.d/70-persistent-net.rules <<\'EOF\'\nATTR{address}=="0a:1b", NAME="eth0"\nEOF\nip addr show eth0',
    ],
  },
  'further network interface': {
    found: ['dhclient -v eth1', 'ip a | grep eth1', 'docker swarm init --advertise-addr eth1', 'ethtool -G eth10 rx 4096'],
    nearMisses: ['dhclient -v veth1', 'docker exec web ip a s eth1', 'echo eth1', 'dhclient ens6 || dhclient eth1'],
  },
};

describe.each(ALL_HABITS)('$name', (habit) => {
  const { found = [], nearMisses = [] } = EXAMPLES[habit.name] ?? {};

  test('each of its patterns finds one of the examples', () => {
    expect(nearMisses).not.toEqual([]);
    const missing = habit.patterns.filter(
      (pattern) => !found.some((text) => habitsIn(text, [{ ...habit, patterns: [pattern] }]).length > 0),
    );
    expect(missing).toEqual([]);
  });

  test.each(found)('finds %j', (text) => {
    expect(habitsIn(text).map((use) => use.habit.name)).toContain(habit.name);
  });

  test.each(nearMisses)('leaves %j alone', (text) => {
    expect(habitsIn(text)).toEqual([]);
  });

  test('its texts fit into a message', () => {
    expect(habit.why).toMatch(/^[a-z].*[^.]$/);
    expect(habit.instead).toMatch(/^[a-z].*[^.]$/);
    expect(habit.how).toMatch(/^[^A-Z].*[^.]$|^NIC=.*[^.]$/);
    expect(habit.how).not.toContain(habit.instead);
    // No page of AWS describes Xen's own files.
    expect(habit.source).toMatch(
      /^https:\/\/(?:docs\.aws\.amazon\.com|www\.kernel\.org\/doc|wiki\.xenproject\.org|www\.freedesktop\.org\/software\/systemd\/man|github\.com\/(?:torvalds\/linux|xen-project\/xen|chef\/ohai)\/blob)\//,
    );
  });
});

test('each habit has examples in EXAMPLES, in the same order', () => {
  expect(Object.keys(EXAMPLES)).toEqual(ALL_HABITS.map(({ name }) => name));
});
