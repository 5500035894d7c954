#!/bin/bash
until lsblk | grep -q xvdf; do sleep 1; done # finds: disk in a listing
grep -qw xvdg /proc/partitions || exit 1 # finds: disk in a listing
mount | grep -q '^/dev/xvdf' || mount -a # finds: disk in a listing
