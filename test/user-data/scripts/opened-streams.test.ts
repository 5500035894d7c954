import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "coproc": `#!/bin/bash
coproc bash
echo 'cat /sys/hypervisor/uuid' >&"\${COPROC[1]}"
`,
  "coproc group": `#!/bin/bash
coproc W { bash; }
echo 'cat /sys/hypervisor/uuid' >&\${W[1]}
`,
  "coproc dup": `#!/bin/bash
coproc W { bash -s; }
exec 5>&"\${W[1]}"
echo 'mkfs.xfs /dev/xvdf' >&5
`,
  "coproc printf": `#!/bin/bash
coproc sudo sh
printf '%s\\n' 'mkfs.xfs /dev/xvdf' >&\${COPROC[1]}
`,
  "coproc here document": `#!/bin/bash
coproc bash
cat >&"\${COPROC[1]}" <<'EOF'
mkfs.xfs /dev/xvdf
EOF
`,
  "coproc read": `#!/bin/bash
coproc D { echo xvdf; }
read -r d <&"\${D[0]}"
mkfs.xfs /dev/$d
`,
  "exec document": `#!/bin/bash
exec 3<<EOF
mkfs.xfs /dev/xvdf
EOF
bash <&3
`,
  "exec here string": `#!/bin/bash
exec 4<<<'mkfs.xfs /dev/xvdf'
sudo bash <&4
`,
  "exec named": `#!/bin/bash
exec {in}<<EOF
mkfs.xfs /dev/xvdf
EOF
bash <&$in
`,
  "exec dup": `#!/bin/bash
exec 3<<EOF
mkfs.xfs /dev/xvdf
EOF
exec 4<&3
bash <&4
`,
  "exec path": `#!/bin/bash
exec 3<<EOF
mkfs.xfs /dev/xvdf
EOF
bash /dev/fd/3
`,
  "exec source": `#!/bin/bash
exec 3<<EOF
mkfs.xfs /dev/xvdf
EOF
. /proc/self/fd/3
`,
  "exec cat": `#!/bin/bash
exec 3<<EOF
mkfs.xfs /dev/xvdf
EOF
cat <&3 | bash
`,
  "exec read -u": `#!/bin/bash
exec 3<<EOF
xvdf
EOF
read -r -u 3 d
mkfs.xfs /dev/$d
`,
  "exec read": `#!/bin/bash
exec 3<<<xvdf
read d <&3
mkfs.xfs /dev/$d
`,
  "exec output file": `#!/bin/bash
exec 3> /opt/run.sh
echo 'mkfs.xfs /dev/xvdf' >&3
bash /opt/run.sh
`,
  "exec output shell": `#!/bin/bash
exec 3> >(bash)
echo 'mkfs.xfs /dev/xvdf' >&3
`,
  "exec input process": `#!/bin/bash
exec 3< <(echo 'mkfs.xfs /dev/xvdf')
bash <&3
`,
  "exec file": `#!/bin/bash
echo 'mkfs.xfs /dev/xvdf' > /tmp/x
exec 3< /tmp/x
bash <&3
`,
  "xargs -a": `#!/bin/bash
echo /dev/xvdf > /tmp/l
xargs -a /tmp/l mkfs.xfs
`,
  "xargs --arg-file": `#!/bin/bash
echo /dev/xvdf > /tmp/l
sudo xargs -n 1 --arg-file=/tmp/l mkfs.xfs
`,
  "xargs from a file": `#!/bin/bash
echo /dev/xvdf > /tmp/l
xargs mkfs.xfs < /tmp/l
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script)).toHaveLength(1);
});

const CLEAN: Readonly<Record<string, string>> = {
  "clean descriptors": `#!/bin/bash
exec > >(tee /var/log/user-data.log | logger -t user-data -s 2>/dev/console) 2>&1
exec 3>&1
exec 200>/var/lock/x
flock -n 200 || exit 1
echo hi >&3
exec 5>/var/log/trace
BASH_XTRACEFD=5
coproc W { bash; }
echo 'mkfs.xfs /dev/disk/by-label/x' >&"\${W[1]}"
exec 4<<EOF
mkfs.xfs /dev/disk/by-label/x
EOF
bash <&4
echo /dev/disk/by-label/x > /tmp/l
xargs -a /tmp/l mkfs.xfs
`,
  "clean messages": `#!/bin/bash
exec 3>&1 4>&2
echo 'no /dev/xvdf' >&3
exec 6> /var/log/x
echo 'mkfs.xfs /dev/xvdf' >&6
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
