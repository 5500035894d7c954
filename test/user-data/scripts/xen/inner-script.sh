#!/bin/bash
sudo -u app bash -c 'cat /sys/hypervisor/uuid' # finds: hypervisor in sysfs
cat > /usr/local/bin/on-ec2 <<'EOF'
#!/bin/sh
[ -e /sys/hypervisor/uuid ] # finds: hypervisor in sysfs
EOF
bash <<EOF
xenstore-ls # finds: xenstore
EOF
