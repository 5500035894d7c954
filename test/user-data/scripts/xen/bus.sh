#!/bin/bash
for vbd in /sys/bus/xen/devices/vbd-*; do # finds: xen bus
  cat "$vbd/nodename"
done
udevadm trigger --subsystem-match=xenbus # finds: xen bus
