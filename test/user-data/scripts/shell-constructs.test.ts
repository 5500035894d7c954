import { linesFound } from '../reading';

const UUID = '/sys/hypervisor/uuid';
const TAG = '/sys/devices/virtual/dmi/id/board_asset_tag';

/** By construct: a script around a file, and the line in which the file is used. */
const READS_FILE: Readonly<Record<string, readonly [script: (file: string) => string, line: number]>> = {
  'a here document that is not quoted': [(file) => `cat <<EOF\nid\n$(cat ${file})\nEOF`, 3],
  'a default in a here document': [(file) => `cat <<EOF > /etc/motd\nid\n\${Y:-$(cat ${file})}\nEOF`, 3],
  'a default that is a command': [(file) => `echo "\${Y:-$(cat ${file})}"`, 1],
  'a default that is a file': [(file) => `cat "\${Y:-${file}}"`, 1],
  'a default of a default': [(file) => `cat "\${Y:-\${X:-${file}}}"`, 1],
  'a colon that sets a default': [(file) => `: \${U:=$(cat ${file})}`, 1],
  'backticks within backticks': [(file) => `A=\`echo \\\`cat ${file}\\\`\``, 1],
  'backticks within backticks over lines': [(file) => `A=\`\n echo \\\`\n cat ${file}\n\\\`\``, 3],
  'arithmetic over lines': [(file) => `(( x = 1\n<< 2 ))\ncat ${file}\n`, 3],
  'arithmetic with a substitution': [(file) => `echo $(( 1 + $(wc -c < ${file}) ))`, 1],
  'a condition of arithmetic': [(file) => `if (( $(wc -c ${file}) > 0 )); then true; fi`, 1],
  'the index of an array': [(file) => `a[$(wc -c ${file})]=1`, 1],
  'a process substitution': [(file) => `diff <(cat ${file}) /tmp/a`, 1],
  'a test of bash': [(file) => `[[ a == b ||\n  ! -f ${file} ]] && true`, 2],
  'a test that concatenates': [(file) => `[ "x$(cat ${file})" = xec2 ]`, 1],
  'an array': [(file) => `FILES=(\n/etc/motd\n${file}\n)`, 3],
  'a redirection of input': [(file) => `read -r id < ${file}`, 1],
  'a redirection in a substitution': [(file) => `ID=$(<${file})`, 1],
  'a redirection of a loop': [(file) => `while read -r l; do\necho $l\ndone < ${file}`, 3],
  'a redirection of exec': [(file) => `exec 3< ${file}`, 1],
  'a redirection of a group': [(file) => `{ read -r l; echo $l; } < ${file}`, 1],
  'a redirection that stands first': [(file) => `true\n< ${file} read -r l`, 2],
  'a here string': [(file) => `grep ec2 <<< "$(cat ${file})"`, 1],
  'a coprocess': [(file) => `coproc cat ${file}`, 1],
  'a named coprocess': [(file) => `coproc ID { cat ${file}; }`, 1],
  'a text that is evaluated': [(file) => `eval "cat ${file}"`, 1],
  'a text for a shell': [(file) => `bash -c 'true\ncat ${file}'`, 2],
  'a text for a shell, by its flags': [(file) => `bash -exc "cat ${file}"`, 1],
  'a text for xargs': [(file) => `ls | xargs -I{} sh -c 'cat ${file} {}'`, 1],
  'a text for find': [(file) => `find / -name x -exec sh -c 'cat ${file}' \\;`, 1],
  'a command for find': [(file) => `find / -name x -exec cat ${file} \\;`, 1],
  'a text for another user': [(file) => `su - app -c "cat ${file}"`, 1],
  'a trap': [(file) => `trap 'cat ${file}' EXIT`, 1],
  'a time limit': [(file) => `timeout -k 5 30 bash -c "cat ${file}"`, 1],
  'a shell of sudo': [(file) => `sudo -i <<'EOF'\ntrue\ncat ${file}\nEOF`, 3],
  'a shell of sudo that is given a name': [(file) => `sudo -u root -s <<EOF\ncat ${file}\nEOF`, 2],
  'base64 in a here string': [(file) => `base64 -d <<< ${Buffer.from(`cat ${file}\n`).toString('base64')} | bash`, 1],
  'base64 in a here string of a file': [(file) => `base64 -d <<< ${Buffer.from(`cat ${file}\n`).toString('base64')} > /usr/local/bin/x`, 1],
  'a script in a here string': [(file) => `bash <<< "cat ${file}"`, 1],
  'a path below the folder it is in': [(file) => `cd ${file.split('/').slice(0, 2).join('/')}; [ -f ${file.split('/').slice(2).join('/')} ]`, 1],
  'a path below the folder it is in, later': [(file) => `cd ${file.split('/').slice(0, 2).join('/')}\ntrue\ncat ./${file.split('/').slice(2).join('/')}`, 3],
  'a loop over files': [(file) => `for f in /etc/motd ${file}; do cat $f; done`, 1],
  'a choice': [(file) => `select f in ${file}; do cat $f; done`, 1],
  'an arm of case': [(file) => `case $1 in\na) true ;&\n(b|c)\ncat ${file}\n;;\nesac`, 4],
  'a function': [(file) => `function f {\ncat ${file}\n}`, 2],
  'a function in a subshell': [(file) => `f() (\ncat ${file}\n)`, 2],
  'a loop of C': [(file) => `for ((i = 0; i < 3; i++)); do\ncat ${file}\ndone`, 2],
  'a line that goes on': [(file) => `cat \\\n  ${file}`, 2],
  'quotes of ANSI': [(file) => `cat $'${file.replace('/', '\\x2f')}'`, 1],
  'behind an end that belongs to nothing': [(file) => `true\nfi\ndone\n)\ncat ${file}`, 5],
  'a loop of zsh': [(file) => `#!/bin/zsh\nfor f (/etc/motd) cat $f\ncat ${file}`, 3],
  'a condition of fish': [(file) => `#!/usr/bin/fish\nif test -f ${file}\n  echo a\nend\nset A b`, 2],
  'a function of ksh': [(file) => `#!/bin/ksh\nfunction f\n{\n print a\n}\ntypeset -A a\ncat ${file} |&`, 7],
  'behind a quote that is never closed': [(file) => `echo "a\ncat ${file}`, 2],
  'behind a here document that is never closed': [(file) => `bash <<EOF\ntrue\ncat ${file}`, 3],
  'carriage returns': [(file) => `if true; then\r\n  cat ${file}\r\nfi\r\n`, 2],
};

describe.each(Object.entries(READS_FILE))('%s', (_name, [script, line]) => {
  test('is read', () => {
    expect(linesFound(script(UUID))).toEqual([expect.stringMatching(new RegExp(`(^|, )line ${String(line)}: `))]);
  });

  test('is left alone', () => {
    expect(linesFound(script(TAG))).toEqual([]);
  });
});
