#!/bin/bash
device=$(lsblk -dno NAME,SERIAL | awk -v serial=vol0123456789abcdef0 '$2 == serial { print "/dev/" $1 }')
: "${device:=/dev/xvdf}"
blkid "$device" || mkfs.ext4 "$device"
blkid -L data
