import { matchHabits } from '../../../lib/user-data/habits/match-patterns';
import { readScriptsFully } from '../../../lib/user-data/scripts/read-script';
import { ALL_HABITS } from '../reading';

/** Scripts of a number of parts, which are put together, or lead to each other. */
const SCRIPTS: Readonly<Record<string, (parts: number) => string>> = {
  pieces: (parts) => `c=lsblk\n${each(parts, (n) => `c+=" | grep a${n}"`)}\neval "$c"`,
  'pieces of itself': (parts) => `c=lsblk\n${each(parts, (n) => `c="$c | grep a${n}"`)}\neval "$c"`,
  variables: (parts) => each(parts, (n) => `c${n}="lsblk | grep a${n}"\neval "$c${n}"`),
  'one variable': (parts) => each(parts, (n) => `c="lsblk | grep a${n}"\neval "$c"`),
  functions: (parts) => each(parts, (n) => `f${n}() { cat <<EOF\nlsblk | grep a${n}\nEOF\n}\nf${n} | bash`),
  'calls of a function': (parts) => `f() { cat <<EOF\nlsblk | grep a\nEOF\n}\n${each(parts, (n) => `f > /opt/x${n}.sh`)}`,
  files: (parts) => each(parts, (n) => `echo 'lsblk | grep a${n}' > /tmp/a${n}\ncat /tmp/a${n} > /tmp/b${n}\nbash /tmp/b${n}`),
  'calls of a file': (parts) => `cat > /opt/m <<'EOF'\nmkfs /dev/$1\nEOF\n${each(parts, (n) => `bash /opt/m a${n}`)}`,
  'a group': (parts) => `{\n${each(parts, (n) => `echo 'lsblk | grep a${n}'`)}\n} | { cat; } | bash`,
  'lines that are run': (parts) => `while read -r a b; do eval "$a $b"; done <<EOF\n${each(parts, (n) => `lsblk | grep a${n}`)}\nEOF`,
  substitutions: (parts) => each(parts, (n) => `d=$(echo A${n} | tr A-Z a-z | rev)\nmkfs /dev/$d`),
  'readers of one stream': (parts) => `exec 3<<EOF\nsdf\nsdg\nEOF\n${each(parts, (n) => `read -u 3 d${n}\nmkfs /dev/$d${n}`)}`,
  'what the whole script prints': (parts) => `exec > /opt/x\n${each(parts, (n) => `echo 'lsblk | grep a${n}'`)}\nexec >&2\nbash /opt/x`,
  'lists in files': (parts) => each(parts, (n) => `echo a${n} > /tmp/a${n}\nxargs -I{} mkfs /dev/{} < /tmp/a${n}`),
  'values of files': (parts) => each(parts, (n) => `echo 'a=sdf' > /tmp/a${n}\nd${n}=$(grep ^a /tmp/a${n} | cut -d= -f2)\nmkfs /dev/$d${n}`),
  'readers of one file': (parts) => `echo '{"a": "sdf"}' > /tmp/a\n${each(parts, (n) => `d${n}=$(jq -r .a${n} /tmp/a)\nmkfs /dev/$d${n}`)}`,
  'keys of an array': (parts) =>
    `declare -A d\n${each(parts, (n) => `d[a${n}]=sdf`)}\nfor k in "\${!d[@]}"; do mkfs /dev/\${d[$k]}; done`,
  'copies of a file': (parts) => `echo sdf > /tmp/a\n${each(parts, (n) => `cp /tmp/a /tmp/b${n}\nmkfs /dev/$(cat /tmp/b${n})`)}`,
  operations: (parts) => each(parts, (n) => `d${n}=A\nmkfs /dev/\${d${n},,}`),
};

function each(parts: number, write: (number: string) => string): string {
  return Array.from({ length: parts }, (_, index) => write(String(index))).join('\n');
}

/** Characters of all words that are read. */
function charactersRead(script: string): number {
  const { statements } = readScriptsFully([{ kind: 'shell', text: script, where: [], line: 1 }]);
  return statements.flatMap(({ uses }) => uses).reduce((sum, { word }) => sum + word.length, 0);
}

test.each(Object.entries(SCRIPTS))('%s: what is read grows with the script', (_, script) => {
  const few = charactersRead(script(200));
  expect(charactersRead(script(400))).toBeLessThan(few * 2.5);
});

/** Scripts in which each part may be compared with each other one. */
const COMPARED: Readonly<Record<string, (parts: number) => string>> = {
  'answers of one variable': (parts) => each(parts, (n) => `v=$(lsblk ${n})\n[ "$v" = xvdf ] && true`),
  'machines of one variable': (parts) => each(parts, () => `v=$(virt-what)\n[ "$v" = xen ] && true`),
  'subshells of one variable': (parts) => each(parts, () => `D=/dev/xvdf\n( D=/dev/nvme1n1 )\nmkfs $D`),
  'keys of one array': (parts) => `declare -A d\n${each(parts, (n) => `d[a${n}]=/dev/xvdf`)}\n${each(parts, (n) => `mkfs \${d[a${n}]}`)}`,
  'lists of one file': (parts) => each(parts, () => `echo sdf >> /tmp/a\nfor d in $(cat /tmp/a); do mkfs /dev/$d; done`),
};

test.each(Object.entries(COMPARED))('%s: what matches grows with the script', (_, script) => {
  const matches = (text: string): number =>
    matchHabits(readScriptsFully([{ kind: 'shell', text, where: [], line: 1 }]).statements, ALL_HABITS).length;
  const few = matches(script(200));
  expect(few).toBeGreaterThan(0);
  expect(matches(script(400))).toBeLessThan(few * 2.5);
});

test('a stream that too many commands read is said to be one', () => {
  const stream = `exec 3<<EOF\n${'a b c d '.repeat(500)}\nEOF\n`;
  const read = (readers: number): readonly string[] =>
    readScriptsFully([{ kind: 'shell', text: stream + each(readers, (n) => `read -u 3 d${n}`), where: [], line: 1 }]).problems;
  expect(read(20)).toEqual([]);
  expect(read(30)[0]).toMatch(/^line \d+ reads what too many other commands read$/);
});

test('a script of too many pieces is said to be one', () => {
  const script = each(3000, (n) => `c="${'a '.repeat(100)}| grep a${n}"\neval "$c x${n}"`);
  const { problems } = readScriptsFully([{ kind: 'shell', text: script, where: [], line: 1 }]);
  expect(problems).toEqual(['its variables hold too many pieces of scripts to combine']);
});
