#!/bin/bash
set -euo pipefail
readonly VOLUME_ID="vol-0abc"
for attempt in $(seq 1 60); do
  DEV="/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${VOLUME_ID//-/}"
  [[ -b $DEV ]] && break
  sleep 1
done
if ! blkid "$DEV" >/dev/null; then mkfs.xfs -L kafka "$DEV"; fi
echo 'LABEL=kafka /var/lib/kafka xfs defaults,nofail 0 2' >> /etc/fstab
mkdir -p /var/lib/kafka && mount -a
[[ "$(uname -m)" =~ ^(aarch64|arm64)$ ]] && ARCH=arm64 || ARCH=amd64
