import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'xargs -I of file': `#!/bin/bash
printf 'xvdf\\nxvdg\\n' > /tmp/disks
xargs -I{} mkfs.xfs /dev/{} < /tmp/disks
`,
  'cat xargs -I': `#!/bin/bash
echo xvdf > /tmp/disks
cat /tmp/disks | xargs -I{} mkfs -t xfs /dev/{}
`,
  'xargs -a -I': `#!/bin/bash
echo xvdf > /tmp/disks
xargs -a /tmp/disks -I % sh -c 'mkfs.xfs /dev/%'
`,
  'xargs -I heredoc file': `#!/bin/bash
cat > /etc/disks <<EOF
f
g
EOF
xargs -n1 -I@ mkfs.ext4 /dev/xvd@ < /etc/disks
`,
  'read of a file': `#!/bin/bash
echo xvdf > /tmp/d
read D < /tmp/d; mkfs.xfs /dev/$D
`,
  'words of a file': `#!/bin/bash
echo "xvdf xvdg" > /tmp/d
for d in $(cat /tmp/d); do mkfs.xfs /dev/$d; done
`,
  'for in cat lines heredoc': `#!/bin/bash
cat > /tmp/d <<E
f
g
E
for d in $(cat /tmp/d); do mkfs.xfs /dev/xv"d"$d; done
`,
  'while read file two fields': `#!/bin/bash
cat > /etc/vols <<E
data f
logs g
E
while read n l; do mkfs.xfs -L $n /dev/sd$l; done < /etc/vols
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'xargs -I labels': `#!/bin/bash
printf 'data\\nlogs\\n' > /tmp/labels
xargs -I{} mount LABEL={} /mnt/{} < /tmp/labels
`,
  'words of a file for EC2': `#!/bin/bash
echo "/dev/xvdf /dev/xvdg" > /tmp/d
for d in $(cat /tmp/d); do aws ec2 attach-volume --volume-id v --instance-id i --device $d; done
xargs -n1 aws ec2 attach-volume --volume-id v --instance-id i --device < /tmp/d
`,
  'file that is only shown': `#!/bin/bash
echo "data is on /dev/xvdf" > /etc/motd.tail
M=$(cat /etc/motd.tail)
echo "$M"
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
