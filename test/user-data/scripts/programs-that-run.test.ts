import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "ssh localhost": `#!/bin/bash
ssh localhost 'lsblk | grep xvdf'
`,
  "ssh 127": `#!/bin/bash
ssh -o StrictHostKeyChecking=no root@127.0.0.1 "mkfs.xfs /dev/xvdf"
`,
  "ssh doc localhost": `#!/bin/bash
ssh localhost <<'EOF'
lsblk | grep xvdf
EOF
`,
  "ssh words": `#!/bin/bash
ssh root@localhost mkfs.xfs /dev/xvdf
`,
  "su -c": `#!/bin/bash
su - app -c 'lsblk | grep xvdf'
`,
  "su --command=": `#!/bin/bash
su app --command='lsblk | grep xvdf'
`,
  "su -s": `#!/bin/bash
su -s /bin/bash app -c "lsblk | grep xvdf"
`,
  "su -lc": `#!/bin/bash
su -l app -c "virt-what | grep -q xen"
`,
  "runuser": `#!/bin/bash
runuser -l app -c 'lsblk | grep xvdf'
`,
  "runuser -u --": `#!/bin/bash
runuser -u app -- sh -c 'lsblk | grep xvdf'
`,
  "runuser -u cmd": `#!/bin/bash
runuser -u app -- grep -q xen /proc/modules
`,
  "sudo bash -c": `#!/bin/bash
sudo bash -c 'lsblk | grep xvdf'
`,
  "sudo -u": `#!/bin/bash
sudo -u app -H bash -lc "lsblk | grep xvdf"
`,
  "sudo --user": `#!/bin/bash
sudo --user app bash -c "lsblk | grep xvdf"
`,
  "sudo -iu": `#!/bin/bash
sudo -iu app bash -c "lsblk | grep xvdf"
`,
  "sudo -Eu": `#!/bin/bash
sudo -Eu root sh -c "lsblk | grep xvdf"
`,
  "sudo env": `#!/bin/bash
sudo A=b bash -c "lsblk | grep xvdf"
`,
  "sudo -i command": `#!/bin/bash
sudo -i lsblk | grep xvdf
`,
  "env -i": `#!/bin/bash
env -i A=b bash -c 'lsblk | grep xvdf'
`,
  "chroot": `#!/bin/bash
chroot /mnt bash -c 'lsblk | grep xvdf'
`,
  "chroot doc": `#!/bin/bash
chroot /mnt /bin/bash <<'EOF'
lsblk | grep xvdf
EOF
`,
  "chroot userspec": `#!/bin/bash
chroot --userspec=app /mnt sh -c 'virt-what | grep -q xen'
`,
  "chroot userspec grep": `#!/bin/bash
chroot --userspec app /mnt grep -q xen /proc/modules
`,
  "nsenter": `#!/bin/bash
nsenter -t 1 -m -u -i -n -p -- bash -c 'lsblk | grep xvdf'
`,
  "nsenter long": `#!/bin/bash
nsenter --target 1 --mount -- sh -c 'lsblk | grep xvdf'
`,
  "nsenter mkfs": `#!/bin/bash
nsenter -t 1 -m mkfs.xfs /dev/xvdf
`,
  "unshare": `#!/bin/bash
unshare -m bash -c 'lsblk | grep xvdf'
`,
  "docker -v": `#!/bin/bash
docker run -v /dev/xvdf:/dev/xvdf img
`,
  "docker --device": `#!/bin/bash
docker run --device=/dev/xvdf img
`,
  "docker --device words": `#!/bin/bash
docker run --device /dev/xvdf:/dev/xvda img
`,
  "docker mount": `#!/bin/bash
docker run --mount type=bind,source=/dev/xvdf,target=/x img
`,
  "docker privileged sh": `#!/bin/bash
docker run --privileged -v /dev:/dev img sh -c 'mkfs.xfs /dev/xvdf'
`,
  "docker sh pipeline": `#!/bin/bash
docker run --privileged img sh -c 'lsblk | grep xvdf'
`,
  "podman": `#!/bin/bash
podman run --device /dev/xvdf img
`,
  "docker exec host": `#!/bin/bash
docker run --privileged --pid=host img nsenter -t 1 -m sh -c 'lsblk | grep xvdf'
`,
  "docker host eth0": `#!/bin/bash
docker run --net=host img ip addr show eth0
`,
  "flock -c": `#!/bin/bash
flock /var/lock/x -c 'lsblk | grep xvdf'
`,
  "flock sh": `#!/bin/bash
flock -n /var/lock/x sh -c 'lsblk | grep xvdf'
`,
  "flock long": `#!/bin/bash
flock --timeout 5 /var/lock/x sh -c 'lsblk | grep xvdf'
`,
  "timeout": `#!/bin/bash
timeout 30 bash -c 'until lsblk | grep xvdf; do sleep 1; done'
`,
  "timeout long": `#!/bin/bash
timeout --signal KILL 30 bash -c 'lsblk | grep xvdf'
`,
  "timeout grep": `#!/bin/bash
timeout --kill-after=5 30 grep -q xen /proc/modules
`,
  "nohup": `#!/bin/bash
nohup sh -c 'lsblk | grep xvdf' &
`,
  "setsid": `#!/bin/bash
setsid -w bash -c 'lsblk | grep xvdf'
`,
  "screen": `#!/bin/bash
screen -dmS x bash -c 'lsblk | grep xvdf'
`,
  "screen -dm": `#!/bin/bash
screen -dm sh -c "virt-what | grep -q xen"
`,
  "screen -d -m": `#!/bin/bash
screen -d -m -S x lsblk /dev/xvdf
`,
  "screen -X stuff": `#!/bin/bash
screen -S x -X stuff 'lsblk | grep xvdf\\n'
`,
  "tmux new": `#!/bin/bash
tmux new-session -d -s x 'lsblk | grep xvdf'
`,
  "tmux send-keys": `#!/bin/bash
tmux send-keys -t x 'lsblk | grep xvdf' Enter
`,
  "tmux new words": `#!/bin/bash
tmux new -d bash -c 'lsblk | grep xvdf'
`,
  "time": `#!/bin/bash
time -p bash -c 'lsblk | grep xvdf'
`,
  "ionice nice": `#!/bin/bash
ionice -c2 -n7 nice -n 19 sh -c 'lsblk | grep xvdf'
`,
  "chrt": `#!/bin/bash
chrt -i 0 sh -c 'lsblk | grep xvdf'
`,
  "setpriv": `#!/bin/bash
setpriv --reuid 1000 sh -c 'lsblk | grep xvdf'
`,
  "unbuffer": `#!/bin/bash
unbuffer sh -c 'lsblk | grep xvdf'
`,
  "script -c": `#!/bin/bash
script -qc 'lsblk | grep xvdf' /dev/null
`,
  "watch": `#!/bin/bash
watch -n 1 'lsblk | grep xvdf'
`,
  "expect": `#!/bin/bash
expect -c 'spawn sh -c "lsblk | grep xvdf"'
`,
  "scl": `#!/bin/bash
scl enable x 'lsblk | grep xvdf'
`,
  "gosu": `#!/bin/bash
gosu app sh -c 'lsblk | grep xvdf'
`,
  "start-stop-daemon": `#!/bin/bash
start-stop-daemon --start --exec /bin/sh -- -c 'lsblk | grep xvdf'
`,
  "daemonize": `#!/bin/bash
daemonize /bin/sh -c 'lsblk | grep xvdf'
`,
  "retry": `#!/bin/bash
retry 5 bash -c 'lsblk | grep xvdf'
`,
  "own function runs": `#!/bin/bash
retry() { for i in 1 2 3; do "$@" && return; done; }
retry grep -q xen /proc/modules
`,
  "own function runs pipeline": `#!/bin/bash
run() { eval "$*"; }
run 'lsblk | grep xvdf'
`,
  "aws-vault": `#!/bin/bash
aws-vault exec x -- sh -c 'lsblk | grep xvdf'
`,
  "machinectl": `#!/bin/bash
machinectl shell .host /bin/sh -c 'lsblk | grep xvdf'
`,
  "proxychains": `#!/bin/bash
proxychains4 -q bash -c 'lsblk | grep xvdf'
`,
  "ltrace": `#!/bin/bash
ltrace -o x sh -c 'lsblk | grep xvdf'
`,
  "nice bare": `#!/bin/bash
nice sh -c 'lsblk | grep xvdf'
`,
  "trap": `#!/bin/bash
trap 'lsblk | grep xvdf' EXIT
`,
  "sh -o": `#!/bin/bash
bash -o pipefail -c 'lsblk | grep xvdf'
`,
  "bash --norc -c": `#!/bin/bash
bash --norc -ec 'lsblk | grep xvdf'
`,
  "perl -e system": `#!/bin/bash
perl -e 'system("lsblk | grep xvdf")'
`,
  "exec": `#!/bin/bash
exec bash -c 'lsblk | grep xvdf'
`,
  "command -p": `#!/bin/bash
command -p grep -q xen /proc/modules
`,
  "busybox sh": `#!/bin/bash
busybox sh -c 'lsblk | grep xvdf'
`,
  "nohup grep with options": `#!/bin/bash
sudo --preserve-env=A --non-interactive grep -q xen /proc/modules
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "ssh elsewhere": `#!/bin/bash
ssh db.example.com 'lsblk | grep xvdf'
`,
  "ssh doc elsewhere": `#!/bin/bash
ssh -i k db <<'EOF'
mkfs.xfs /dev/xvdf
EOF
`,
  "su": `#!/bin/bash
su - app -c 'systemctl start x | tee /var/log/x'
`,
  "docker clean": `#!/bin/bash
docker run -d --name x -v /data:/data -p 80:80 img
`,
  "docker eth0 in container": `#!/bin/bash
docker run img sh -c 'ip addr show eth0'
`,
  "kubectl exec": `#!/bin/bash
kubectl exec x -- sh -c 'ip addr show eth0'
`,
  "timeout": `#!/bin/bash
timeout 300 bash -c 'until curl -s localhost | grep ok; do sleep 1; done'
`,
  "tmux": `#!/bin/bash
tmux new-session -d -s x 'java -jar x.jar | tee /var/log/x'
`,
  "flock": `#!/bin/bash
flock -n /var/lock/x -c 'yum -y update | logger'
`,
  "nsenter net": `#!/bin/bash
nsenter -t $PID -n ip addr show eth0
`,
  "ip netns": `#!/bin/bash
ip netns exec x sh -c 'ip addr show eth0'
`,
  "lxc": `#!/bin/bash
lxc exec x -- bash -c 'ip addr show eth0'
`,
  "retry curl": `#!/bin/bash
retry() { for i in 1 2 3; do "$@" && return; done; }
retry curl -sf https://example.com/xen/x
`,
};

describe("commands that programs run", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
