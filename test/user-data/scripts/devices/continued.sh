#!/bin/bash
mdadm --create /dev/md0 --level=0 \
  --raid-devices=2 \
  /dev/sdb /dev/sdc # finds: disk device
(cd /tmp && mkfs.ext4 -F /dev/xvdj) || exit 1 # finds: disk device
OUT="$(sudo file -s "/dev/xvdj")" # finds: disk device
