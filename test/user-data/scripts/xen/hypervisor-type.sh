#!/bin/sh
read -r type < /sys/hypervisor/type # finds: hypervisor in sysfs
grep -qs xen "$type" /sys/hypervisor/type || exit 0 # finds: hypervisor in sysfs
