#!/bin/bash
cat > /opt/app/docker-compose.yml <<'EOF'
services:
  sniffer:
    image: example/sniffer
    command: ["tcpdump", "-i", "eth0"]
EOF
cat > /opt/app/Dockerfile <<EOF
FROM alpine
CMD ip link show eth0
EOF
docker compose -f /opt/app/docker-compose.yml up -d
docker run --rm alpine sh -c "ip addr show eth0"
kubectl set env daemonset/calico-node IP_AUTODETECTION_METHOD=interface=eth0
