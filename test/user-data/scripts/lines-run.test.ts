import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "while eval doc": `#!/bin/bash
while read -r l; do eval "$l"; done <<EOF
lsblk | grep xvdf
EOF
`,
  "while eval doc quoted": `#!/bin/bash
while IFS= read -r l; do
  eval "$l"
done <<'EOF'
true
virt-what | grep -q xen
EOF
`,
  "while bash -c": `#!/bin/bash
while read -r l; do bash -c "$l"; done <<< 'lsblk | grep xvdf'
`,
  "echo piped into while": `#!/bin/bash
echo 'lsblk | grep xvdf' | while read -r l; do eval "$l"; done
`,
  "cat doc piped into while": `#!/bin/bash
cat <<'EOF' | while read -r l; do eval "$l"; done
lsblk | grep xvdf
EOF
`,
  "printf var piped": `#!/bin/bash
L='lsblk | grep xvdf'
printf '%s\\n' "$L" | while read -r l; do eval "$l"; done
`,
  "function output into while": `#!/bin/bash
gen(){ cat <<'EOF'
lsblk | grep xvdf
EOF
}
gen | while read -r l; do eval "$l"; done
`,
  "while < <(gen)": `#!/bin/bash
gen(){ cat <<'EOF'
lsblk | grep xvdf
EOF
}
while read -r l; do eval "$l"; done < <(gen)
`,
  "while from file": `#!/bin/bash
cat > /tmp/cmds <<'EOF'
lsblk | grep xvdf
EOF
while read -r l; do eval "$l"; done < /tmp/cmds
`,
  "while $l": `#!/bin/bash
while read -r l; do $l; done <<'EOF'
grep -q xen /proc/modules
EOF
`,
  "xargs sh -c": `#!/bin/bash
echo 'lsblk | grep xvdf' | xargs -I{} sh -c '{}'
`,
  "xargs -0 bash -c": `#!/bin/bash
echo 'lsblk | grep xvdf' | xargs -0 bash -c
`,
  "xargs device": `#!/bin/bash
echo f | xargs -I{} mkfs.xfs /dev/xvd{}
`,
  "xargs sd device": `#!/bin/bash
echo sdf | xargs -I{} mkfs.xfs /dev/{}
`,
  "printf xargs": `#!/bin/bash
printf '%s\\n' xvdf xvdg | xargs -I% sh -c 'mkfs.xfs /dev/%'
`,
  "xargs sh -c $0": `#!/bin/bash
echo sdf | xargs -n1 sh -c 'mkfs.xfs /dev/$0'
`,
  "find exec sh": `#!/bin/bash
find /dev -name 'xvdf' -exec mkfs.xfs {} \\;
`,
  "find -exec sh -c pipeline": `#!/bin/bash
find /etc -name motd -exec sh -c 'lsblk | grep xvdf' \\;
`,
  "find name sd": `#!/bin/bash
find /dev -name 'sd[f-p]' -exec mkfs.xfs {} +
`,
  "find dev name pattern xvd": `#!/bin/bash
find /dev -name 'xvd*' | while read d; do mkfs.xfs "$d"; done
`,
  "parallel": `#!/bin/bash
parallel 'lsblk | grep {}' ::: xvdf
`,
  "parallel dev": `#!/bin/bash
parallel mkfs.xfs /dev/{} ::: sdf sdg
`,
  "parallel stdin": `#!/bin/bash
parallel <<'EOF'
lsblk | grep xvdf
EOF
`,
  "parallel -a pipes": `#!/bin/bash
echo 'lsblk | grep xvdf' | parallel
`,
  "envsubst": `#!/bin/bash
export D=xvdf
envsubst <<'EOF' | bash
lsblk | grep $D
EOF
`,
  "envsubst to file": `#!/bin/bash
export D=xvdf
envsubst <<'EOF' > /opt/run.sh
lsblk | grep \${D}
EOF
bash /opt/run.sh
`,
  "envsubst file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
envsubst < /opt/run.tpl > /opt/run.sh
bash /opt/run.sh
`,
  "sed file to file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
sed 's/@A@/b/' /opt/run.tpl > /opt/run.sh
bash /opt/run.sh
`,
  "cat file to file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
cat /opt/run.tpl > /opt/run.sh
bash /opt/run.sh
`,
  "cat file tee": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
cat /opt/run.tpl | sudo tee /usr/local/bin/run
`,
  "cat file pipe": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
cat /opt/run.tpl | bash
`,
  "bash < file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
bash < /opt/run.tpl
`,
  "eval cat file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
eval "$(cat /opt/run.tpl)"
`,
  "eval < file": `#!/bin/bash
cat > /opt/run.tpl <<'EOF'
lsblk | grep xvdf
EOF
eval "$(</opt/run.tpl)"
`,
  "fstab from file": `#!/bin/bash
cat > /tmp/fstab <<'EOF'
/dev/sdf /data xfs defaults 0 0
EOF
cat /tmp/fstab >> /etc/fstab
`,
  "mapfile": `#!/bin/bash
mapfile -t cmds <<'EOF'
lsblk | grep xvdf
EOF
for c in "\${cmds[@]}"; do eval "$c"; done
`,
  "mapfile from gen": `#!/bin/bash
readarray -t cmds < <(cat <<'EOF'
lsblk | grep xvdf
EOF
)
eval "\${cmds[0]}"
`,
  "mapfile devices": `#!/bin/bash
mapfile -t devs <<'EOF'
sdf
sdg
EOF
for d in "\${devs[@]}"; do mkfs.xfs /dev/$d; done
`,
  "while read devices": `#!/bin/bash
while read -r d m; do mkfs.xfs /dev/$d; mount /dev/$d $m; done <<'EOF'
sdf /data
EOF
`,
  "read -a": `#!/bin/bash
read -ra cmd <<< "grep -q xen /proc/modules"
"\${cmd[@]}"
`,
  "for word in string": `#!/bin/bash
for d in $(echo sdf sdg); do mkfs.xfs /dev/$d; done
`,
  "for seq": `#!/bin/bash
D="sdf sdg"
for d in $D; do mkfs.xfs /dev/$d; done
`,
  "IFS split": `#!/bin/bash
IFS=, read -r a b <<< "sdf,sdg"
mkfs.xfs /dev/$b
`,
  "eval heredoc cat": `#!/bin/bash
eval "$(cat <<'EOF'
lsblk | grep xvdf
EOF
)"
`,
  "read in group": `#!/bin/bash
echo sdf | { read d; mkfs.xfs /dev/$d; }
`,
  "read doc in group": `#!/bin/bash
{ read -r d; mkfs.xfs /dev/$d; } <<'EOF'
sdf
EOF
`,
  "read from doc": `#!/bin/bash
read -r d <<'EOF'
sdf
EOF
mkfs.xfs /dev/$d
`,
  "loop over words eval": `#!/bin/bash
for c in 'lsblk | grep xvdf' true; do eval $c; done
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "while clean": `#!/bin/bash
while read -r l; do eval "$l"; done <<'EOF'
systemctl start agent
lsblk -o NAME,SERIAL | grep vol0123
EOF
`,
  "while messages": `#!/bin/bash
while read -r l; do echo "$l"; done <<'EOF'
lsblk | grep xvdf
EOF
`,
  "while attach": `#!/bin/bash
while read -r v d; do aws ec2 attach-volume --volume-id $v --device /dev/$d; done <<'EOF'
vol-1 sdf
EOF
`,
  "xargs clean": `#!/bin/bash
cat /etc/packages | xargs -n1 yum -y install
`,
  "find clean": `#!/bin/bash
find /etc -name '*.conf' -exec sed -i 's/a/b/' {} \\;
`,
  "parallel clean": `#!/bin/bash
parallel curl -O ::: a b c
`,
  "mapfile clean": `#!/bin/bash
mapfile -t ids < <(aws ec2 describe-volumes --query 'x' --output text | tr '\\t' '\\n')
for i in "\${ids[@]}"; do aws ec2 attach-volume --volume-id $i --device /dev/sdf; done
`,
  "xargs attach": `#!/bin/bash
echo sdf | xargs -I{} aws ec2 attach-volume --device /dev/{}
`,
  "file only read": `#!/bin/bash
cat > /opt/readme <<'EOF'
lsblk | grep xvdf
EOF
cat /opt/readme > /etc/motd
grep -c . < /opt/readme
`,
  "envsubst clean": `#!/bin/bash
cat > /opt/nginx.tpl <<'EOF'
listen $PORT;
EOF
envsubst < /opt/nginx.tpl > /etc/nginx/nginx.conf
`,
};

describe("lines and arguments that are run", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
