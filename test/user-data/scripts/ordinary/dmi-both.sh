#!/bin/bash
if dmidecode -s system-uuid | grep -qi '^ec2' || dmidecode -s bios-version | grep -qi amazon; then
  systemctl start amazon-ssm-agent
fi
cat /sys/class/dmi/id/sys_vendor | grep -q 'Amazon EC2'
