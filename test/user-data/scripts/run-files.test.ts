import { linesFound } from '../reading';

const WRITE = "cat > /tmp/x <<'EOF'\nlsblk | grep xvdf\nEOF\n";

describe('a file that is run by another name', () => {
  test.each([
    ['mv /tmp/x /opt/y\nbash /opt/y'],
    ['cp /tmp/x /opt/y\nsource /opt/y'],
    ['install -m 755 /tmp/x /opt/y\n/opt/y'],
    ['install -m 0755 -o root /tmp/x /opt/\n/opt/x'],
    ['ln -s /tmp/x /opt/y\nsh /opt/y'],
    ['mv /tmp/x /opt/\n. /opt/x'],
    ['mv /tmp/x /opt/y\nmv /opt/y /opt/z\nbash /opt/z'],
    ['sudo mv /tmp/x /opt/y\nchmod +x /opt/y'],
    ["mv /tmp/x /opt/y\ncat > /etc/systemd/system/a.service <<'EOF'\n[Service]\nExecStart=/opt/y\nEOF"],
  ])('%j', (run) => {
    expect(linesFound(`#!/bin/bash\n${WRITE}${run}\n`)).toEqual(['file /tmp/x, line 3: lsblk | grep xvdf']);
  });

  test.each([['mv /tmp/x /opt/y'], ['mv /tmp/x /opt/y\nbash /opt/z'], ['bash /opt/y\nmv /opt/y /tmp/x'], ['mv /tmp/x /tmp/x']])(
    '%j runs something else',
    (run) => {
      expect(linesFound(`#!/bin/bash\n${WRITE}${run}\n`)).toEqual([]);
    },
  );
});

describe('commands that a unit hands to a shell', () => {
  const unit = (command: string): string => `#!/bin/bash\ncat > /etc/systemd/system/a.service <<'EOF'\n[Service]\n${command}\nEOF\n`;

  test.each([
    ["ExecStart=/bin/sh -c 'lsblk | grep xvdf'"],
    ["ExecStartPre=-/bin/bash -ec 'lsblk | grep xvdf'"],
    ["ExecStart=bash -c '[ \"$$(virt-what)\" = xen ]'"],
    ["ExecStart=/bin/sh -c 'true; \\\n  lsblk | grep xvdf'"],
  ])('%j', (command) => {
    expect(linesFound(unit(command))).toHaveLength(1);
  });

  test.each([["ExecStart=/bin/sh -c 'lsblk -o NAME,SERIAL | grep vol0123'"], ["Description=/bin/sh -c 'lsblk | grep xvdf'"]])(
    '%j is fine',
    (command) => {
      expect(linesFound(unit(command))).toEqual([]);
    },
  );
});
