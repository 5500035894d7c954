#!/bin/bash
cat > /etc/sysconfig/docker-storage-setup <<EOF
DEVS=/dev/xvdcz # finds: disk device
VG=docker
EOF
docker run --device /dev/sdf:/dev/sdf example/tool # finds: disk device
