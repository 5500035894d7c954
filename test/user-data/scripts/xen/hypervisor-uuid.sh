#!/bin/bash
if [ -f /sys/hypervisor/uuid ] && [ `head -c 3 /sys/hypervisor/uuid` == ec2 ]; then # finds: hypervisor in sysfs
  echo "on EC2"
fi
