#!/bin/bash
# The data volume is attached as /dev/sdf, which older kernels called /dev/xvdf.
# On Xen, /sys/hypervisor/uuid began with ec2; eth0 was the first interface.
VOLUME_ID=vol-0123456789abcdef0
device=$(readlink -f "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID/-/}") # not /dev/xvdf
mkfs -t xfs "$device"
