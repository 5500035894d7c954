import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../lib/rules';
import { expectMarkedTemplates, pageOf, RULE_PAGES } from './rule-page';

const root = join(__dirname, '../..');
const pages = 'docs/rules';

test('every page is of a rule', () => {
  const documented = readdirSync(RULE_PAGES).filter((file) => file !== 'README.md');
  expect(documented.sort()).toEqual(rules.map(({ name }) => `${name}.md`).sort());
});

test('every file of lib/rules is a rule in lib/rules/index.ts', () => {
  const files = readdirSync(join(root, 'lib/rules')).filter((file) => file.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(file));
  expect(files.sort()).toEqual(rules.map(({ name }) => `${name}.ts`).sort());
});

describe.each(rules)('$name', (rule) => {
  const { name, meta } = rule;

  test.each([`lib/rules/${name}.ts`, `test/rules/${name}.test.ts`, `${pages}/${name}.md`])('has %s', (file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  test('is in the table of docs/rules/README.md, which `npm run docs` writes', () => {
    expect(readFileSync(join(root, pages, 'README.md'), 'utf8')).toContain(`| [\`${name}\`](${name}.md) | ${meta.severity} | `);
  });

  test('the page says what the rule requires, and its default', () => {
    expect(pageOf(name)).toContain(`# ${name}\n\n${meta.description}. Default severity: \`${meta.severity}\``);
  });

  test('the page explains every message, and no other', () => {
    const explained = [...pageOf(name).matchAll(/^\| `(\w+)` \|/gm)].map(([, id]) => id);
    expect(explained).toEqual(Object.keys(meta.messages));
  });

  test('the page says how to acknowledge it', () => {
    expect(pageOf(name)).toContain(`acknowledge({ id: 'Nitro::${name}', reason: `);
  });

  test('the page has no template that is not marked', () => {
    expect(pageOf(name).match(/^```yaml$/gm)).toBeNull();
  });

  test.each(['fails', 'passes'] as const)('what the page marks as `%s` does', (mark) => {
    expectMarkedTemplates(rule, mark);
  });
});
