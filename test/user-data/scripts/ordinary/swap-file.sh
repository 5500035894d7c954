#!/bin/sh
dd if=/dev/zero of=/swapfile bs=1M count=2048 2>/dev/null
chmod 600 /swapfile
mkswap /swapfile
swapon /swapfile
echo '/swapfile none swap sw 0 0' >> /etc/fstab
dd if=/dev/urandom of=/dev/null bs=1k count=1
mount -o remount,size=2G /dev/shm
echo "tmpfs /dev/shm tmpfs defaults,size=2g 0 0" | sudo tee -a /etc/fstab
