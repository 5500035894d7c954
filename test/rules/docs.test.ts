import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type RuleSeverity } from '../../lib/check';
import { rules } from '../../lib/rules';
import { readTemplate } from '../../lib/template/reading/read-template';

const root = join(__dirname, '../..');
const pages = 'docs/rules';

function page(rule: string): string {
  return readFileSync(join(root, pages, `${rule}.md`), 'utf8');
}

/** The templates of a page that are marked `yaml fails` or `yaml passes`. */
function templates(rule: string, mark: 'fails' | 'passes'): string[] {
  return [...page(rule).matchAll(new RegExp(`^\`\`\`yaml ${mark}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
}

test('every page is of a rule', () => {
  const documented = readdirSync(join(root, pages)).filter((file) => file !== 'README.md');
  expect(documented.sort()).toEqual(rules.map(({ name }) => `${name}.md`).sort());
});

describe.each(rules)('$name', ({ name, meta }) => {
  test.each([`lib/rules/${name}.ts`, `test/rules/${name}.test.ts`, `${pages}/${name}.md`])('has %s', (file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  test('the page says what the rule requires, and its default', () => {
    expect(page(name)).toContain(`# ${name}\n\n${meta.description}. Default severity: \`${meta.severity}\``);
  });

  test('the page explains every message, and no other', () => {
    const explained = [...page(name).matchAll(/^\| `(\w+)` \|/gm)].map(([, id]) => id);
    expect(explained).toEqual(Object.keys(meta.messages));
  });

  test('the page says how to acknowledge it', () => {
    expect(page(name)).toContain(`acknowledge({ id: 'Nitro::${name}', reason: `);
  });

  test('the page has no template that is not marked', () => {
    expect(page(name).match(/^```yaml$/gm)).toBeNull();
  });

  test.each([
    ['fails', true],
    ['passes', false],
  ] as const)('what the page marks as `%s` does', (mark, hasFindings) => {
    const marked = templates(name, mark);
    expect(marked.length).toBeGreaterThan(0);
    const severities = new Map<string, RuleSeverity>(meta.severity === 'off' ? [[name, 'error']] : []);
    for (const text of marked) {
      const { findings } = check([{ id: name, template: readTemplate(text, `${name}.yaml`).template }], { severities });
      expect(findings.some(({ rule }) => rule === name)).toBe(hasFindings);
      if (!hasFindings) expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});
