#!/bin/bash
disks=($(find -L /dev/disk/by-id/ -xtype l -name '*NVMe_Instance_Storage_*'))
EPHEMERAL_DISKS=($(realpath "${disks[@]}" | sort -u))
mdadm --create --force /dev/md/kubernetes --level=0 --name=kubernetes --raid-devices="${#EPHEMERAL_DISKS[@]}" "${EPHEMERAL_DISKS[@]}"
mkfs.xfs -l su=8b /dev/md/kubernetes
mkdir -p /mnt/k8s-disks/0
UUID=$(blkid -s UUID -o value /dev/md/kubernetes)
cat > /etc/systemd/system/mnt-k8s.mount <<UNIT
[Mount]
What=UUID=${UUID}
Where=/mnt/k8s-disks/0
UNIT
PRIMARY=$(ip -o -4 route show to default | awk '{print $5}' | head -n 1)
ethtool -K "${PRIMARY:-eth0}" gro off
/etc/eks/bootstrap.sh prod --use-max-pods false
