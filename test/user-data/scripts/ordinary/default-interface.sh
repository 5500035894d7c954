#!/bin/bash
nic=$(ip -o -4 route show to default | awk '{print $5; exit}')
iptables -t nat -A POSTROUTING -o "$nic" -j MASQUERADE
sysctl -w net.ipv4.ip_forward=1
for each in /sys/class/net/*; do
  name=${each##*/}
  [ "$name" = eth0 ] || [ "$name" = lo ] || ethtool -K "$name" gro off
done
