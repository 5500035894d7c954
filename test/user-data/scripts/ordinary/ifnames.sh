#!/bin/bash
sed -i 's/^GRUB_CMDLINE_LINUX="/&net.ifnames=0 biosdevname=0 nvme_core.io_timeout=4294967295 /' /etc/default/grub
echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX net.ifnames=0"' >> /etc/default/grub
grub2-mkconfig -o /boot/grub2/grub.cfg
tcpdump -i eth0 -c 1
