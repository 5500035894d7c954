#!/bin/bash
test -d /proc/xen && touch /etc/on-ec2 # finds: xenfs
mount -t xenfs none /proc/xen # finds: xenfs
