import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "env -S a": `#!/bin/bash
env -S 'cat /sys/hypervisor/uuid'
`,
  "env -S b": `#!/bin/bash
env -iS "mkfs.xfs /dev/xvdf"
`,
  "env -S c": `#!/bin/bash
/usr/bin/env --split-string='bash -c' 'cat /sys/hypervisor/uuid'
`,
  "env -S d": `#!/bin/bash
sudo env -u A -S "A=b mkfs.xfs" /dev/xvdf
`,
  "env -S e": `#!/bin/bash
env -S'mkfs.xfs /dev/xvdf'
`,
  "env -S f": `#!/bin/bash
c='mkfs.xfs /dev/xvdf'
env -S "$c"
`,
  "ssh a": `#!/bin/bash
ssh $(hostname) cat /sys/hypervisor/uuid
`,
  "ssh b": `#!/bin/bash
ssh "$(hostname -f)" 'mkfs.xfs /dev/xvdf'
`,
  "ssh c": `#!/bin/bash
ssh -o StrictHostKeyChecking=no root@\`hostname\` mkfs.xfs /dev/xvdf
`,
  "ssh d": `#!/bin/bash
ssh ec2-user@$(uname -n) bash <<'EOF'
mkfs.xfs /dev/xvdf
EOF
`,
  "ssh e": `#!/bin/bash
ssh $(cat /etc/hostname) 'mkfs.xfs /dev/xvdf'
`,
  "ssh f": `#!/bin/bash
h=$(hostname)
ssh $h 'mkfs.xfs /dev/xvdf'
`,
  "replaced": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs \${d/nvme1n1/xvdf}
`,
  "replaced c": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs \${d//nvme1n1/xvdf}
`,
  "replaced e": `#!/bin/bash
d=/dev/nvme1n1
e=\${d/nvme1n1/xvdf}
mkfs.xfs $e
`,
  "replaced b": `#!/bin/bash
d=/dev/nvme1n1
mkfs.xfs $(echo $d | sed s/nvme1n1/xvdf/)
`,
  "replaced f": `#!/bin/bash
mkfs.xfs $(sed s/nvme1n1/xvdf/ <<< /dev/nvme1n1)
`,
  "awk pipe": `#!/bin/bash
awk 'BEGIN{print "mkfs.xfs /dev/" "xv" "df"}' | bash
`,
  "awk printf": `#!/bin/bash
d=$(awk 'BEGIN { printf "/dev/%s%s", "xv", "df" }')
mkfs.xfs $d
`,
  "awk -v": `#!/bin/bash
mkfs.xfs $(awk -v p=xv 'BEGIN{print "/dev/" p "df"}')
`,
  "perl dot": `#!/bin/bash
mkfs.xfs $(perl -e 'print "/dev/" . "xv" . "df"')
`,
  "perl reverse": `#!/bin/bash
mkfs.xfs $(perl -e 'print scalar reverse "fdvx/ved/"')
`,
  "perl join": `#!/bin/bash
mkfs.xfs \`perl -E 'say join("", "/dev/", "xv", "df")'\`
`,
  "perl var": `#!/bin/bash
mkfs.xfs $(perl -e 'my $x = "xv"; print "/dev/\${x}df";')
`,
  "python": `#!/bin/bash
d=$(python3 -c 'print("/dev/xv"+"df")')
mkfs.xfs $d
`,
  "python2": `#!/bin/bash
mkfs.xfs $(python -c "print '/dev/' + 'xv' + 'df'")
`,
  "python format": `#!/bin/bash
mkfs.xfs $(python3 -c "print('/dev/{}{}'.format('xv', 'df'))")
`,
  "python %": `#!/bin/bash
mkfs.xfs "$(python3 -c "print('/dev/%s%s' % ('xv', 'df'))")"
`,
  "python f": `#!/bin/bash
mkfs.xfs "$(python3 -c "x='xv'; print(f'/dev/{x}df')")"
`,
  "python join": `#!/bin/bash
mkfs.xfs "$(python3 -c "print(''.join(['/dev/', 'xv', 'df']))")"
`,
  "python slice": `#!/bin/bash
mkfs.xfs "$(python3 -c "print('fdvx/ved/'[::-1])")"
`,
  "python import": `#!/bin/bash
python3 -c 'import sys; sys.stdout.write("cat /sys/hyper"+"visor/uuid")' | sh
`,
  "python sh": `#!/bin/bash
python3 -c 'print("cat /sys/hyper"+"visor/uuid")' | sudo sh
`,
  "bash -c python": `#!/bin/bash
bash -c "$(python3 -c 'print("cat /sys/hyper"+"visor/uuid")')"
`,
  "eval python": `#!/bin/bash
eval "$(python3 -c 'print("cat /sys/hyper"+"visor/uuid")')"
`,
  "file python": `#!/bin/bash
python3 -c 'print("cat /sys/hyper"+"visor/uuid")' > /tmp/x.sh
bash /tmp/x.sh
`,
  "ruby": `#!/bin/bash
mkfs.xfs $(ruby -e 'puts "/dev/" + "xv" + "df"')
`,
  "ruby join": `#!/bin/bash
mkfs.xfs $(ruby -e 'puts ["/dev/", "xv", "df"].join')
`,
  "php": `#!/bin/bash
mkfs.xfs $(php -r 'echo "/dev/" . "xv" . "df";')
`,
  "node": `#!/bin/bash
mkfs.xfs $(node -e 'console.log("/dev/" + "xv" + "df")')
`,
  "chr": `#!/bin/bash
mkfs.xfs /dev/$(python3 -c 'print(chr(120)+chr(118)+chr(100)+"f")')
`,
  "shell var": `#!/bin/bash
D=xv
mkfs.xfs $(python3 -c "print('/dev/' + '$D' + 'df')")
`,
  "unknown run": `#!/bin/bash
python3 -c 'print("".join(chr(int(c)+1) for c in "1 2".split()))' | bash
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script)).toHaveLength(1);
});

const CLEAN: Readonly<Record<string, string>> = {
  "env -S clean": `#!/bin/bash
env -S 'mkfs.xfs /dev/disk/by-label/x'
env -i A=b /opt/x
env
`,
  "ssh clean": `#!/bin/bash
ssh db.example.com 'mkfs.xfs /dev/xvdf'
ssh $(hostname) 'mkfs.xfs /dev/disk/by-label/x'
`,
  "ssh clean 2": `#!/bin/bash
HOSTNAME=$(hostname)
NAME=$(hostname -s)
hostnamectl set-hostname "$NAME-xvdf"
`,
  "replaced clean": `#!/bin/bash
d=/dev/xvdf
mkfs.xfs \${d/xvdf/nvme1n1}
`,
  "replaced clean 2": `#!/bin/bash
d=/dev/xvdf
[ -e $d ] || d=/dev/nvme1n1
mkfs.xfs $d
`,
  "replaced clean 3": `#!/bin/bash
for d in /dev/nvme*n1; do n=\${d#/dev/}; echo \${n/nvme/disk}; done
`,
  "clean 1": `#!/bin/bash
REGION=$(curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | python3 -c 'import sys, json; print(json.load(sys.stdin)["region"])')
V=$(python3 -c 'import sys; print(".".join(map(str, sys.version_info[:2])))')
N=$(awk 'BEGIN{print 1.5*2}')
MEM=$(awk '/MemTotal/ {print int($2/1024)}' /proc/meminfo)
P=$(python3 -c "print('/dev/' + 'disk/by-label/' + 'x')")
mkfs.xfs $P
perl -pi -e 's/a/b/' /etc/x
php -r "copy('https://getcomposer.org/installer', 'composer-setup.php');"
node -e "console.log('Running Node.js ' + process.version)"
awk 'BEGIN{srand(); print int(rand()*60)}' | xargs sleep
docker ps -aq | awk '{print "docker rm " $1}' | bash
python3 -c 'print("mkfs.xfs " + "/dev/disk/by-label/x")' | bash
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
