import { alarmsOf } from './alarms';

const FOUND: Readonly<Record<string, string>> = {
  'i3 same if different mount': `#!/bin/bash
if [ -b /dev/nvme0n1 ]; then
  mount /dev/nvme0n1 /cache
else
  mount /dev/xvdb /scratch
fi
`,
  'case of other variable': `#!/bin/bash
case $ROLE in
  cache) D=/dev/nvme0n1; mount $D /cache;;
  db) D=/dev/xvdf; mount $D /db;;
esac
`,
  'made of env': `#!/bin/bash
if [ "$ROLE" = cache ]; then D=nvme0n1; M=/cache; else D=xvdf; M=/data; fi
mount /dev/$D $M
`,
  'made of one name after the other': `#!/bin/bash
D=nvme0n1
mount /dev/$D /cache
D=xvdf
mount /dev/$D /data
`,
  'made of both in two functions': `#!/bin/bash
a() { D=nvme0n1; mount /dev/$D /cache; }
b() { D=xvdf; mount /dev/$D /data; }
a; b
`,
  'items for two folders': `#!/bin/bash
for p in /dev/nvme0n1:/cache /dev/xvdf:/data; do IFS=: read d m <<< $p; mount $d $m; done
`,
  'udev rule for other names': `#!/bin/bash
echo 'KERNEL=="nvme0n1", SYMLINK+="cache"' > /etc/udev/rules.d/99.rules
mount /dev/xvdf /data
`,
  'function lookup and then uses old': `#!/bin/bash
dev() { nvme id-ctrl /dev/nvme0n1 > /var/log/nvme; echo /dev/xvdf; }
mount $(dev) /data
`,
  'fallback function without lookup result': `#!/bin/bash
dev() { ebsnvme-id /dev/nvme0n1 >> /var/log/x; echo starting >&2; echo /dev/xvdf; }
mount $(dev) /data
`,
  'link of other': `#!/bin/bash
cat > /etc/systemd/network/10.link <<'X'
[Match]
MACAddress=02:00:00:00:00:01
[Link]
Name=eth1
X
ethtool -K eth0 tso off
`,
  'network file is no link': `#!/bin/bash
cat > /etc/systemd/network/10.network <<'X'
[Match]
Name=eth0
X
`,
  'udev other': `#!/bin/bash
echo 'SUBSYSTEM=="net", ATTR{address}=="02:00", NAME="eth1"' > /etc/udev/rules.d/70.rules
ip addr show eth0
`,
  'imds mapping then below dev': `#!/bin/bash
n=$(curl -s http://169.254.169.254/latest/meta-data/block-device-mapping/ebs1)
mount /dev/$n /data
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'ebs function': `#!/bin/bash
find_device() {
  local name=$1
  for n in /dev/nvme*n1; do
    if ebsnvme-id -b "$n" | grep -q "$name"; then echo "$n"; return; fi
  done
  echo "/dev/$name"
}
DEV=$(find_device xvdf)
mount "$DEV" /data
`,
  'function with param default': `#!/bin/bash
dev_of() { for d in /dev/nvme*n1; do [ "$(ebsnvme-id -u $d)" = "$1" ] && { echo $d; return; }; done; echo /dev/$1; }
mount "$(dev_of xvdf)" /data
mount "$(dev_of xvdg)" /logs
`,
  'if nvme else': `#!/bin/bash
if lsblk | grep -q nvme1n1; then D=nvme1n1; else D=xvdf; fi
mkfs -t xfs /dev/$D
`,
  'root by findmnt then xvda': `#!/bin/bash
ROOT=$(lsblk -no pkname $(findmnt -no SOURCE /))
[ -n "$ROOT" ] || ROOT=xvda
growpart /dev/$ROOT 1
`,
  'nvme then xvd in fstab sed': `#!/bin/bash
sed -i 's#^/dev/xvdf#UUID='$(blkid -s UUID -o value /dev/nvme1n1)'#' /etc/fstab
`,
  'imds block device': `#!/bin/bash
ROOT=$(curl -s http://169.254.169.254/latest/meta-data/block-device-mapping/root)
if [ "$ROOT" = /dev/xvda ]; then echo al2 > /etc/flavour; fi
`,
  'assignments on one line': `#!/bin/bash
old=/dev/xvdf; new=/dev/nvme1n1
if [ -b "$new" ]; then dev=$new; else dev=$old; fi
mount "$dev" /data
`,
  'mongodb loop table': `#!/bin/bash
while read -r xen nitro mnt; do
  if [ -b "$nitro" ]; then dev=$nitro; else dev=$xen; fi
  mkfs.xfs "$dev"; mount "$dev" "$mnt"
done <<EOF
/dev/xvdf /dev/nvme1n1 /data
/dev/xvdg /dev/nvme2n1 /journal
EOF
`,
  'items for one folder': `#!/bin/bash
for p in /dev/nvme1n1:/data /dev/xvdf:/data; do IFS=: read d m <<< $p; [ -b $d ] && mount $d $m; done
`,
  elastic: `#!/bin/bash
is_nitro() { [ -e /dev/nvme0n1 ]; }
if is_nitro; then
  DEVICE=/dev/nvme1n1
else
  DEVICE=/dev/xvdb
fi
mkfs -t ext4 "$DEVICE"; mount "$DEVICE" /data
`,
  'instance type regexp': `#!/bin/bash
T=$(curl -s http://169.254.169.254/latest/meta-data/instance-type)
if [[ $T =~ ^(m5|c5|r5|t3) ]]; then D=nvme1n1; P=nvme1n1p1; else D=xvdf; P=xvdf1; fi
parted -s /dev/$D mklabel gpt; mkfs.xfs /dev/$P
`,
  'link file': `#!/bin/bash
cat > /etc/systemd/network/10-eth0.link <<'EOF'
[Match]
MACAddress=02:00:00:00:00:01
[Link]
Name=eth0
EOF
ethtool -K eth0 tso off
`,
  udev: `#!/bin/bash
echo 'SUBSYSTEM=="net", ATTR{address}=="02:00", NAME="eth1"' > /etc/udev/rules.d/70.rules
ip addr show eth1
`,
  'remove persistent': `#!/bin/bash
rm -f /etc/udev/rules.d/70-persistent-net.rules /etc/sysconfig/network-scripts/ifcfg-eth1
`,
  'eth0 with sed template': `#!/bin/bash
IF=$(ls /sys/class/net | grep -v lo | head -1)
sed -i "s/eth0/$IF/" /etc/keepalived/keepalived.conf
`,
  nft: `#!/bin/bash
nft add rule nat postrouting oifname { "eth0", "ens5" } masquerade
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
