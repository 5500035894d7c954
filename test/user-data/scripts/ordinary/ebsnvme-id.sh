#!/bin/bash
for device in /dev/nvme*n1; do
  [ "$(/sbin/ebsnvme-id -b "$device")" = sdf ] && ln -sf "$device" /dev/sdf
done
mkfs -t xfs /dev/sdf
mount /dev/sdf /data
