import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "two letters of xen": `#!/bin/bash
a=xe
b=n
virt-what | grep -q "$a$b"
`,
  "device from three variables": `#!/bin/bash
p=/dev
q=s
r=df
mkfs.xfs "$p/$q$r"
`,
  "function returns pipeline by echo and eval": `#!/bin/bash
cmd() { echo "lsblk | grep $1"; }
eval "$(cmd xvdf)"
`,
  "function with here document and parameter": `#!/bin/bash
unit() {
cat <<EOF
[Service]
ExecStart=/bin/sh -c "lsblk | grep $1"
EOF
}
unit xvdf > /etc/systemd/system/x.service
`,
  "function with here document, unit with device": `#!/bin/bash
unit() {
cat <<EOF
[Mount]
What=/dev/sdf
EOF
}
unit | sudo tee /etc/systemd/system/data.mount
`,
  "function to variable to file": `#!/bin/bash
gen() { printf '%s\\n' '/dev/sdf /data xfs defaults 0 0'; }
line=$(gen)
echo "$line" >> /etc/fstab
`,
  "here document in variable to fstab": `#!/bin/bash
IFS= read -r -d '' TABLE <<'EOF'
/dev/sdf /data xfs defaults 0 0
EOF
printf '%s' "$TABLE" | tee -a /etc/fstab
`,
  "variable in here document to fstab": `#!/bin/bash
ENTRY='/dev/sdf /data xfs defaults 0 0'
cat >> /etc/fstab <<EOF
$ENTRY
EOF
`,
  "nested functions": `#!/bin/bash
a() { cat <<'EOF'
lsblk | grep xvdf
EOF
}
b() { a; }
c() { b | sed 's/x/x/'; }
c | sh
`,
  "function in a brace group to a file": `#!/bin/bash
header() { echo '#!/bin/bash'; }
body() { echo 'virt-what | grep -q xen'; }
{ header; body; } > /opt/x
chmod +x /opt/x
`,
  "python printed by function": `#!/bin/bash
py() { cat <<'EOF'
import os
os.system("lsblk | grep xvdf")
EOF
}
py | python3
`,
  "python printed by function to file": `#!/bin/bash
py() { cat <<'EOF'
import os
c = "lsblk | grep xvdf"
os.system(c)
EOF
}
py > /opt/x.py
python3 /opt/x.py
`,
  "heredoc to tee to bash": `#!/bin/bash
cat <<'EOF' | tee /var/log/run.sh | bash
lsblk | grep xvdf
EOF
`,
  "bash with output to a log": `#!/bin/bash
bash <<'EOF' > /var/log/x.log 2>&1
lsblk | grep xvdf
EOF
`,
  "subshell bash from pipe": `#!/bin/bash
echo 'lsblk | grep xvdf' | (cd /tmp && bash)
`,
  "pipe to group with read then eval": `#!/bin/bash
printf 'lsblk | grep xvdf\\n' | { while read -r line; do eval "$line"; done; }
`,
  "function that evaluates its input": `#!/bin/bash
runall() { while read -r line; do eval "$line"; done; }
runall <<'EOF'
lsblk | grep xvdf
EOF
`,
  "function that evaluates its input from a pipe": `#!/bin/bash
runall() { while read -r line; do bash -c "$line"; done; }
echo 'virt-what | grep -q xen' | runall
`,
  "function whose body is bash": `#!/bin/bash
as_app() { sudo -u app bash -s; }
as_app <<'EOF'
lsblk | grep xvdf
EOF
`,
  "function given a script by argument": `#!/bin/bash
as_app() { su - app -c "$1"; }
as_app 'lsblk | grep xvdf'
`,
  "function given a script by all arguments": `#!/bin/bash
as_app() { sudo -u app bash -c "$*"; }
as_app lsblk '|' grep xvdf
`,
  "command -v chain": `#!/bin/bash
t=$(command -v lsblk)
$t | grep xvdf
`,
  "array of arrays by name": `#!/bin/bash
cmds=('true' 'virt-what | grep -q xen')
for i in "\${!cmds[@]}"; do eval "\${cmds[$i]}"; done
`,
  "array slice": `#!/bin/bash
cmd=(true grep -q xen /proc/modules)
"\${cmd[@]:1}"
`,
  "associative array run": `#!/bin/bash
declare -A c
c[detect]='virt-what | grep -q xen'
eval "\${c[detect]}"
`,
  "associative literal run": `#!/bin/bash
declare -A c=([detect]='virt-what | grep -q xen')
bash -c "\${c[detect]}"
`,
  "local pieces": `#!/bin/bash
f() {
  local c
  c='lsblk'
  c+=' | '
  c+='grep xvdf'
  eval "$c"
}
f
`,
  "default then eval": `#!/bin/bash
CHECK=\${CHECK:-virt-what | grep -q xen}
eval "$CHECK"
`,
  "export for child": `#!/bin/bash
export CHECK='virt-what | grep -q xen'
bash -c 'eval "$CHECK"'
`,
  "env var before command": `#!/bin/bash
CHECK='virt-what | grep -q xen' bash -c 'eval "$CHECK"'
`,
  "printf into variable and pipe": `#!/bin/bash
printf -v s 'lsblk | grep %s' xvdf
printf '%s' "$s" | bash
`,
  "printf -v with escapes": `#!/bin/bash
printf -v s '\\x6c\\x73\\x62\\x6c\\x6b | grep \\x78vdf'
eval "$s"
`,
  "echo -e escapes to script": `#!/bin/bash
echo -e 'lsblk\\x20\\x7c\\x20grep\\x20\\x78\\x76\\x64\\x66' | sh
`,
  "double base64": `#!/bin/bash
echo YkhOaWJHc2dmQ0JuY21Wd0lIaDJaR1k9 | base64 -d | base64 -d | bash
`,
  "base64 in pieces": `#!/bin/bash
a=bHNibGsgfCBn
b=cmVwIHh2ZGY=
echo "$a$b" | base64 -d | bash
`,
  "base64 -d file": `#!/bin/bash
echo bHNibGsgfCBncmVwIHh2ZGY= > /tmp/b
base64 -d /tmp/b | bash
`,
  "base64 document": `#!/bin/bash
base64 -d <<'EOF' | bash
bHNibGsgfCBncmVwIHh2ZGY=
EOF
`,
  "base64 function": `#!/bin/bash
gen() { base64 -d <<< bHNibGsgfCBncmVwIHh2ZGY=; }
gen | bash
`,
  "openssl base64 -A": `#!/bin/bash
openssl base64 -A -d <<< bHNibGsgfCBncmVwIHh2ZGY= | bash
`,
  "python base64": `#!/bin/bash
python3 -c "import base64,os;os.system(base64.b64decode('bHNibGsgfCBncmVwIHh2ZGY=').decode())"
`,
  "perl decode": `#!/bin/bash
perl -MMIME::Base64 -e 'system(decode_base64("bHNibGsgfCBncmVwIHh2ZGY="))'
`,
  "base32 undecided": `#!/bin/bash
echo NRZWE3DLEB6CAZ3SMVYCA6DWMRTA==== | base32 -d | bash
`,
  "xxd -r to eval": `#!/bin/bash
eval "$(xxd -r -p <<< 6c73626c6b207c20677265702078766466)"
`,
  "rot13 pipe": `#!/bin/bash
echo 'yfoyx | terc kiqs' | tr 'a-z' 'n-za-m' | bash
`,
  "rot13 classes": `#!/bin/bash
echo 'yfoyx | terc kiqs' | tr 'A-Za-z' 'N-ZA-Mn-za-m' | bash
`,
  "rev eval": `#!/bin/bash
eval "$(rev <<< 'fdvx perg | klbsl')"
`,
  "awk system": `#!/bin/bash
awk 'BEGIN { system("lsblk | grep xvdf") }'
`,
  "awk getline": `#!/bin/bash
awk 'BEGIN { "virt-what | grep xen" | getline x; print x }'
`,
  "sed e": `#!/bin/bash
sed '1e lsblk | grep xvdf' /etc/hostname
`,
  "vim": `#!/bin/bash
find . -exec bash -c 'virt-what | grep -q xen' _ {} +
`,
  "xargs bash -c with placeholder": `#!/bin/bash
echo xvdf | xargs -I DEV bash -c 'lsblk | grep DEV'
`,
  "parallel dev names": `#!/bin/bash
parallel mkfs.xfs /dev/{} ::: sdf
`,
  "mapfile callback": `#!/bin/bash
mapfile -t L < <(echo 'lsblk | grep xvdf')
eval "\${L[*]}"
`,
  "read -d doc eval": `#!/bin/bash
read -r -d '' S <<'EOF'
lsblk \\
 | grep xvdf
EOF
eval "$S"
`,
  "until loop": `#!/bin/bash
until [ -b "/dev/\${L:-sdf}" ]; do sleep 1; done
`,
  "select var": `#!/bin/bash
case $X in a) D=sdf;; esac
mkfs.xfs /dev/$D
`,
  "letters by brace in loop": `#!/bin/bash
for l in f g; do mkfs.xfs /dev/sd$l; done
`,
  "printf letters": `#!/bin/bash
for n in 102 103; do l=$(printf "\\\\$(printf %o $n)"); mkfs.xfs /dev/sd$l; done
`,
  "cut of device": `#!/bin/bash
d=/dev/sdf1
mkfs.xfs "\${d%1}"
`,
  "sub of letter": `#!/bin/bash
d=/dev/sda
mkfs.xfs "\${d/%a/f}"
`,
  "crontab two lines": `#!/bin/bash
crontab -l > /tmp/c
echo '@reboot virt-what | grep -q xen' >> /tmp/c
crontab /tmp/c
`,
  "cron by variable": `#!/bin/bash
JOB='@reboot root virt-what | grep -q xen'
echo "$JOB" > /etc/cron.d/x
`,
  "at from variable": `#!/bin/bash
S='lsblk | grep xvdf'
at now <<< "$S"
`,
  "systemd unit by echo -e": `#!/bin/bash
echo -e '[Service]\\nExecStart=/bin/sh -c "virt-what | grep -q xen"' > /etc/systemd/system/x.service
`,
  "profile by sed": `#!/bin/bash
sed -i '$a virt-what | grep -q xen && export X=1' /etc/profile
`,
  "ssh by user": `#!/bin/bash
ssh -i k ec2-user@127.0.0.1 'bash -s' <<'EOF'
lsblk | grep xvdf
EOF
`,
  "docker run host root": `#!/bin/bash
docker run --rm --privileged --pid=host alpine nsenter -t 1 -m -u -n -i sh -c 'lsblk | grep xvdf'
`,
  "sudo su -c": `#!/bin/bash
sudo su - app -c "lsblk | grep xvdf"
`,
  "sudo -- sh": `#!/bin/bash
sudo -n -- sh -c 'lsblk | grep xvdf'
`,
  "time limit in function": `#!/bin/bash
t() { timeout -k 5 10 bash -c "$1"; }
t 'lsblk | grep xvdf'
`,
  "process substitution out": `#!/bin/bash
echo 'lsblk | grep xvdf' > >(bash)
`,
  "tee into bash": `#!/bin/bash
echo 'lsblk | grep xvdf' | tee >(bash)
`,
  "fifo": `#!/bin/bash
mkfifo /tmp/p
bash /tmp/p &
echo 'lsblk | grep xvdf' > /tmp/p
`,
  "dot of here document": `#!/bin/bash
. /dev/stdin <<'EOF'
lsblk | grep xvdf
EOF
`,
  "source of file written by function": `#!/bin/bash
w() { cat > "$1" <<'EOF'
lsblk | grep xvdf
EOF
}
w /opt/x.sh
source /opt/x.sh
`,
  "install from document": `#!/bin/bash
install -m 755 /dev/stdin /usr/local/bin/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "dd of document": `#!/bin/bash
dd of=/usr/local/bin/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "sh -s arguments": `#!/bin/bash
curl -s x | cat
sh -s -- xvdf <<'EOF'
lsblk | grep $1
EOF
`,
  "bash -c with arguments": `#!/bin/bash
bash -c 'mkfs.xfs /dev/$1' _ sdf
`,
  "bash -c with zero argument": `#!/bin/bash
bash -c 'mkfs.xfs /dev/$0' sdf
`,
  "set positional in bash -c": `#!/bin/bash
bash -c 'lsblk | grep "$@"' x xvdf
`,
  "script with arguments run later": `#!/bin/bash
cat > /opt/m.sh <<'EOF'
mkfs.xfs /dev/$1
EOF
bash /opt/m.sh sdf
`,
};

describe("long ways to a habit", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });
});
