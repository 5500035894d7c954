import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  ",,": `#!/bin/bash
p=XVDF
mkfs.xfs /dev/\${p,,}
`,
  "^^ ,,": `#!/bin/bash
p=/DEV/XVDF
mkfs.xfs "\${p,,}"
`,
  ", first": `#!/bin/bash
p=Xvdf
mkfs.xfs /dev/\${p,}
`,
  "@L": `#!/bin/bash
p=XVDF
mkfs.xfs /dev/\${p@L}
`,
  "replace sd xvd": `#!/bin/bash
d=/dev/sdf
mkfs.xfs \${d/sd/xvd}
`,
  "replace all": `#!/bin/bash
d=xx/dev/xxsdf
mkfs.xfs \${d//xx/}
`,
  "replace placeholders": `#!/bin/bash
d=/dev/@f
mkfs.xfs \${d//@/xvd}
`,
  "replace slash": `#!/bin/bash
d=_dev_sdf
mkfs.xfs \${d//_//}
`,
  "delete dash": `#!/bin/bash
d=/dev/x-v-d-f
mkfs.xfs \${d//-}
`,
  "prefix": `#!/bin/bash
d=aws:/dev/sdf
mkfs.xfs \${d#aws:}
`,
  "prefix glob": `#!/bin/bash
d=volume=sdf
mkfs.xfs /dev/\${d#*=}
`,
  "suffix": `#!/bin/bash
d=sdf:/data
mkfs.xfs /dev/\${d%%:*}
`,
  "suffix of path": `#!/bin/bash
d=sdf.vol
mkfs.xfs /dev/\${d%.vol}
`,
  "substring": `#!/bin/bash
d=sdfgh
mkfs.xfs /dev/\${d:0:3}
`,
  "substring device": `#!/bin/bash
d="xxsdf"
mkfs.xfs /dev/\${d:2}
`,
  "substring negative": `#!/bin/bash
d=datasdf
mkfs.xfs /dev/\${d: -3}
`,
  "indirect": `#!/bin/bash
DISK=sdf; n=DISK
mkfs.xfs /dev/\${!n}
`,
  "indirect path": `#!/bin/bash
xdisk=/dev/sdf
name=xdisk
mkfs.xfs \${!name}
`,
  "nameref": `#!/bin/bash
x=sdf
declare -n r=x
mkfs.xfs /dev/$r
`,
  "printf x2f": `#!/bin/bash
cat "$(printf '\\x2fsys\\x2fhypervisor\\x2fuuid')"
`,
  "ansi-c": `#!/bin/bash
cat $'\\x2fsys\\x2fhypervisor\\x2fuuid'
`,
  "echo -e": `#!/bin/bash
cat $(echo -e '\\057sys\\057hypervisor\\057uuid')
`,
  "echo -e 0057": `#!/bin/bash
f=$(echo -e "\\0057sys\\0057hypervisor\\0057uuid")
cat $f
`,
  "printf octal dev": `#!/bin/bash
mkfs.xfs $(printf '\\057dev\\057\\163df')
`,
  "printf -v hex": `#!/bin/bash
printf -v d '\\x2fdev\\x2fsdf'
mkfs.xfs "$d"
`,
  "printf '%b'": `#!/bin/bash
mkfs.xfs $(printf '%b' '\\x2fdev\\x2fsdf')
`,
  "printf char codes": `#!/bin/bash
mkfs.xfs /dev/$(printf "\\\\$(printf '%03o' 120)")vdf
`,
  "printf script": `#!/bin/bash
printf 'lsblk \\x7c grep \\x78vdf\\n' | bash
`,
  "echo -e script": `#!/bin/bash
echo -e 'lsblk \\x7c grep \\x78vdf\\n' > /opt/run.sh
bash /opt/run.sh
`,
  "eval ansi": `#!/bin/bash
eval $'lsblk \\x7c grep \\x78vdf'
`,
  "tr": `#!/bin/bash
mkfs.xfs $(echo /dev/ysdf | tr -d y)
`,
  "tr upper": `#!/bin/bash
mkfs.xfs $(echo /DEV/SDF | tr A-Z a-z)
`,
  "tr upper classes": `#!/bin/bash
d=$(echo "/DEV/XVDF" | tr '[:upper:]' '[:lower:]')
mkfs.xfs $d
`,
  "tr <<<": `#!/bin/bash
mkfs.xfs $(tr '[:upper:]' '[:lower:]' <<< /DEV/SDF)
`,
  "tr rot13": `#!/bin/bash
eval "$(echo 'zxsf.ksf /qri/kiqs' | tr a-z n-za-m)"
`,
  "tr of variable": `#!/bin/bash
d=SDF
x=$(echo $d | tr A-Z a-z)
mkfs.xfs /dev/$x
`,
  "rev": `#!/bin/bash
mkfs.xfs $(echo fds/ved/ | rev)
`,
  "rev script": `#!/bin/bash
echo 'fdvx/ved/ sfx.sfkm' | rev | bash
`,
  "base64": `#!/bin/bash
mkfs.xfs $(echo L2Rldi9zZGY= | base64 -d)
`,
  "base64 var": `#!/bin/bash
d=$(base64 -d <<< L2Rldi9zZGY=)
mkfs.xfs $d
`,
  "base64 path": `#!/bin/bash
cat $(echo L3N5cy9oeXBlcnZpc29yL3V1aWQ= | base64 --decode)
`,
  "base64 of variable": `#!/bin/bash
e=L2Rldi9zZGY=
mkfs.xfs $(echo $e | base64 -d)
`,
  "xxd": `#!/bin/bash
mkfs.xfs $(echo 2f6465762f736466 | xxd -r -p)
`,
  "xxd script": `#!/bin/bash
echo 6d6b66732e786673202f6465762f736466 | xxd -r -p | bash
`,
  "openssl base64": `#!/bin/bash
echo bWtmcy54ZnMgL2Rldi9zZGY= | openssl base64 -d | bash
`,
  "openssl enc -base64": `#!/bin/bash
echo bWtmcy54ZnMgL2Rldi9zZGY= | openssl enc -d -base64 | sh
`,
  "sed script": `#!/bin/bash
echo 'mkfs.xfs /dev/@f' | sed 's/@/xvd/' | bash
`,
  "sed word": `#!/bin/bash
mkfs.xfs $(echo /dev/@f | sed 's/@/sd/')
`,
  "cut": `#!/bin/bash
mkfs.xfs /dev/$(echo data:sdf | cut -d: -f2)
`,
  "awk": `#!/bin/bash
mkfs.xfs /dev/$(echo data sdf | awk '{print $2}')
`,
  "basename": `#!/bin/bash
mkfs.xfs /dev/$(basename /x/sdf)
`,
  "lower xen": `#!/bin/bash
x=XEN
virt-what | grep -q \${x,,}
`,
  "path by pieces lower": `#!/bin/bash
h=Hypervisor
cat /sys/\${h,,}/uuid
`,
  "path lower known": `#!/bin/bash
h=HYPERVISOR
cat /sys/\${h,,}/uuid
`,
  "command lower": `#!/bin/bash
c=XENSTORE-READ
\${c,,} domid
`,
  "rev command": `#!/bin/bash
$(echo daer-erotsnex | rev) domid
`,
  "hex tr case": `#!/bin/bash
d=$(printf '%s' 'SDF' | tr 'A-Z' 'a-z'); mkfs.xfs /dev/$d
`,
  "letter sum": `#!/bin/bash
l=f
mkfs.xfs /dev/sd$l
`,
  "brace": `#!/bin/bash
mkfs.xfs /dev/sd{f..h}
`,
  "brace list": `#!/bin/bash
mkfs.xfs /dev/{sdf,sdg}
`,
  "seq letters": `#!/bin/bash
for l in {f..p}; do mkfs.xfs /dev/xvd$l; done
`,
  "seq letters sd": `#!/bin/bash
for l in s; do mkfs.xfs /dev/\${l}df; done
`,
  "brace seq of whole": `#!/bin/bash
for d in sd{f..h}; do mkfs.xfs /dev/$d; done
`,
  "arithmetic index": `#!/bin/bash
ds=(sdf sdg)
i=1
mkfs.xfs /dev/\${ds[$i]}
`,
  "$'\\u'": `#!/bin/bash
mkfs.xfs $'/dev/\\u0073df'
`,
  "glob class": `#!/bin/bash
mkfs.xfs /dev/[x]vdf
`,
  "assoc array": `#!/bin/bash
declare -A d=([data]=sdf)
mkfs.xfs /dev/\${d[data]}
`,
  "backslash in word": `#!/bin/bash
mkfs.xfs /dev/\\x\\v\\d\\f
`,
  "quotes within word": `#!/bin/bash
cat /sys/hyper""visor/uuid
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  ",, fine": `#!/bin/bash
os=$(. /etc/os-release; echo $ID)
case \${os,,} in ubuntu) apt-get install -y nvme-cli;; esac
`,
  "/ fine": `#!/bin/bash
id=vol-0123
dev=/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_\${id/-/}
mkfs.xfs $dev
`,
  "# fine": `#!/bin/bash
f=/opt/x.tar.gz
mkdir -p \${f%.tar.gz}
tar xzf $f -C \${f%/*}
`,
  "% az": `#!/bin/bash
AZ=$(curl -s http://169.254.169.254/latest/meta-data/placement/availability-zone)
REGION=\${AZ%?}
REGION2=\${AZ::-1}
aws --region $REGION s3 ls
`,
  "base64 file": `#!/bin/bash
echo SGVsbG8= | base64 -d > /etc/motd
`,
  "base64 password": `#!/bin/bash
PASS=$(echo "$SECRET" | base64 -d)
mysql -p"$PASS" -e 'select 1'
`,
  "tr tokens": `#!/bin/bash
ids=$(aws ec2 describe-volumes --output text | tr '\\t' '\\n')
for i in $ids; do echo $i; done
`,
  "tr random": `#!/bin/bash
PW=$(tr -dc A-Za-z0-9 < /dev/urandom | head -c 20)
echo "$PW" | passwd --stdin app
`,
  "indirect": `#!/bin/bash
for v in A B; do echo "\${!v}"; done
`,
  "indirect config": `#!/bin/bash
get() { local n="$1_HOST"; echo "\${!n}"; }
curl "http://$(get DB)/x"
`,
  "sed": `#!/bin/bash
HOST=$(hostname | sed 's/\\..*//')
hostnamectl set-hostname $HOST
`,
  "cut": `#!/bin/bash
IP=$(hostname -I | cut -d' ' -f1)
ping $IP
`,
  "printf": `#!/bin/bash
TOKEN=$(printf '%s' "$A" | base64)
curl -H "x: $TOKEN" http://x
`,
  "rev last field": `#!/bin/bash
LAST=$(echo "$PATHS" | rev | cut -d/ -f1 | rev)
cat /opt/$LAST
`,
  "printf %b": `#!/bin/bash
printf '%b' "a\\nb" > /etc/motd
`,
  "upper": `#!/bin/bash
NAME=web
export ENV_\${NAME^^}=1
curl https://example.com/\${NAME^}
`,
  "mapping read": `#!/bin/bash
for m in $(curl -s http://169.254.169.254/latest/meta-data/block-device-mapping/); do echo $m; done
`,
  "base64 of ca": `#!/bin/bash
echo "$CA" | base64 -d > /etc/kubernetes/pki/ca.crt
`,
  "letters of nvme": `#!/bin/bash
for n in 1 2; do mkfs.xfs /dev/nvme\${n}n1; done
`,
  "lookup": `#!/bin/bash
DEV=$(lsblk -o NAME,SERIAL | awk '/vol0123/ {print $1}')
mkfs.xfs /dev/$DEV
`,
  "lookup readlink": `#!/bin/bash
DEV=$(basename $(readlink -f /dev/disk/by-id/nvme-x))
mkfs.xfs /dev/\${DEV}p1
parted /dev/\${DEV%p1} print
`,
};

describe("what is made of a value", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
