import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'copied into place': `#!/bin/bash
echo '/dev/xvdf /data ext4 defaults 0 0' | cat - /etc/fstab > /tmp/f && mv /tmp/f /etc/fstab
`,
  'installed into place': `#!/bin/bash
cat > /tmp/job <<'EOF'
* * * * * root mount /dev/xvdf /data
EOF
install -m 644 /tmp/job /etc/cron.d/mount
`,
  'edited by ed': `#!/bin/bash
ed -s /etc/fstab <<'EOF'
$a
/dev/xvdf /data xfs defaults 0 0
.
w
q
EOF
`,
  'soaked up by sponge': `#!/bin/bash
(cat /etc/fstab; echo '/dev/xvdf /data xfs defaults 0 0') | sponge /etc/fstab
`,
  'filter of lvm': `#!/bin/bash
sed -i 's#filter = .*#filter = [ "a|/dev/xvd.*|", "r|.*|" ]#' /etc/lvm/lvm.conf
`,
  'product in a listing': `#!/bin/bash
lshw -class system | grep -i 'product: HVM domU'
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'copied elsewhere': `#!/bin/bash
echo 'data is on /dev/xvdf' > /tmp/f && mv /tmp/f /etc/motd
`,
  'edited with a label': `#!/bin/bash
ed -s /etc/fstab <<'EOF'
$a
LABEL=data /data xfs defaults 0 0
.
w
q
EOF
`,
  'filter of lvm for both': `#!/bin/bash
sed -i 's#filter = .*#filter = [ "a|/dev/xvd.*|", "a|/dev/nvme.*|", "r|.*|" ]#' /etc/lvm/lvm.conf
`,
  'product in a listing for both': `#!/bin/bash
lshw -class system | grep -iE 'product: HVM domU|vendor: Amazon EC2'
`,
  'soaked up with a label': `#!/bin/bash
(cat /etc/fstab; echo 'LABEL=data /data xfs defaults 0 0') | sponge /etc/fstab
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
