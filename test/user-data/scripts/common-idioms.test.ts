import { alarmsOf } from '../alarms';

const CLEAN: Readonly<Record<string, string>> = {
  "logging to a file and the console": `#!/bin/bash
exec > >(tee /var/log/user-data.log | logger -t user-data -s 2>/dev/console) 2>&1
yum update -y
`,
  "retry wrapper": `#!/bin/bash
retry() { local n=0; until "$@"; do n=$((n+1)); [ $n -ge 5 ] && return 1; sleep 5; done; }
retry yum install -y nvme-cli
retry curl -sf https://example.com/a | bash
`,
  "package command in a variable": `#!/bin/bash
PKG="yum -y install"
$PKG jq
SUDO=sudo
$SUDO systemctl enable docker
`,
  "package list added to": `#!/bin/bash
PACKAGES="jq curl"
PACKAGES+=" xen-tools"
apt-get install -y $PACKAGES
`,
  "docker arguments in an array": `#!/bin/bash
args=(run -d --name web -p 80:80)
args+=(-v /data:/data)
docker "\${args[@]}" nginx
`,
  "aws command in a string": `#!/bin/bash
AWS="aws --region eu-west-1 ec2"
$AWS attach-volume --device /dev/sdf --volume-id vol-1 --instance-id i-1
`,
  "aws in a function": `#!/bin/bash
attach() { aws ec2 attach-volume --volume-id "$1" --instance-id "$2" --device "$3"; }
attach vol-1 i-1 /dev/sdf
`,
  "usage function": `#!/bin/bash
usage() {
cat <<EOF
usage: $0 DEVICE
  DEVICE is something like /dev/xvdf; lsblk | grep xvd shows it
EOF
}
[ $# -gt 0 ] || usage >&2
`,
  "config by function": `#!/bin/bash
config() { cat <<EOF
server { listen 80; }
EOF
}
config > /etc/nginx/conf.d/a.conf
`,
  "service by function": `#!/bin/bash
unit() { cat <<EOF
[Service]
ExecStart=/bin/sh -c 'java -jar app.jar | logger'
EOF
}
unit > /etc/systemd/system/app.service
`,
  "lookup function": `#!/bin/bash
find_device() {
  for d in /dev/nvme*n1; do
    if [ "$(nvme id-ctrl -v "$d" | grep -c "$1")" -gt 0 ]; then echo "$d"; fi
  done
}
D=$(find_device vol0123)
mkfs.xfs "$D"
`,
  "lookup with ebsnvme-id and old name": `#!/bin/bash
for blk in /dev/nvme*n1; do
  name=$(/sbin/ebsnvme-id -b "$blk")
  if [ "$name" = /dev/sdf ] || [ "$name" = sdf ]; then DEV=$blk; fi
done
mkfs.xfs "$DEV"
`,
  "sed of template to file": `#!/bin/bash
sed -e "s/@HOST@/$(hostname)/" /opt/a.tpl > /etc/a.conf
sed -i 's/^#Port 22/Port 2222/' /etc/ssh/sshd_config
`,
  "crontab added to": `#!/bin/bash
crontab -l > /tmp/cron 2>/dev/null
echo "*/5 * * * * /opt/mon.pl --mem-util | logger" >> /tmp/cron
crontab /tmp/cron
`,
  "cloudwatch cron with percent": `#!/bin/bash
echo '0 2 * * * root tar czf /backup/$(date +\\%F).tgz /data' > /etc/cron.d/backup
`,
  "profile": `#!/bin/bash
cat > /etc/profile.d/java.sh <<'EOF'
export JAVA_HOME=/usr/lib/jvm/java
export PATH=$JAVA_HOME/bin:$PATH
EOF
`,
  "decoding secrets": `#!/bin/bash
echo "\${CERT}" | base64 -d > /etc/ssl/cert.pem
openssl enc -d -aes-256-cbc -in /opt/a.enc -out /opt/a -k "$KEY"
SECRET=$(aws secretsmanager get-secret-value --secret-id a --query SecretString --output text | jq -r .password | base64 -d)
mysql -p"$SECRET" -e 'select 1'
`,
  "random and case": `#!/bin/bash
ID=$(cat /proc/sys/kernel/random/uuid | tr -d '-' | cut -c1-8)
hostnamectl set-hostname "web-\${ID,,}"
REGION=$(curl -s http://169.254.169.254/latest/meta-data/placement/availability-zone | sed 's/.$//')
aws configure set region "$REGION"
`,
  "downloads run": `#!/bin/bash
curl -fsSL https://get.docker.com | sh
bash <(curl -s https://example.com/a.sh)
eval "$(ssh-agent -s)"
eval "$(/opt/conda/bin/conda shell.bash hook)"
source <(kubectl completion bash)
`,
  "ssh to another machine": `#!/bin/bash
ssh -o StrictHostKeyChecking=no "ubuntu@$DB_HOST" 'lsblk | grep xvdf && sudo mkfs.xfs /dev/xvdf'
`,
  "while over hosts": `#!/bin/bash
while read -r host ip; do echo "$ip $host" >> /etc/hosts; done <<'EOF'
db 10.0.0.1
xen 10.0.0.2
EOF
`,
  "mapfile of packages": `#!/bin/bash
mapfile -t pkgs < /opt/packages.txt
apt-get install -y "\${pkgs[@]}"
`,
  "heredoc to sudo bash": `#!/bin/bash
sudo -u ubuntu -i bash <<'EOF'
git clone https://example.com/a.git
cd a && npm ci | tee /tmp/npm.log
EOF
`,
  "su with pipeline": `#!/bin/bash
su - postgres -c "psql -c 'select 1' | grep -q 1"
`,
  "docker exec with eth0": `#!/bin/bash
docker exec web sh -c 'ip -4 addr show eth0 | grep inet'
`,
  "python boto": `#!/usr/bin/env python3
import boto3, subprocess
ec2 = boto3.client("ec2")
device = "/dev/sdf"
ec2.attach_volume(Device=device, VolumeId="vol-1", InstanceId="i-1")
subprocess.run("systemctl restart app | logger", shell=True)
cmd = "aws ec2 attach-volume --device /dev/sdf --volume-id vol-1"
subprocess.check_call(cmd, shell=True)
`,
  "python docstring": `#!/usr/bin/env python3
"""Mounts a volume.

lsblk | grep xvdf would not find it on Nitro.
"""
import os
os.system("systemctl start app")
`,
  "python logging of a command": `#!/usr/bin/env python3
import logging, os
logging.info("no longer runs: lsblk | grep xvdf")
print("virt-what | grep xen")
os.system("true")
`,
  "ruby chef": `#!/usr/bin/env ruby
require 'open3'
out, = Open3.capture2("lsblk -o NAME,SERIAL | grep vol0123")
puts "device #{out}"
`,
  "powershell disks": `<powershell>
$letter = "D"
Get-Disk | Where-Object PartitionStyle -eq 'RAW' | Initialize-Disk -PartitionStyle GPT -PassThru | New-Partition -DriveLetter $letter -UseMaximumSize | Format-Volume
$cmd = "netsh interface show interface"
Invoke-Expression $cmd
cmd /c "echo done > C:\\done.txt"
</powershell>
`,
  "powershell names both": `<powershell>
$vendor = "Xen"
$bios = (Get-WmiObject Win32_ComputerSystem).Manufacturer
if ($bios -in @($vendor, "Amazon EC2")) { Start-Service agent }
</powershell>
`,
  "batch": `<script>
set DIR=C:\\app
mkdir %DIR%
echo started > %DIR%\\log.txt
</script>
`,
  "both names by function": `#!/bin/bash
device() { if [ -e /dev/nvme1n1 ]; then echo /dev/nvme1n1; else echo /dev/xvdf; fi; }
mkfs.xfs "$(device)"
`,
  "both names by variable": `#!/bin/bash
D=/dev/xvdf
[ -e /dev/nvme1n1 ] && D=/dev/nvme1n1
mkfs.xfs $D
`,
  "script with arguments": `#!/bin/bash
cat > /usr/local/bin/mount-volume <<'EOF'
#!/bin/bash
D=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_\${1/-/}
mkfs.xfs "$D"
EOF
chmod +x /usr/local/bin/mount-volume
/usr/local/bin/mount-volume vol-0123
`,
  "function that logs and runs": `#!/bin/bash
run() { echo "+ $*"; "$@"; }
run yum install -y jq
run systemctl enable --now docker
`,
  "fold of options": `#!/bin/bash
OPTS="--storage-opt dm.basesize=20G"
OPTS="$OPTS --log-driver=awslogs"
echo "OPTIONS=\\"$OPTS\\"" > /etc/sysconfig/docker
`,
  "xargs of images": `#!/bin/bash
docker images -q | xargs -r docker rmi
ls /opt/*.deb | xargs -n1 dpkg -i
`,
  "trap and cfn-signal": `#!/bin/bash
trap 'cfn-signal -e $? --stack s --resource r --region eu-west-1' EXIT
`,
  "awk of hosts": `#!/bin/bash
awk '{print $1}' /etc/hosts | sort -u > /tmp/hosts
`,
  "systemd-run timer": `#!/bin/bash
systemd-run --on-active=30 --unit=late bash -c 'docker ps | grep web'
`,
  "tr and cut of output": `#!/bin/bash
V=$(cat /etc/os-release | grep VERSION_ID | cut -d= -f2 | tr -d '"')
if [ "$V" = "2023" ]; then dnf install -y jq; fi
`,
};

describe("common idioms", () => {
  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
