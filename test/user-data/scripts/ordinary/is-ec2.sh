#!/bin/bash
# As AWS documents it: the UUID of the hypervisor on Xen, that of the DMI elsewhere.
is_ec2() {
  if [ -f /sys/hypervisor/uuid ]; then
    [ "$(head -c 3 /sys/hypervisor/uuid)" = ec2 ]
  elif [ -r /sys/devices/virtual/dmi/id/product_uuid ]; then
    [ "$(head -c 3 /sys/devices/virtual/dmi/id/product_uuid)" = EC2 ]
  else
    curl -s -m 1 http://169.254.169.254/latest/dynamic/instance-identity/document | grep -q availabilityZone
  fi
}
if is_ec2; then systemctl start agent; fi
