#!/bin/bash
DEVICE=/dev/xvdf # finds: disk device
aws ec2 attach-volume --device $DEVICE --volume-id vol-0 --instance-id i-0
while [ ! -e $DEVICE ]; do sleep 1; done
export SCRATCH_DEVICE="/dev/sdb" # finds: disk device
