#!/bin/bash -xe
exec > >(tee /var/log/user-data.log | logger -t user-data -s 2>/dev/console) 2>&1
apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -y upgrade
cat > /etc/sysctl.d/99-tuning.conf <<EOF
net.core.somaxconn = 1024
vm.swappiness = 1
EOF
sysctl --system
hostnamectl set-hostname "web-$(curl -s http://169.254.169.254/latest/meta-data/instance-id)"
[[ -f /etc/os-release ]] && . /etc/os-release
if systemctl is-active --quiet docker; then echo "docker's up"; fi
lsblk; df -h; ip addr
nvme list || apt-get install -y nvme-cli
mount -t nfs4 -o nfsvers=4.1,rsize=1048576 fs-1.efs.eu-west-1.amazonaws.com:/ /mnt/efs
(crontab -l 2>/dev/null; echo "*/5 * * * * /opt/report.sh >/dev/null 2>&1") | crontab -
