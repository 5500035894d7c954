#!/usr/bin/env python3
"""Attaches a volume.

It used to read /sys/hypervisor/uuid and to mount /dev/xvdf.
"""
import boto3, logging

# eth0 is not looked at, nor is /dev/sdf
ec2 = boto3.client('ec2')
logging.info('attaching as /dev/sdf')
ec2.attach_volume(VolumeId='vol-0', InstanceId='i-0', Device='/dev/sdf')
print("it is not /dev/xvdf any more")
