import { readScripts } from '../../../lib/user-data/scripts/read-script';

/** The arms around each word that begins with `w`, forks numbered from 0. */
function arms(text: string): Record<string, string> {
  const forks: number[] = [];
  const found: Record<string, string> = {};
  for (const { uses, branches = [] } of readScripts([{ kind: 'shell', text, where: [], line: 1 }])) {
    for (const { word, role, branches: own = branches } of uses) {
      const [name] = /\bw\d+$/.exec(word) ?? [];
      if (name === undefined || role === 'spoken') continue;
      found[name] = own
        .map(({ fork, arm }) => {
          if (!forks.includes(fork)) forks.push(fork);
          return `${String(forks.indexOf(fork))}.${String(arm)}`;
        })
        .join(' ');
    }
  }
  return found;
}

test.each<[string, Record<string, string>]>([
  ['cat w1\ncat w2', { w1: '', w2: '' }],
  ['if cat w1; then cat w2; elif cat w3; then cat w4; else cat w5; fi; cat w6', { w1: '0.0', w2: '0.1', w3: '0.0', w4: '0.2', w5: '0.3', w6: '' }],
  ['if cat w1; then if cat w2; then cat w3; else cat w4; fi; fi', { w1: '0.0', w2: '0.1 1.0', w3: '0.1 1.1', w4: '0.1 1.2' }],
  ['case w1 in w2) cat w3;; *) cat w4;; esac', { w1: '0.0', w2: '0.0', w3: '0.1', w4: '0.2' }],
  ['case x in a) cat w1;& b) cat w2;; *) cat w3;; esac', { w1: '0.1', w2: '0.1', w3: '0.2' }],
  ['cat w1 || cat w2', { w1: '0.1', w2: '0.2' }],
  ['test w1 && cat w2 || cat w3', { w1: '0.0', w2: '0.1', w3: '0.2' }],
  ['test w1 && { cat w2\ncat w3\n} || cat w4', { w1: '0.0', w2: '0.1', w3: '0.1', w4: '0.2' }],
  ['for x in w1 w2; do cat w3; done', { w1: '0.1', w2: '0.2', w3: '' }],
  ['while cat w1; do cat w2; done', { w1: '', w2: '' }],
  ['if true; then bash -c "cat w1"; else echo "cat w2" | sh; fi', { w1: '0.1', w2: '0.2' }],
  ['if true; then A=$(cat w1 || cat w2); fi', { w1: '0.1 1.1', w2: '0.1 1.2' }],
])('%j', (text, expected) => {
  expect(arms(text)).toEqual(expected);
});

test('no two forks have the same number, of whatever script', () => {
  const fragment = { kind: 'shell', text: 'a || b', where: [], line: 1 } as const;
  const forks = readScripts([fragment, fragment]).flatMap(({ uses }) => uses.flatMap(({ branches = [] }) => branches.map(({ fork }) => fork)));
  expect(new Set(forks).size).toBe(2);
});
