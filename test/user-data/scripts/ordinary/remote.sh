#!/bin/bash
ssh admin@10.0.0.5 "ip addr show eth0; mount /dev/sdb1 /mnt"
rsync -a /srv/ backup:/srv/
