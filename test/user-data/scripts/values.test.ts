import { linesFound } from '../reading';

/** By way of a value: a script around the name of a device, and the lines in which it is found. */
const FLOWS: Readonly<Record<string, readonly [script: (name: string) => string, lines: readonly number[]]>> = {
  'a parameter of a function': [(name) => `f() {\nmkfs.xfs /dev/$1\n}\nf ${name}`, [2]],
  'a parameter of a function that stands later': [(name) => `g() { f ${name}; }\nf() {\nmkfs.xfs /dev/$1\n}\ng`, [3]],
  'the second parameter, moved on': [(name) => `f() {\nshift\nmkfs.xfs /dev/$1\n}\nf a ${name}`, [3]],
  'a parameter with a name': [(name) => `f() {\nlocal d="$1"\nmkfs.xfs "/dev/\${d}"\n}\nf ${name}`, [3]],
  'all parameters of a function': [(name) => `f() {\nfor d in "$@"; do mkfs.xfs /dev/$d; done\n}\nf a ${name}`, [2]],
  'all parameters, not named': [(name) => `f() {\nfor d; do mkfs.xfs /dev/$d; done\n}\nf a ${name}`, [2]],
  'a parameter with a default': [(name) => `f() {\nmkfs.xfs /dev/\${1:-${name}}\n}\nf`, [2]],
  'a parameter handed on': [(name) => `f() {\nmkfs.xfs /dev/$1\n}\ng() { f "$1"; }\ng ${name}`, [2]],
  'a function with dashes': [(name) => `make-fs() {\nmkfs.xfs /dev/$1\n}\nmake-fs ${name}`, [2]],
  'a function that is read in': [(name) => `cat > /opt/lib.sh <<'EOF'\nf() {\nmkfs.xfs /dev/$1\n}\nEOF\n. /opt/lib.sh\nf ${name}`, [3]],
  'parameters of the script': [(name) => `set -- a ${name}\nmkfs.xfs /dev/$2`, [2]],
  'a default': [(name) => `mkfs.xfs /dev/\${DEVICE:-${name}}`, [1]],
  'a default that is set': [(name) => `: \${DEVICE:=${name}}\nmkfs.xfs /dev/$DEVICE`, [2]],
  'a here string': [(name) => `read d <<< ${name}\nmkfs.xfs /dev/$d`, [2]],
  'words of a here string': [(name) => `read -r a d <<< "a ${name}"\nmkfs.xfs /dev/$d`, [2]],
  'a choice': [(name) => `select d in a ${name}; do\nmkfs.xfs /dev/$d; done`, [2]],
  'an array': [(name) => `a=([1]=${name})\nmkfs.xfs "/dev/\${a[1]}"`, [2]],
  'an item of an array': [(name) => `a[1]=${name}\nmkfs.xfs "/dev/\${a[1]}"`, [2]],
  'an array that is declared': [(name) => `declare -a a=(b ${name})\nmkfs.xfs "/dev/\${a[1]}"`, [2]],
  'what a function prints': [(name) => `f() {\necho ${name}\n}\nD=$(f)\nmkfs.xfs /dev/$D`, [5]],
  'what a function prints by a format': [(name) => `f() {\nprintf '%s\\n' ${name}\n}\nD=\`f 1\`\nmkfs.xfs /dev/$D`, [5]],
  'what a function prints into a word': [(name) => `f() {\necho ${name}\n}\nmkfs.xfs /dev/$(f)`, [4]],
  'a format': [(name) => `printf -v D '/dev/%s' ${name}\nmkfs.xfs $D`, [1]],
  'an arm of case': [(name) => `case $T in\na) D=${name};;\nesac\nmkfs.xfs /dev/$D`, [4]],
  'a variable that is handed to another script': [(name) => `export D=${name}\ncat > /usr/local/bin/x <<'EOF'\nmkfs.xfs /dev/$D\nEOF`, [3]],
  'a file of the environment': [(name) => `echo "D=${name}" >> /etc/environment\nmkfs.xfs /dev/$D`, [2]],
  'an alias': [(name) => `alias m='mkfs.xfs /dev/${name}'`, [1]],
  'a file that is run later': [(name) => `echo 'mkfs.xfs /dev/${name}' > /opt/run\nbash /opt/run`, [1]],
  'a file that is a program later': [(name) => `printf 'true\\nmkfs.xfs /dev/%s\\n' ${name} > /opt/run\nchmod +x /opt/run\n/opt/run`, [2]],
  'a file that is read in later': [(name) => `cat <<'EOF' | tee /opt/run\nmkfs.xfs /dev/${name}\nEOF\nsource /opt/run`, [2]],
  'a file that is added to': [(name) => `echo '#!/bin/bash' > /opt/run\necho 'mkfs.xfs /dev/${name}' >> /opt/run\nat now -f /opt/run`, [2]],
  'a file that is added to, line by line': [
    (name) => `echo 'if true; then' > /opt/run\necho 'mkfs.xfs /dev/${name}' >> /opt/run\necho fi >> /opt/run\nsh -x /opt/run`,
    [2],
  ],
  'a file of another script': [
    (name) => `#cloud-config\nwrite_files:\n- path: /opt/run\n  content: mkfs.xfs /dev/${name}\nruncmd:\n- bash /opt/run`,
    [4],
  ],
  'a file that a unit runs': [
    (name) => `echo 'mkfs.xfs /dev/${name}' > /opt/run\ncat > /etc/systemd/system/x.service <<EOF\nExecStart=-/opt/run now\nEOF`,
    [1],
  ],
  'a name with a part that is not known': [(name) => `mkfs.xfs /dev/\uE000/${name}\nmkfs.xfs /dev/${name}`, [2]],
};

describe.each(Object.entries(FLOWS))('%s', (_name, [script, lines]) => {
  test('is followed', () => {
    expect(linesFound(script('xvdf')).map((found) => Number(/line (\d+)/.exec(found)?.[1]))).toEqual(lines);
  });

  test('is left alone', () => {
    expect(linesFound(script('vdf'))).toEqual([]);
  });
});

test.each([
  'attach() {\naws ec2 attach-volume --device $1\n}\nattach /dev/sdf',
  'attach() {\nlocal d=$1\naws ec2 attach-volume --device "$d"\n}\nattach /dev/sdf',
  'attach() {\naws ec2 attach-volume "$@"\n}\nattach --device /dev/sdf',
  'aws ec2 attach-volume --device "${DEVICE:-/dev/sdf}"',
  'read D <<< /dev/sdf\naws ec2 attach-volume --device $D',
  'alias a="aws ec2 attach-volume --device /dev/sdf"',
  'bash <<< "aws ec2 attach-volume --device /dev/sdf"',
  'device() { echo /dev/sdf; }\naws ec2 attach-volume --device $(device)',
  'printf -v D /dev/sd%s f\naws ec2 attach-volume --device $D',
  'echo "no /dev/xvdf" > /opt/message\ncat /opt/message',
  'log() { logger "$1"; }\nlog /dev/xvdf',
  'say_so() { echo "$1 is there"; }\nsay_so /dev/xvdf',
])('%s is only passed on', (script) => {
  expect(linesFound(script)).toEqual([]);
});
