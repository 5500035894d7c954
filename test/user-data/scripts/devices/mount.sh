#!/bin/bash
mkfs -t ext4 /dev/xvdf # finds: disk device
mkdir -p /data
mount /dev/xvdf /data # finds: disk device
echo "/dev/xvdf /data ext4 defaults,nofail 0 2" >> /etc/fstab # finds: disk device
