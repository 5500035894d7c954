import fc from 'fast-check';
import { readScriptsFully } from '../../../lib/user-data/scripts/read-script';
import { AROUND_SHELL } from '../habit-lines';
import { linesFound } from '../reading';
import { runs } from '../../property-runs';

const COMMAND = 'mkfs.xfs /dev/xvdf';

/** Texts that may stand beside it. */
const BESIDE = [
  'true',
  "echo 'it is fine'",
  '# a comment (with "quotes',
  'cat <<EOF\nit\'s (one\nEOF',
  'x=${y#*(}',
  'echo "$(date +%s)"',
  'case x in a) true;; esac',
  'a=(1 2)',
  '(( a = 1\n<< 2 ))',
  'echo \\\n  a',
  "printf '%s\\n' ')'",
];

/** Texts that are not shell. They stand before a script that is not inside another one. */
const BROKEN = ['done', 'fi', ')', '}', ';;', 'esac', 'then', 'echo "a', "echo 'a", 'if true; then', 'f() {', '[[ a', 'a=(', 'cat <(', 'for i in', '&&', '| a', 'end', '<'];

test('a habit is found in whatever is around it', () => {
  const around = fc.array(fc.constantFrom(...AROUND_SHELL), { maxLength: 5 });
  const beside = fc.array(fc.constantFrom(...BESIDE), { maxLength: 3 });
  fc.assert(
    fc.property(around, beside, beside, (wrappers, before, after) => {
      const inner = [...before, COMMAND, ...after].join('\n');
      const script = wrappers.reduce((text, wrap) => wrap(text), inner);
      expect(linesFound(`#!/bin/bash\n${script}\n`)).toContainEqual(expect.stringContaining(COMMAND));
    }),
    { numRuns: runs(500) },
  );
});

test('a habit is found behind what is no shell', () => {
  const broken = fc.array(fc.constantFrom(...BROKEN, ...BESIDE), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(broken, (before) => {
      const script = `#!/bin/bash\n${before.join('\n')}\n${COMMAND}\n`;
      const fragment = { kind: 'shell', text: script, where: [], line: 1 } as const;
      expect([...linesFound(script), ...readScriptsFully([fragment]).problems]).not.toEqual([]);
    }),
    { numRuns: runs(1000) },
  );
});

const ENDLESS = [
  '$(',
  '$(\n',
  '$((',
  '`\\`',
  'if a; then\n',
  'f() {\n',
  'cat <<EOF\n$(',
  'bash -c "',
  'coproc ',
  'done\n',
  'echo "\n',
  '${A:-"',
  '${A:-"}',
  '${A:-"$(',
];

test.each(ENDLESS)('%j hides nothing silently, dozens or thousands of times', (piece) => {
  for (const times of [70, 3000]) {
    const text = `${piece.repeat(times)}\n${COMMAND}\n`;
    const { statements, problems } = readScriptsFully([{ kind: 'shell', text, where: [], line: 1 }]);
    const isRead = statements.some(({ uses }) => uses.some(({ word, role }) => role !== 'spoken' && word.includes('/dev/xvdf')));
    expect(isRead || problems.length > 0).toBe(true);
  }
});

test('expansions that are closed are read, however many', () => {
  expect(linesFound(`#!/bin/bash\n${'a="${A:-"${B:-x}"}"\n'.repeat(200)}${COMMAND}\n`)).toHaveLength(1);
});

test('lists of words, and loops over them, are read to their end', () => {
  const words = 'a '.repeat(150_000);
  for (const text of [`ls ${words} /dev/xvdf`, `for d in ${words} /dev/xvdf; do ls $d; done`, `a=(${words} /dev/xvdf)`]) {
    expect(linesFound(`#!/bin/bash\n${text}`)).toHaveLength(1);
  }
});
