/** Lines of shell that follow a habit, by its name. */
export const HABIT_LINES: Readonly<Record<string, string>> = {
  'hypervisor in sysfs': 'cat /sys/hypervisor/uuid',
  xenfs: 'test -d /proc/xen',
  'xen bus': 'ls /sys/bus/xen/devices',
  xenstore: 'xenstore-read domid',
  'xen-detect': 'xen-detect -N',
  'BIOS version': 'dmidecode -s bios-version | grep amazon',
  'Xen in DMI': 'dmidecode -s system-product-name | grep "HVM domU"',
  'Xen drivers': 'lsmod | grep xen_blkfront',
  'name of the hypervisor': '[ "$(virt-what)" = xen ]',
  'disk device': 'mkfs.xfs /dev/xvdf',
  'disk in sysfs': 'cat /sys/block/xvda/size',
  'disk in a listing': 'lsblk | grep xvdf',
  'network interface': 'ip addr show eth0',
  'further network interface': 'ip addr show eth1',
};

/** Each puts a script of shell into another one, which runs it. */
export const AROUND_SHELL: readonly ((script: string) => string)[] = [
  (script) => `if true; then\n${script}\nfi`,
  (script) => `if false; then :; elif true; then\n${script}\nelse :; fi`,
  (script) => `case $1 in\n  a|b)\n${script}\n;;\nesac`,
  (script) => `for i in 1 2; do\n${script}\ndone`,
  (script) => `while :; do\n${script}\ndone < /etc/motd`,
  (script) => `f() {\n${script}\n}\nf`,
  (script) => `(\n${script}\n) 2>&1 | tee /var/log/a`,
  (script) => `{\n${script}\n} || true`,
  (script) => `A=$(\n${script}\n)`,
  (script) => `echo "a $(\n${script}\n) b"`,
  (script) => `echo $(( 1 + $(\n${script}\n) ))`,
  (script) => `cat <<OUTER\n\${A:-$(\n${script}\n)}\nOUTER`,
  (script) => `[[ -n "$(\n${script}\n)" ]] && true`,
  (script) => `diff <(\n${script}\n) /etc/motd`,
  (script) => `a=(1 "$(\n${script}\n)")`,
  (script) => `sudo -i <<'OUTER${String(script.length)}'\n${script}\nOUTER${String(script.length)}`,
  (script) => `cat > /opt/run <<'OUTER${String(script.length)}'\n${script}\nOUTER${String(script.length)}\nbash /opt/run`,
  (script) => `echo ${Buffer.from(script).toString('base64')} | base64 -d | bash`,
  (script) => {
    const end = `OUTER${String(script.length)}`;
    return `cat > /etc/logrotate.d/app <<'${end}'\n/var/log/app {\n  postrotate\n${script}\n  endscript\n}\n${end}`;
  },
];
