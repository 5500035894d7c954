#!/bin/bash
dracut -f --add-drivers "nvme ena xen-blkfront xen-netfront"
modinfo ena nvme
cat /etc/amazon/ssm/seelog.xml | head -n 1
