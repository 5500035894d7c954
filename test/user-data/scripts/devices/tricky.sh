#!/bin/bash
exec > >(tee /var/log/user-data.log|logger -t user-data -s 2>/dev/console) 2>&1
text=$(cat <<EOF
it's a list (of one
EOF
)
size=$(( $(nproc) * 2 )) # it's computed
while ! ls /dev/xvdf; do sleep 1; done # finds: disk device
result=$(
  # it's read twice
  file -s /dev/xvdf # finds: disk device
)
if [[ "$result" =~ (ext4|xfs) && -z ${x#a} ]]; then echo "it's /dev/xvdf"; fi
[ "$(lsblk -no FSTYPE /dev/xvdf)" = "" ] && mkfs.xfs /dev/xvdf # finds: disk device
options=(
  --device /dev/sdg # finds: disk device
)
cat <<-'EOF' | sudo tee /etc/fstab > /dev/null
	/dev/sdh /logs ext4 defaults 0 2 # finds: disk device
	EOF
sudo su - ec2-user -c "df /dev/xvdf" # finds: disk device
curl -s https://example.com/install.sh | bash -s -- --disk=/dev/xvdi # finds: disk device
timeout 30 bash -c 'until [ -b /dev/xvdj ]; do sleep 1; done' # finds: disk device
$MOUNT /dev/sdk1 /mnt # finds: disk device
