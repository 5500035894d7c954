#!/bin/bash
lsmod | grep -q xen_blkfront || modprobe xen-blkfront # finds: Xen drivers
if lspci | grep -qi xensource; then echo ok; fi # finds: Xen drivers
