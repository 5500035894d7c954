import { bash, DEVICE, FINE, running, XEN_SCRIPT, type Way } from '../way';

/** Rows of a script: name, why, lines, verdict. */
function scripts(rows: readonly (readonly [name: string, why: string, lines: readonly string[], expects: readonly string[]])[]): Way[] {
  return rows.map(([name, why, lines, expects]) => ({ name, why, template: bash(...lines), expects }));
}

const UUID = '/sys/hypervisor/uuid';

/** Files that have no command's name before them. */
export const BEHIND_REDIRECTIONS: readonly Way[] = scripts([
  ['$(<file)', 'bash reads the file itself', [`id=$(<${UUID})`, 'echo "$id"'], XEN_SCRIPT],
  ['done < file', 'a loop reads the file', ['while read -r line; do echo "$line"; done < /proc/xen/capabilities'], XEN_SCRIPT],
  ['exec 3< file', 'a descriptor is opened on the file', [`exec 3< ${UUID}`, 'read -r id <&3'], XEN_SCRIPT],
  ['{ ...; } < file', 'a group reads the file', [`{ read -r id; echo "$id"; } < ${UUID}`], XEN_SCRIPT],
  ['( ... ) < file', 'a subshell reads the file', [`( read -r id; echo "$id" ) < ${UUID}`], XEN_SCRIPT],
  ['< file cat', 'the redirection comes first', [`< ${UUID} cat`], XEN_SCRIPT],
  ['read < file', 'a built-in command reads the file', [`read -r id < ${UUID}`], XEN_SCRIPT],
  ['> file', 'the disk is written to', ['> /dev/xvdf'], DEVICE],
  ['done < another file', 'any other file is fine', ['while read -r line; do echo "$line"; done < /etc/hosts'], FINE],
  ['$(<another file)', 'the board asset tag holds the instance id on Nitro', ['id=$(</sys/devices/virtual/dmi/id/board_asset_tag)'], FINE],
]);

/** Substitutions in places where a reader by words does not look. */
export const WITHIN_SUBSTITUTIONS: readonly Way[] = scripts([
  [': ${U:=$(cat ...)}', 'the default is a command', [`: \${U:=$(cat ${UUID})}`], XEN_SCRIPT],
  ['"${Y:-$(...)}"', 'so is one within quotes', [`echo "\${Y:-$(cat ${UUID})}"`], XEN_SCRIPT],
  ['(( $(...) ))', 'arithmetic runs commands too', [`(( $(grep -c xen ${UUID}) > 0 )) && echo xen`], XEN_SCRIPT],
  ['nested backticks', 'the inner command is escaped', ['x=`echo \\`cat /sys/hypervisor/uuid\\``'], XEN_SCRIPT],
  ['an unquoted here-document', 'its substitutions run', ['cat > /tmp/x <<EOF', `id=$(cat ${UUID})`, 'EOF'], XEN_SCRIPT],
  ['a quoted here-document', 'its substitutions do not run', ['cat > /tmp/notes.txt <<"EOF"', `id=$(cat ${UUID})`, 'EOF'], FINE],
  ['<(...)', 'a process substitution is a command', [`diff <(cat ${UUID}) /tmp/x`], XEN_SCRIPT],
  ['an array', 'each item is a word', [`ids=($(cat ${UUID}) b)`], XEN_SCRIPT],
  ['(( x = 1 << 2 )) over two lines', 'the shift is no here-document', ['(( x = 1', '<< 2 ))', `cat ${UUID}`], XEN_SCRIPT],
  ['"x$(...)" = xxen', 'the answer is compared with xen', ['[ "x$(virt-what)" = xxen ] && echo xen'], XEN_SCRIPT],
  ['eval', 'its words are a command', [`eval "cat ${UUID}"`], XEN_SCRIPT],
  [
    'base64 -d <<<',
    'the here-string is decoded and run',
    [`base64 -d <<< ${Buffer.from(`cat ${UUID}\n`).toString('base64')} | bash`],
    XEN_SCRIPT,
  ],
  ['sudo -i <<EOF', 'a login shell runs the here-document', ['sudo -i <<EOF', `cat ${UUID}`, 'EOF'], XEN_SCRIPT],
  ['su - user <<EOF', 'so does su', ['su - app <<EOF', `cat ${UUID}`, 'EOF'], XEN_SCRIPT],
  ['bash -c within bash -c', 'each level is a script', [`bash -c 'bash -c "cat ${UUID}"'`], XEN_SCRIPT],
  ['find -exec', 'find runs a command', [`find /tmp -exec cat ${UUID} \\;`], XEN_SCRIPT],
  ['xargs sh -c', 'xargs runs a command', [`echo 1 | xargs sh -c 'cat ${UUID}'`], XEN_SCRIPT],
  ['trap', 'the trap runs at the end', [`trap 'cat ${UUID}' EXIT`], XEN_SCRIPT],
  ['cd /sys', 'the path is relative to the folder', ['cd /sys; [ -f hypervisor/uuid ] && echo xen'], XEN_SCRIPT],
  ['cd in a subshell', 'the shell around it stays in /sys', ['cd /sys; (cd /srv; ls); [ -f hypervisor/uuid ] && echo xen'], XEN_SCRIPT],
  ['a path to and fro', 'it comes to the same file', ['cat /sys/kernel/../hypervisor/uuid'], XEN_SCRIPT],
  ['a path with two slashes', 'it is the same file', ['cat /sys//hypervisor//uuid'], XEN_SCRIPT],
  ['another path to and fro', 'it comes to the interfaces', ['ls /sys/kernel/../class//net'], FINE],
  ['cd /srv', 'the file is none of the hypervisor', ['cd /srv; [ -f data/uuid ] && echo mine'], FINE],
  ['/sys/hyper*/uuid', 'the pattern matches the file', ['[ -f /sys/hyper*/uuid ] && echo xen'], XEN_SCRIPT],
  [
    'ls /sys | grep hypervisor',
    'the listing shows hypervisor/ on Nitro too, but without a type',
    ['if ls /sys/hypervisor/ | grep uuid; then echo xen; fi'],
    XEN_SCRIPT,
  ],
]);

/** Values that flow to where they matter. */
export const FLOWING: readonly Way[] = scripts([
  ['a variable in pieces', 'the pieces make the path', ['A=/sys', 'B=hypervisor', 'cat $A/$B/uuid'], XEN_SCRIPT],
  ['a default', 'the name is used unless DEVICE is set', ['mount ${DEVICE:-/dev/xvdf} /data'], DEVICE],
  ['a default without a folder', 'the word becomes the path', ['mount /dev/${DEVICE:-xvdf} /data'], DEVICE],
  ['an argument of a function', 'the function mounts it', ['m() { mount /dev/$1 /data; }', 'm xvdf'], DEVICE],
  [
    'an argument that EC2 takes',
    "EC2's own name of a device is no path",
    ['a() { aws ec2 attach-volume --volume-id vol-1 --instance-id i-1 --device "$1"; }', 'a /dev/sdf'],
    FINE,
  ],
  ['an answer of a function', 'the answer is mounted', ['d() { echo /dev/xvdf; }', 'mount "$(d)" /data'], DEVICE],
  ['an alias', 'the alias runs mkfs', ["alias f='mkfs -t xfs /dev/xvdf'", 'f'], DEVICE],
  ['an array', 'the item is mounted', ['D=(/dev/xvdf /dev/xvdg)', 'mount "${D[0]}" /data'], DEVICE],
  ['for', 'each is formatted', ['for l in f g; do mkfs -t xfs /dev/xvd$l; done'], DEVICE],
  ['braces', 'they are expanded', ['mdadm --create /dev/md0 --raid-devices=2 /dev/xvd{f,g}'], DEVICE],
  ['case', 'the word is set in an arm', ['case "$1" in a) D=/dev/xvdf ;; *) D=/dev/xvdg ;; esac', 'mount $D /data'], DEVICE],
  ['printf -v', 'the variable holds the name', ["printf -v D '/dev/xvd%s' f", 'mount $D /data'], DEVICE],
  [
    'a file that is run later',
    'the lines that are printed make the file',
    ['echo "#!/bin/sh" > /opt/setup', 'echo "mount /dev/xvdf /data" >> /opt/setup', 'sh /opt/setup'],
    DEVICE,
  ],
  ['a file of prose', 'the file is not run', ['echo "formerly /dev/xvdf" > /etc/motd'], FINE],
  ['a message', 'it is printed, not done', ['echo "mount /dev/xvdf first"'], FINE],
  ['a comment', 'it is not run', ['# mount /dev/xvdf /data', 'true # cat /sys/hypervisor/uuid'], FINE],
]);

/** Scripts that seem to handle Nitro and do not, and scripts that do. */
export const EXCUSES: readonly Way[] = scripts([
  ['test && ask IMDS', 'IMDS is asked on Xen only', [`[ -f ${UUID} ] && curl http://169.254.169.254/latest/meta-data/`], XEN_SCRIPT],
  [
    'test || ask IMDS',
    'IMDS is asked where the file is missing',
    [`[ -f ${UUID} ] || curl http://169.254.169.254/latest/meta-data/`],
    FINE,
  ],
  [
    'a host name with aws in it',
    'nothing is compared',
    ['hostnamectl set-hostname web.aws.example.com', 'virt-what | grep -q xen && echo xen'],
    XEN_SCRIPT,
  ],
  ['a group named kvm', 'nothing is compared', ['usermod -aG kvm app', 'virt-what | grep -q xen && echo xen'], XEN_SCRIPT],
  ['a folder named nitro', 'nothing is compared', ['mkdir /opt/nitro', 'virt-what | grep -q xen && echo xen'], XEN_SCRIPT],
  [
    'nvme-cli beside a module of Xen',
    'a package handles no module',
    ['yum install -y nvme-cli', 'lsmod | grep xen_blkfront && echo ok'],
    XEN_SCRIPT,
  ],
  [
    'a kernel parameter of nvme',
    'a time-out names no device',
    ['echo "nvme.io_timeout=1" >> /etc/default/grub', 'mount /dev/xvdf /data'],
    DEVICE,
  ],
  ['xen or kvm', 'both answers are accepted', ['virt-what | grep -Eq "xen|kvm" && echo ec2'], FINE],
  [
    'another disk by its NVMe name',
    'the instance store is not the volume',
    ['mkfs -t xfs /dev/nvme1n1', 'mount /dev/nvme1n1 /scratch', 'mount /dev/xvdf /data'],
    DEVICE,
  ],
  [
    'if NVMe, else Xen',
    'the two names are of one device',
    ['if [ -e /dev/nvme1n1 ]; then D=/dev/nvme1n1; else D=/dev/xvdf; fi', 'mount $D /data'],
    FINE,
  ],
  [
    'both names for one mount point',
    'the second is tried where the first fails',
    ['mount /dev/nvme1n1 /data || mount /dev/xvdf /data'],
    FINE,
  ],
  [
    'by id, with the old name as fallback',
    'the look-up by id works on Nitro',
    [
      'D=$(readlink -f /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0)',
      '[ -b "$D" ] || D=/dev/xvdf',
      'mount $D /data',
    ],
    FINE,
  ],
  [
    'a list of both names',
    'whichever exists is mounted',
    ['for d in /dev/nvme1n1 /dev/xvdf; do [ -b $d ] && mount $d /data && break; done'],
    FINE,
  ],
]);

/** Names that stand without /dev/. */
export const BARE_NAMES: readonly Way[] = scripts([
  ['udev', 'the rule matches no device of Nitro', ['echo \'KERNEL=="xvdf", SYMLINK+="data"\' > /etc/udev/rules.d/99-data.rules'], DEVICE],
  ['a systemd unit', 'the unit waits for a device that does not appear', ['systemctl start dev-xvdf.device'], DEVICE],
  ['crypttab', 'the device does not exist', ['echo "data /dev/xvdf none" >> /etc/crypttab'], DEVICE],
  ['lsblk | grep', 'the listing has another name', ['lsblk | grep xvdf && mount /mnt'], DEVICE],
  ['iptables eth+', 'no interface is called so', ['iptables -A INPUT -i eth+ -j ACCEPT'], DEVICE],
  ['/proc/modules', 'the module is one of Xen', ['grep -q xen_blkfront /proc/modules && echo xen'], XEN_SCRIPT],
  ['/sys/module', 'the module is one of Xen', ['[ -d /sys/module/xen_netfront ] && echo xen'], XEN_SCRIPT],
  ['facter', 'the answer on Nitro is kvm', ['facter virtual | grep -q xen && echo ec2'], XEN_SCRIPT],
  ['an unknown program', 'whatever it is, its answer is compared with xen', ['[ "$(what-am-i --virt)" = xen ] && echo ec2'], XEN_SCRIPT],
  ['Ubuntu xenial', 'a release of Ubuntu is no hypervisor', ['[ "$(lsb_release -cs)" = xenial ] && echo old'], FINE],
]);

const python = (...lines: readonly string[]) => running(['#!/usr/bin/env python3', ...lines, ''].join('\n'));
const powershell = (...lines: readonly string[]) => running(`<powershell>\n${lines.join('\n')}\n</powershell>`);

export const OTHER_LANGUAGES: readonly Way[] = [
  {
    name: 'Python: a call inside print',
    why: 'print calls open first',
    template: python(`print(open("${UUID}").read())`),
    expects: XEN_SCRIPT,
  },
  {
    name: 'Python: a docstring before the call',
    why: 'the triple quotes end before the call',
    template: python('def main():', '    """Says \'hi\'."""', `    return open("${UUID}").read()`, 'main()'),
    expects: XEN_SCRIPT,
  },
  { name: 'Python: a message', why: 'the text is printed', template: python('print("no /dev/xvdf here")'), expects: FINE },
  {
    name: 'Perl: die unless -e',
    why: 'the condition is code',
    template: running(`#!/usr/bin/perl\ndie "not EC2" unless -e "${UUID}";\n`),
    expects: XEN_SCRIPT,
  },
  {
    name: 'Perl: a file test in print',
    why: 'the test is done, and its answer printed',
    template: running(`#!/usr/bin/perl\nprint -e "${UUID}" ? "xen\\n" : "no\\n";\n`),
    expects: XEN_SCRIPT,
  },
  {
    name: 'Ruby: a method in puts, without parentheses',
    why: 'puts prints what the method reads',
    template: running(`#!/usr/bin/env ruby\nputs File.read "${UUID}"\n`),
    expects: XEN_SCRIPT,
  },
  {
    name: 'Ruby: a message after a handle',
    why: 'the text is printed',
    template: running(`#!/usr/bin/env ruby\n$stderr.puts "no ${UUID} here"\nputs "no ${UUID}"\n`),
    expects: FINE,
  },
  {
    name: 'Ruby: raise unless',
    why: 'the condition is code',
    template: running(`#!/usr/bin/env ruby\nraise "not EC2" unless File.exist?("${UUID}")\n`),
    expects: XEN_SCRIPT,
  },
  {
    name: 'PowerShell: Get-PnpDevice',
    why: 'Nitro has no Citrix devices',
    template: powershell('if (Get-PnpDevice | Where-Object FriendlyName -match "Citrix") { Write-Output "xen" }'),
    expects: XEN_SCRIPT,
  },
  {
    name: 'PowerShell: -eq Xen',
    why: 'Nitro says Amazon EC2',
    template: powershell('if ((Get-WmiObject Win32_ComputerSystem).Manufacturer -eq "Xen") { Start-Service app }'),
    expects: XEN_SCRIPT,
  },
  {
    name: 'PowerShell: Xen or Amazon EC2',
    why: 'both answers are accepted',
    template: powershell('if ((Get-WmiObject Win32_ComputerSystem).Manufacturer -match "Xen|Amazon EC2") { Start-Service app }'),
    expects: FINE,
  },
  {
    name: 'PowerShell: the maker of the machine, and a driver of Xen',
    why: 'the driver is missing on Nitro, whatever the maker',
    template: powershell('if ((Get-WmiObject Win32_ComputerSystem).Model -and (Get-Service xenbus)) { Start-Service app }'),
    expects: XEN_SCRIPT,
  },
  {
    name: 'PowerShell: -in',
    why: 'both answers are accepted',
    template: powershell('if ((Get-CimInstance Win32_ComputerSystem).Manufacturer -in "Xen", "Amazon EC2") { Start-Service app }'),
    expects: FINE,
  },
];
