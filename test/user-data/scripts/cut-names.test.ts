import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'trim of name': `#!/bin/bash
d=xvdf-nvme1n1
mkfs.xfs /dev/\${d%-nvme1n1}
`,
  'trim prefix': `#!/bin/bash
d=nvme1n1-xvdf
mkfs.xfs /dev/\${d#nvme1n1-}
`,
  'trim of pair': `#!/bin/bash
pair=/dev/xvdf:/dev/nvme1n1
mkfs.xfs \${pair%:*}
`,
  'trim with answers elsewhere': `#!/bin/bash
p=/dev/nvme1n1:/dev/xvdf
mkfs.xfs \${p#*:}
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'trim of pair the other way': `#!/bin/bash
pair=/dev/xvdf:/dev/nvme1n1
mkfs.xfs \${pair#*:}
`,
  'trim both used': `#!/bin/bash
p=/dev/nvme1n1:/dev/xvdf
if [ -b \${p%:*} ]; then D=\${p%:*}; else D=\${p#*:}; fi
mkfs.xfs $D
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
