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
  "ifs quoted": `#!/bin/bash
a=('' sys hypervisor uuid)
IFS=/; cat "\${a[*]}"
`,
  "ifs local": `#!/bin/bash
p=$(IFS=/; a=('' sys hypervisor uuid); echo "\${a[*]}")
cat $p
`,
  "coproc in function": `#!/bin/bash
f() { coproc X { sh; }; echo 'mkfs.xfs /dev/xvdf' >&\${X[1]}; }
f
`,
  "exec in if": `#!/bin/bash
if true; then exec 7<<'EOF'
cat /sys/hypervisor/uuid
EOF
fi
source /dev/fd/7
`,
  "fd in braces": `#!/bin/bash
exec {fd}> >(sudo bash)
printf 'mkfs.xfs /dev/xvdf\\n' >&"\${fd}"
`,
  "group out": `#!/bin/bash
exec 3> /tmp/run
{ echo '#!/bin/bash'; echo 'mkfs.xfs /dev/xvdf'; } >&3
sh /tmp/run
`,
  "append": `#!/bin/bash
exec 3>> /tmp/run.sh
cat >&3 <<EOF
mkfs.xfs /dev/xvdf
EOF
chmod +x /tmp/run.sh; /tmp/run.sh
`,
  "while": `#!/bin/bash
exec 3<<EOF
xvdf /data
EOF
while read d m <&3; do mkfs.xfs /dev/$d; done
`,
  "done <&3": `#!/bin/bash
exec 3<<EOF
xvdf /data
EOF
while read d m; do mkfs.xfs /dev/$d; done <&3
`,
  "mapfile": `#!/bin/bash
exec 3<<<xvdf
mapfile -t -u 3 a
mkfs.xfs /dev/\${a[0]}
`,
  "perl heredoc arg": `#!/bin/bash
perl -e 'print "mkfs.xfs /dev/", "xv", "df\\n"' | sh
`,
  "awk concat sh": `#!/bin/bash
gawk 'BEGIN { a = "xv"; print "mkfs.xfs /dev/" a "df" }' | sudo -n bash -s
`,
  "python triple": `#!/bin/bash
python3 -c 'print("""mkfs.xfs /dev/"""+"xv"+"df")' | sh
`,
  "python exec os.system": `#!/bin/bash
python3 -c 'import os; os.system("mkfs.xfs /dev/" + "xv" + "df")'
`,
  "python to xargs": `#!/bin/bash
python3 -c 'print("/dev/" + "xv" + "df")' | xargs mkfs.xfs
`,
  "python to read": `#!/bin/bash
read d < <(python3 -c 'print("/dev/" + "xv" + "df")')
mkfs.xfs $d
`,
  "python here string": `#!/bin/bash
bash <<< "$(python3 -c 'print("mkfs.xfs /dev/" + "xv" + "df")')"
`,
  "process substitution": `#!/bin/bash
source <(perl -e 'print "mkfs.xfs /dev/" . "xv" . "df"')
`,
  "bytes": `#!/bin/bash
python3 -c 'print(bytes([109,107]).decode())' | bash
`,
  "replaced in sed -e": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs $(echo $d | sed -e 's|nvme1n1|xvdf|')
`,
  "replaced with /dev": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs "\${d/\\/dev\\/nvme1n1//dev/xvdf}"
`,
  "replaced #": `#!/bin/bash
d=nvme1n1
mkfs.xfs /dev/\${d/#nvme1n1/xvdf}
`,
  "replaced glob": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs \${d/nvme*/xvdf}
`,
  "env -S chained": `#!/bin/bash
timeout 5 env -S 'sudo mkfs.xfs /dev/xvdf'
`,
  "env vS": `#!/bin/bash
env -vS 'bash -c "cat /sys/hypervisor/uuid"'
`,
  "ssh -p": `#!/bin/bash
ssh -p 22 -l root "$(hostname)" -- mkfs.xfs /dev/xvdf
`,
  "ssh HOST var": `#!/bin/bash
ME="$(hostname -f)"
ssh root@"$ME" "mkfs.xfs /dev/xvdf"
`,
  "echo to ssh": `#!/bin/bash
echo 'mkfs.xfs /dev/xvdf' | ssh $(hostname) bash
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
  "clean lists": `#!/bin/bash
a=('' dev disk by-label x)
IFS=/
mkfs.xfs "\${a[*]}"
IFS=, read -ra names <<< "web,data"
for n in "\${names[@]}"; do echo "$n"; done
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
