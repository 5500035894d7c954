#!/bin/bash
IP=$(ip addr show eth0 | awk '/inet / {print $2}') # finds: network interface
MAC=$(cat /sys/class/net/eth0/address) # finds: network interface
iptables -t nat -A POSTROUTING -o eth0 -s 10.0.0.0/16 -j MASQUERADE # finds: network interface
sysctl -w net.ipv4.conf.eth0.rp_filter=0 # finds: network interface
tcpdump -i eth0 -w /tmp/dump & # finds: network interface
sed -i 's/^ONBOOT=.*/ONBOOT=yes/' /etc/sysconfig/network-scripts/ifcfg-eth0 # finds: network interface
ethtool -G eth1 rx 4096 # finds: further network interface
