#!/bin/bash
sed -i 's/^#\?PasswordAuthentication .*/PasswordAuthentication no/' /etc/ssh/sshd_config
systemctl reload sshd
useradd -m xvdfuser
/opt/sdf-tools/bin/xvdf-report --out /var/lib/sdb/report
ls /opt/dev/sdk/tools
export ANDROID_HOME=/opt/dev/sda-sdk veth0=none
