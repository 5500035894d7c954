#!/bin/bash
set -euxo pipefail
# Mount instance storage if we can
devicemount=/mnt/ephemeral
logicalname=/dev/md0
devices=($(nvme list | grep "Amazon EC2 NVMe Instance Storage" | cut -f1 -d' ' || true))
if [ -z "${devices[*]}" ]; then
  echo "No Instance Storage NVMe drives to mount" >&2
  exit 0
fi
mdadm --create "$logicalname" --level=0 -c256 --raid-devices="${#devices[@]}" "${devices[@]}"
mkfs.xfs -f "$logicalname"
mount -t xfs -o noatime "$logicalname" "$devicemount"
if [[ "${DOCKER_USERNS_REMAP:-false}" == "true" ]]; then
  cat <<< "$(jq '."userns-remap"="buildkite-agent"' /etc/docker/daemon.json)" > /etc/docker/daemon.json
fi
