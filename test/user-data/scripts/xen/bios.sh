#!/bin/bash
if dmidecode -s bios-version | grep -iq amazon; then # finds: BIOS version
  touch /etc/ec2
fi
VERSION=$(cat /sys/class/dmi/id/bios_version) # finds: BIOS version
if [[ $VERSION == *amazon* ]]; then touch /etc/ec2; fi
