#!/bin/bash
sed -i s/eth0/ens5/ /etc/suricata/suricata.yaml
sed -i -e 's#/dev/xvdb#UUID=1234#' -e '/xvdc/d' /etc/fstab
grep -q '/dev/xvdf' /etc/fstab && echo "an old entry is left"
awk '$1 != "/dev/sdb"' /etc/fstab > /tmp/fstab
