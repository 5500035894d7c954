#!/bin/bash
root=$(findmnt -no SOURCE /)
case "$root" in
  /dev/nvme*) disk=/dev/nvme0n1; part=1 ;;
  /dev/xvda*) disk=/dev/xvda; part=1 ;;
esac
growpart "$disk" "$part"
