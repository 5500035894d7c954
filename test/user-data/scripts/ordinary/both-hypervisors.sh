#!/bin/bash
is_ec2() {
  if [ -r /sys/devices/virtual/dmi/id/board_asset_tag ] && grep -q '^i-' /sys/devices/virtual/dmi/id/board_asset_tag; then
    return 0
  fi
  [ -f /sys/hypervisor/uuid ] && [ "$(head -c 3 /sys/hypervisor/uuid)" = ec2 ]
}
is_ec2 || exit 0
