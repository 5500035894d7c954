import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "device of base32": `#!/bin/bash
mkfs.xfs $(echo F5SGK5RPONSGM=== | base32 -d)
`,
  "variable of base32": `#!/bin/bash
D=$(base32 -d <<< F5SGK5RPONSGM===)
mkfs.xfs $D
`,
  "path of openssl with a key": `#!/bin/bash
cat "$(echo U2FsdGVkX18= | openssl enc -d -aes-256-cbc -k x -a)"
`,
  "parameter of the template as a device": `#!/bin/bash
mkfs.xfs /dev/xv$UNKNOWN
`,
  "sleep in between": `#!/bin/bash
D=/dev/xvdf; while [ ! -e $D ]; do sleep 1; done
mkfs.xfs $D
`,
  "function in a condition": `#!/bin/bash
has() { lsblk | grep -q "$1"; }
if has xvdf; then echo yes; fi
`,
  "function with a named pattern": `#!/bin/bash
is() { virt-what | grep -qi "$1"; }
is xen && echo xen
`,
  "test of output of function": `#!/bin/bash
vendor() { cat /sys/hypervisor/type; }
[ "$(vendor)" = xen ]
`,
  "string test of function": `#!/bin/bash
hv() { virt-what; }
[ "$(hv)" = xen ] && echo yes
`,
  "case of function": `#!/bin/bash
hv() { systemd-detect-virt; }
case "$(hv)" in xen) echo yes;; esac
`,
  "heredoc to function that writes a file": `#!/bin/bash
put() { cat > "$1"; }
put /etc/fstab <<'EOF'
/dev/sdf /data xfs defaults 0 0
EOF
`,
  "heredoc to function that tees": `#!/bin/bash
put() { sudo tee "$1" > /dev/null; }
put /usr/local/bin/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "append function": `#!/bin/bash
add() { echo "$1" >> /etc/fstab; }
add '/dev/sdf /data xfs defaults 0 0'
`,
  "append function by all": `#!/bin/bash
add() { printf '%s\\n' "$*" | tee -a /etc/fstab; }
add /dev/sdf /data xfs defaults 0 0
`,
  "script written line by line by function": `#!/bin/bash
w() { echo "$1" >> /opt/x.sh; }
w '#!/bin/bash'
w 'lsblk | grep xvdf'
bash /opt/x.sh
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "encoded": `#!/bin/bash
AUTH=$(echo -n "user:password" | base64)
curl -H "Authorization: Basic $AUTH" https://example.com
`,
  "digits only": `#!/bin/bash
V=$(echo "v1.2.3" | tr -cd '0-9.')
curl -O https://example.com/$V.tgz
`,
  "key": `#!/bin/bash
curl -fsSL https://example.com/key | gpg --dearmor -o /usr/share/keyrings/a.gpg
echo "deb [signed-by=/usr/share/keyrings/a.gpg] https://example.com stable main" > /etc/apt/sources.list.d/a.list
`,
  "digest": `#!/bin/bash
H=$(echo -n literal | openssl dgst -sha256)
P=$(echo secret | openssl passwd -1 -stdin)
useradd -p "$P" app
`,
  "compressed": `#!/bin/bash
tar czf - /data | gzip -d > /dev/null
echo hello | gzip > /tmp/a.gz
`,
  "function that asks both": `#!/bin/bash
hv() { virt-what; }
case "$(hv)" in xen|kvm) echo yes;; esac
`,
  "function that logs by file": `#!/bin/bash
add() { echo "$1" >> /var/log/x.log; }
add 'no /dev/xvdf here'
`,
};

describe("files that functions write, and decoders", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
