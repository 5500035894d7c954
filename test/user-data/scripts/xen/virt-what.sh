#!/bin/bash
if virt-what | grep -q xen; then # finds: name of the hypervisor
  /opt/agent/start --ec2
fi
[[ "$(systemd-detect-virt)" == "xen" ]] || exit 0 # finds: name of the hypervisor
HYPERVISOR=$(hostnamectl status | awk '/Virtualization/ {print $2}') # finds: name of the hypervisor
case "$HYPERVISOR" in
  xen) echo yes ;;
esac
lscpu | grep -i 'hypervisor vendor.*xen' && exit 0 # finds: name of the hypervisor
