import { readScriptsFully } from '../../../lib/user-data/scripts/read-script';

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

test('a script of too many pieces is said to be one', () => {
  const script = each(3000, (n) => `c="${'a '.repeat(100)}| grep a${n}"\neval "$c x${n}"`);
  const { problems } = readScriptsFully([{ kind: 'shell', text: script, where: [], line: 1 }]);
  expect(problems).toEqual(['its variables hold too many pieces of scripts to combine']);
});
