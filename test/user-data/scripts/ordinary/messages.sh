#!/bin/bash
echo "The volume /dev/xvdf is no longer used, see /sys/hypervisor/uuid"
printf 'root was %s\n' /dev/sda1
logger -t boot "eth0 is gone; xenstore-read is not available"
log_info "not looking at /dev/xvdb"
cat <<EOF
Volumes used to be called /dev/xvdf and were detected through /proc/xen.
EOF
echo "usage: setup /dev/sdf" >&2
