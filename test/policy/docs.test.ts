import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicy } from '../../lib/policy/load-policy';
import { PROFILE_NAMES } from '../../lib/policy/profiles';
import { policySchema } from '../../lib/policy/policy-document';
import { rules } from '../../lib/rules';
import { PolicyFolder } from './policy-folder';

const page = readFileSync(join(__dirname, '../../docs/policy.md'), 'utf8');

/** The blocks of the page, by the name of their file. */
const examples = [...page.matchAll(/^```json (\S+)\n([^]*?)^```/gm)].map(([, file = '', text = '']) => ({ file, text }));

/** The first cells of the table under a heading. */
function rows(heading: string): string[] {
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
}

test('the page explains every key, and no other', () => {
  expect(rows('Keys')).toEqual(Object.keys(policySchema(rules)['properties'] ?? {}));
});

test('the page explains every profile, and no other', () => {
  expect(rows('Profiles')).toEqual(PROFILE_NAMES);
});

describe('the examples', () => {
  let folder: PolicyFolder;
  beforeAll(() => {
    folder = new PolicyFolder();
    folder.write('node_modules/@acme/nitro-standard/package.json', { name: '@acme/nitro-standard' });
    for (const { file, text } of examples) folder.write(file, text);
  });
  afterAll(() => {
    folder.remove();
  });

  test('are all named', () => expect(page.match(/^```json$/gm)).toBeNull());

  test.each(examples)('$file is read', ({ file }) => {
    expect(folder.load(file).file).toBe(file);
  });

  test('of a standard for everybody do what the page says', () => {
    const { severities, demands } = loadPolicy({ cwd: join(folder.path, 'apps/web'), today: '2026-11-01', rules });
    expect([...severities]).toEqual([
      ['instance-type', 'locked'],
      ['user-data-devices', 'warning'],
    ]);
    expect(demands.allowedInstanceTypes).toEqual([
      ['m7i.*', 'c7i.*', 'r7i.*'],
      ['*.large', '*.xlarge'],
    ]);
    expect(demands.deniedInstanceTypes).toEqual(['*.metal*']);
  });
});
