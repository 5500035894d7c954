#!/bin/bash
for disk in /dev/sdb /dev/sdc; do # finds: disk device
  pvcreate "$disk"
done
mdadm --create /dev/md0 --level=0 --raid-devices=2 /dev/xvd[bc] # finds: disk device
for letter in f g; do
  mkfs.xfs /dev/xvd$letter # finds: disk device
done
if ! blkid ${DATA_DEVICE:-/dev/sdf}; then # finds: disk device
  dd if=/dev/zero of=/dev/sdf bs=512 count=1 # finds: disk device
fi
