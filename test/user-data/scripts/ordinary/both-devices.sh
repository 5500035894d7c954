#!/bin/bash
if [ -e /dev/nvme1n1 ]; then
  DEVICE=/dev/nvme1n1
else
  DEVICE=/dev/xvdf
fi
file -s $DEVICE | grep -q filesystem || mkfs -t ext4 $DEVICE
mount $DEVICE /data
