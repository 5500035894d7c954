#!/bin/bash
case $(systemd-detect-virt) in # finds: name of the hypervisor
  (xen) start-agent ;;
  *) exit 1 ;;
esac
