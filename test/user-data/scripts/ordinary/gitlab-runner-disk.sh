#!/bin/bash
# Waits for the volume, whatever it is called
while [ ! -e /dev/xvdb ] && [ ! -e /dev/nvme1n1 ]; do sleep 1; done
if [ -e /dev/nvme1n1 ]; then
  BLOCK_DEVICE=/dev/nvme1n1
elif [ -e /dev/xvdb ]; then
  BLOCK_DEVICE=/dev/xvdb
else
  echo "no /dev/xvdb" >&2
  exit 1
fi
blkid "$BLOCK_DEVICE" || mkfs.ext4 "$BLOCK_DEVICE"
mount "$BLOCK_DEVICE" /var/lib/docker
echo "$BLOCK_DEVICE /var/lib/docker ext4 defaults,nofail 0 2" >> /etc/fstab
