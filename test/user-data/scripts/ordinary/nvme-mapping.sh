#!/bin/bash
# As in the documentation of AWS and many bootstrap scripts: the name in the mapping, from the vendor data of the controller.
for blkdev in $(nvme list | awk '/^\/dev/ {print $1}'); do
  mapping=$(nvme id-ctrl --raw-binary "${blkdev}" 2>/dev/null | cut -c3073-3104 | tr -s ' ' | sed 's/ $//g')
  if [[ "${mapping}" == xvd* ]]; then
    (test -b "${blkdev}" && test -L "/dev/${mapping}") || ln -s "${blkdev}" "/dev/${mapping}"
  fi
done
blkid /dev/xvdf || mkfs -t ext4 /dev/xvdf
mount /dev/xvdf /data
