import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "crontab - echo": `#!/bin/bash
echo '* * * * * lsblk | grep xvdf' | crontab -
`,
  "crontab - doc": `#!/bin/bash
crontab - <<'EOF'
SHELL=/bin/bash
* * * * * [ "$(virt-what)" = xen ] && x
EOF
`,
  "crontab list add": `#!/bin/bash
(crontab -l; echo "@reboot virt-what | grep -q xen && /opt/x") | crontab -
`,
  "crontab list braces": `#!/bin/bash
{ crontab -l 2>/dev/null; echo "*/5 * * * * lsblk | grep xvdf"; } | sudo crontab -u app -
`,
  "cron.d": `#!/bin/bash
cat > /etc/cron.d/x <<'EOF'
PATH=/bin
*/5 * * * * root lsblk | grep xvdf
EOF
`,
  "cron.d echo": `#!/bin/bash
echo '*/5 * * * * root virt-what | grep -q xen' > /etc/cron.d/x
`,
  "cron.d reboot": `#!/bin/bash
echo '@reboot root virt-what | grep -q xen' >> /etc/crontab
`,
  "cron.d percent": `#!/bin/bash
echo '@reboot root mkfs.xfs /dev/xvdf%yes' >> /etc/crontab
`,
  "crontab file": `#!/bin/bash
echo '0 0 * * * lsblk | grep xvdf' > /tmp/cron
crontab /tmp/cron
`,
  "crontab file of user": `#!/bin/bash
echo '0 0 * * * lsblk | grep xvdf' > /tmp/cron
crontab -u app /tmp/cron
`,
  "var spool cron": `#!/bin/bash
echo '0 0 * * * lsblk | grep xvdf' >> /var/spool/cron/root
`,
  "cron.daily": `#!/bin/bash
cat > /etc/cron.daily/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "cron <<<": `#!/bin/bash
crontab <<< '0 0 * * * lsblk | grep xvdf'
`,
  "crontab - variable": `#!/bin/bash
CRON='0 0 * * * lsblk | grep xvdf'
echo "$CRON" | crontab -
`,
  "crontab name fields": `#!/bin/bash
echo '0 0 * jan-dec mon lsblk | grep xvdf' | crontab -
`,
  "cron device": `#!/bin/bash
echo '0 0 * * * root mkfs.xfs /dev/xvdf' > /etc/cron.d/x
`,
  "at now": `#!/bin/bash
at now <<'EOF'
lsblk | grep xvdf
EOF
`,
  "echo at": `#!/bin/bash
echo 'lsblk | grep xvdf' | at now + 1 minute
`,
  "at -f": `#!/bin/bash
echo 'lsblk | grep xvdf' > /tmp/x
at -f /tmp/x now
`,
  "at now -f": `#!/bin/bash
echo 'lsblk | grep xvdf' > /tmp/x
at now + 5 minutes -f /tmp/x
`,
  "batch": `#!/bin/bash
batch <<'EOF'
lsblk | grep xvdf
EOF
`,
  "systemd-run": `#!/bin/bash
systemd-run --on-boot=1 sh -c 'lsblk | grep xvdf'
`,
  "systemd-run options": `#!/bin/bash
systemd-run --unit x -p User=app --on-active 30 /bin/bash -c 'virt-what | grep -q xen'
`,
  "systemd-run --scope": `#!/bin/bash
systemd-run --scope --slice=a --quiet bash -c 'lsblk | grep xvdf'
`,
  "rc.local": `#!/bin/bash
cat >> /etc/rc.local <<'EOF'
lsblk | grep xvdf
EOF
`,
  "rc.local sed": `#!/bin/bash
sed -i '$ i lsblk | grep xvdf' /etc/rc.local
`,
  "rc.d": `#!/bin/bash
echo 'lsblk | grep xvdf' >> /etc/rc.d/rc.local
`,
  "profile.d": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' > /etc/profile.d/x.sh
`,
  "profile.d csh": `#!/bin/bash
echo 'virt-what | grep -q xen && setenv X 1' > /etc/profile.d/x.csh
`,
  "bashrc": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' >> ~/.bashrc
`,
  "bash.bashrc": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' >> /etc/bash.bashrc
`,
  "etc bashrc": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' >> /etc/bashrc
`,
  "zshrc": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' >> /root/.zshrc
`,
  "zprofile": `#!/bin/bash
echo 'virt-what | grep -q xen && export X=1' >> /etc/zprofile
`,
  "cloud per-boot": `#!/bin/bash
cat > /var/lib/cloud/scripts/per-boot/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "dispatcher": `#!/bin/bash
cat > /etc/NetworkManager/dispatcher.d/x <<'EOF'
#!/bin/sh
lsblk | grep xvdf
EOF
`,
  "dispatcher without first line": `#!/bin/bash
cat > /etc/NetworkManager/dispatcher.d/x <<'EOF'
lsblk | grep xvdf
EOF
`,
  "dhclient hook": `#!/bin/bash
cat > /etc/dhcp/dhclient-exit-hooks.d/x <<'EOF'
virt-what | grep -q xen
EOF
`,
  "if-up hook": `#!/bin/bash
cat > /etc/network/if-up.d/x <<'EOF'
virt-what | grep -q xen
EOF
`,
  "systemd timer service": `#!/bin/bash
cat > /etc/systemd/system/x.service <<'EOF'
[Service]
ExecStart=/bin/sh -c "virt-what | grep -q xen"
EOF
`,
  "anacrontab": `#!/bin/bash
echo '1 5 x lsblk | grep xvdf' >> /etc/anacrontab
`,
  "inittab": `#!/bin/bash
echo 'x:2345:once:/bin/sh -c "lsblk | grep xvdf"' >> /etc/inittab
`,
  "upstart": `#!/bin/bash
cat > /etc/init/x.conf <<'EOF'
start on runlevel [2345]
script
  lsblk | grep xvdf
end script
EOF
`,
  "supervisord": `#!/bin/bash
cat > /etc/supervisord.d/x.ini <<'EOF'
[program:x]
command=/bin/sh -c "lsblk | grep xvdf"
EOF
`,
  "cron cloud-config": `#cloud-config
write_files:
- path: /etc/cron.d/x
  content: |
    */5 * * * * root lsblk | grep xvdf
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "cron": `#!/bin/bash
echo '*/5 * * * * root /usr/bin/lsblk -o NAME,SERIAL | grep vol0123' > /etc/cron.d/x
`,
  "cron many": `#!/bin/bash
cat > /etc/cron.d/x <<'EOF'
# lsblk | grep xvdf
MAILTO=root
*/5 * * * * root /opt/x > /dev/null 2>&1
@daily root find /var -name xen-log -mtime +5 | xargs rm
0 3 * * 0 root /usr/bin/certbot renew --quiet --post-hook "systemctl reload nginx"
EOF
`,
  "crontab -l kept": `#!/bin/bash
(crontab -l 2>/dev/null; echo '0 * * * * /opt/backup.sh | logger -t backup') | crontab -
`,
  "at": `#!/bin/bash
echo 'reboot' | at now + 1 minute
`,
  "profile": `#!/bin/bash
echo 'export PATH=$PATH:/opt' > /etc/profile.d/x.sh
`,
  "systemd-run": `#!/bin/bash
systemd-run --on-boot=1 sh -c 'systemctl start agent | tee /var/log/x'
`,
};

describe("commands that run later", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
