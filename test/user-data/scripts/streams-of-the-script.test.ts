import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'exec stdin doc': `#!/bin/bash
exec <<'EOF'
mkfs.xfs /dev/xvdf
EOF
bash
`,
  'exec 0': `#!/bin/bash
exec 0<<'EOF'
xvdf /data
EOF
while read d m; do mkfs.xfs /dev/$d; done
`,
  'exec stdin read': `#!/bin/bash
exec <<<xvdf
read d
mkfs.xfs /dev/$d
`,
  'exec stdout file': `#!/bin/bash
exec > /opt/run.sh
echo 'mkfs.xfs /dev/xvdf'
exec > /dev/null
bash /opt/run.sh
`,
  'exec stdout process': `#!/bin/bash
exec > >(bash)
echo 'mkfs.xfs /dev/xvdf'
`,
  'exec stderr file': `#!/bin/bash
exec 2> /opt/run.sh
echo 'mkfs.xfs /dev/xvdf' >&2
bash /opt/run.sh
`,
  'exec stdout saved and restored': `#!/bin/bash
exec 3>&1 > /opt/run.sh
echo '#!/bin/bash'
echo 'mount /dev/xvdf /data'
exec >&3
bash /opt/run.sh
`,
  'exec of both': `#!/bin/bash
exec &> /opt/run.sh
echo 'mkfs.xfs /dev/xvdf'
exec &> /dev/null
bash /opt/run.sh
`,
  'exec input of a process': `#!/bin/bash
exec < <(echo 'mkfs.xfs /dev/xvdf')
bash
`,
  'exec input of a file': `#!/bin/bash
echo xvdf > /tmp/disks
exec < /tmp/disks
while read d; do mkfs.xfs /dev/$d; done
`,
  'fifth reader': `#!/bin/bash
exec 3<<EOF
a
b
c
d
xvdf
EOF
read -u 3 a
read -u 3 b
read -u 3 c
read -u 3 d
read -u 3 e
mkfs.xfs /dev/$e
`,
  'seventh reader': `#!/bin/bash
exec 3<<EOF
a
b
c
d
e
f
mkfs.xfs /dev/xvdf
EOF
read -u 3 a; read -u 3 b; read -u 3 c; read -u 3 d; read -u 3 e; read -u3 f
bash <&3
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'exec of labels': `#!/bin/bash
exec <<'EOF'
data
EOF
while read l; do mount LABEL=$l /$l; done
`,
  'subshell of its own': `#!/bin/bash
(exec > /opt/run.sh; echo 'mount LABEL=data /data')
echo 'mkfs.xfs /dev/xvdf is done elsewhere'
bash /opt/run.sh
`,
  'exec stdout log': `#!/bin/bash
exec > /var/log/user-data.log 2>&1
echo 'mkfs.xfs /dev/xvdf is done elsewhere'
`,
  'exec stdout logger': `#!/bin/bash
exec 1> >(logger -s -t $(basename $0)) 2>&1
echo 'mkfs.xfs /dev/xvdf'
`,
  'address of many readers': `#!/bin/bash
exec 3<<EOF
a
b
EOF
read -u 3 a; read -u 3 b; read -u 3 c; read -u 3 d; read -u 3 e
mount LABEL=$e /data
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
