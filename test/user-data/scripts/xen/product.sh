#!/bin/bash
[ "$(sudo dmidecode -s system-product-name)" = "HVM domU" ] && EC2=1 # finds: Xen in DMI
grep -q Xen /sys/class/dmi/id/sys_vendor && EC2=1 # finds: Xen in DMI
