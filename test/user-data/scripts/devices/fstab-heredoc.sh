#!/bin/bash
cat >> /etc/fstab <<EOF
# the data volume, /dev/sdb
/dev/sdh1 /data xfs defaults 0 0 # finds: disk device
EOF
echo -e '/dev/xvdg\t/logs\txfs\tdefaults\t0\t0' | sudo tee -a /etc/fstab >/dev/null # finds: disk device
