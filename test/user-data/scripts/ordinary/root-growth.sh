#!/bin/bash
ROOT=$(findmnt -no SOURCE /)
DISK=/dev/$(lsblk -no PKNAME "$ROOT")
PART=$(echo "$ROOT" | grep -o '[0-9]*$')
growpart "$DISK" "$PART"
if [[ $DISK == /dev/xvda ]]; then NAME=/dev/xvda; else NAME=/dev/nvme0n1; fi
if [ "$(readlink -f /dev/xvda)" != /dev/nvme0n1 ] && [ -e /dev/nvme0n1p1 ]; then xfs_growfs -d /; fi
