import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "+= command pieces": `#!/bin/bash
c="cat /sys/hypervisor/uuid"; c+=" | grep -q ec2"; eval "$c"
`,
  "+= pipeline pieces": `#!/bin/bash
c="virt-what"
c+=" | grep -q xen"
eval "$c"
`,
  "+= lsblk": `#!/bin/bash
c="lsblk "
c+="| grep "
c+="xvdf"
bash -c "$c"
`,
  "c=\"$c ...\"": `#!/bin/bash
c="virt-what"
c="$c | grep -q xen"
eval "$c"
`,
  "pieces by two variables": `#!/bin/bash
a="lsblk |"
b="grep xvdf"
eval "$a $b"
`,
  "array run": `#!/bin/bash
cmd=(grep -q xen /proc/modules); "\${cmd[@]}"
`,
  "array run in if": `#!/bin/bash
cmd=(grep -q xen /proc/modules)
if "\${cmd[@]}"; then echo a; fi
`,
  "array += ": `#!/bin/bash
cmd=(grep -q)
cmd+=(xen)
cmd+=(/proc/modules)
"\${cmd[@]}"
`,
  "array declared": `#!/bin/bash
declare -a cmd=(grep -q xen)
"\${cmd[@]}" /proc/modules
`,
  "array run by sudo": `#!/bin/bash
cmd=(grep -q xen /proc/modules)
sudo "\${cmd[@]}"
`,
  "array eval": `#!/bin/bash
cmd=(lsblk '|' grep xvdf)
eval "\${cmd[@]}"
`,
  "array eval star": `#!/bin/bash
cmd=(lsblk '|' grep xvdf)
eval "\${cmd[*]}"
`,
  "array piped": `#!/bin/bash
list=(lsblk -o NAME)
find=(grep -q xvdf)
"\${list[@]}" | "\${find[@]}"
`,
  "string run": `#!/bin/bash
cmd="grep -q xen /proc/modules"
$cmd
`,
  "program in variable": `#!/bin/bash
g=grep
$g -q xen /proc/modules
`,
  "program and arg": `#!/bin/bash
l=lsblk; w=xvdf
$l | grep $w
`,
  "+= in function": `#!/bin/bash
add() { c+=" $*"; }
c=lsblk
add '|' grep xvdf
eval "$c"
`,
  "+= in loop": `#!/bin/bash
c=""
for p in lsblk '|' grep xvdf; do c+=" $p"; done
eval "$c"
`,
  "printf -v": `#!/bin/bash
printf -v c '%s | grep -q %s' virt-what xen
eval "$c"
`,
  "printf -v append": `#!/bin/bash
printf -v c '%s' "lsblk"
printf -v c '%s | grep %s' "$c" xvdf
eval "$c"
`,
  "array elements by index": `#!/bin/bash
c[0]=lsblk
c[1]='|'
c[2]='grep xvdf'
eval "\${c[*]}"
`,
  "string += device in pieces": `#!/bin/bash
d=/dev/
d+=xvd
d+=f
mkfs.xfs $d
`,
  "d=\"$d..\"": `#!/bin/bash
d=/dev/xv
d="\${d}df"
mkfs.xfs $d
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "+= clean": `#!/bin/bash
c="lsblk -o NAME,SERIAL"; c+=" | grep -q vol0123"; eval "$c"
`,
  "array clean": `#!/bin/bash
cmd=(grep -q nvme /proc/modules); "\${cmd[@]}"
`,
  "array opts for aws": `#!/bin/bash
args=(--volume-id vol-1); args+=(--device /dev/sdf)
aws ec2 attach-volume "\${args[@]}"
`,
  "array cmd of aws": `#!/bin/bash
cmd=(aws ec2 attach-volume --device /dev/sdf)
"\${cmd[@]}"
`,
  "+= list": `#!/bin/bash
packages="jq xenial-tools"
packages+=" grep"
apt-get install -y $packages
`,
  "string of grep -v": `#!/bin/bash
c="lsblk"; c+=" | grep -v loop"; eval "$c"
`,
  "arrays unrelated": `#!/bin/bash
opts=(-o loop)
mods=(xen_blkfront)
mods+=(nvme)
echo "\${mods[@]}"
`,
};

describe("commands put together of pieces", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
