#!/bin/bash
growpart /dev/xvda 1 # finds: disk device
resize2fs /dev/xvda1 # finds: disk device
blockdev --setra 128 /dev/xvda # finds: disk device
echo noop > /sys/block/xvda/queue/scheduler # finds: disk in sysfs
