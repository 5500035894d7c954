import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../lib/check';
import { collectLaunches } from '../lib/launch/launches';
import { readTemplate } from '../lib/template/reading/read-template';
import { TemplateSet } from '../lib/template/template-set';
import type { Assumptions } from '../lib/template/values/assumptions';
import { describeOrigin } from '../lib/template/values/outcome';

const root = join(__dirname, '..');
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** The cells of a table's rows that begin with code, backticks left out. */
function rowsOf(heading: string, indent = ''): string[][] {
  const rows = page.slice(page.indexOf(heading)).split('\n');
  const first = rows.findIndex((line) => line.startsWith(`${indent}| ---`)) + 1;
  const length = rows.slice(first).findIndex((line) => !line.startsWith(`${indent}|`));
  return rows.slice(first, first + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('the worked example', () => {
  const [, yaml = ''] = /```yaml web\.yaml\n([^]*?)```/.exec(page) ?? [];
  const { template } = readTemplate(yaml, 'web.yaml');

  function describeCase(when: Assumptions): string {
    const isSmall = String(when.condition('IsSmall'));
    const types = when.domain('Type')?.values.map(({ value }) => value) ?? [];
    return `IsSmall is ${isSmall}, Type is ${types.join(' or ')}`;
  }

  test('has the outcomes that the table lists', () => {
    const { deployments } = new TemplateSet([{ id: 'web.yaml', template }], new Map());
    const values = collectLaunches(deployments).flatMap((launch) => launch.siteValuesOf('instance-type'));
    expect(values.map(({ path }) => path)).toEqual(['Properties/InstanceType']);
    const outcomes = values.flatMap((value) => value.outcomes);
    expect(
      outcomes.map((outcome) => [
        outcome.kind === 'known' ? outcome.value : outcome.kind,
        describeCase(outcome.when),
        describeOrigin(outcome.origin),
      ]),
    ).toEqual(rowsOf('4. **Values.**', '   '));
  });

  test('has the finding that the page tells of', () => {
    const findings = check([{ id: 'web.yaml', template }]).findings.filter(({ rule }) => rule === 'instance-type');
    expect(findings).toMatchObject([{ messageId: 'xen', logicalId: 'Web', path: 'Properties/InstanceType', values: ['m4.large'] }]);
  });
});

test('every folder and file of lib/ is in the table of rooms, and no other', () => {
  const rooms = rowsOf('## Rooms').map(([room = '']) => room.replace(/\/$/, ''));
  const top = readdirSync(join(root, 'lib')).map((name) => `lib/${name}`);
  const isRoom = (name: string): boolean =>
    statSync(join(root, name)).isDirectory() || ['lib/check.ts', 'lib/finding-list.ts'].includes(name);
  expect(rooms.sort()).toEqual(top.filter(isRoom).sort());
});

test('every name in the glossary is in the code', () => {
  const sources = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, 'lib', file), 'utf8'))
    .join('\n');
  const names = rowsOf('## Words').flatMap(([, , code = '']) => code.match(/\w+(?=\b)/g)?.filter((word) => /[A-Z]/.test(word)) ?? []);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});

test('every link leads somewhere', () => {
  const links = [...page.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});
