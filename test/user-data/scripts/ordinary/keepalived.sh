#!/bin/bash
yum install -y keepalived
cat > /etc/keepalived/keepalived.conf <<EOF
vrrp_instance VI_1 {
  state MASTER
  interface eth0
  virtual_router_id 51
}
EOF
systemctl enable --now keepalived
