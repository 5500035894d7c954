import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from '../../lib/check';
import type { Rule } from '../../lib/rules/rule';
import { readTemplate } from '../../lib/template/reading/read-template';
import { onlyRules } from '../check/only-rules';

/** The folder of the rules' pages. */
export const RULE_PAGES = join(__dirname, '../../docs/rules');

/** The text of a rule's page. */
export function pageOf(rule: string): string {
  return readFileSync(join(RULE_PAGES, `${rule}.md`), 'utf8');
}

/** Expects the templates of a page that are marked `yaml fails` to have findings of its rule, and those marked `yaml passes` none. */
export function expectMarkedTemplates({ name, meta }: Rule, mark: 'fails' | 'passes'): void {
  const marked = [...pageOf(name).matchAll(new RegExp(`^\`\`\`yaml ${mark}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text);
  expect(marked.length).toBeGreaterThan(0);
  const severities = new Map([...onlyRules(name), ...(meta.severity === 'off' ? [[name, 'error'] as const] : [])]);
  for (const text of marked) {
    const { findings } = check([{ id: name, template: readTemplate(text, `${name}.yaml`).template }], { severities });
    if (mark === 'fails') expect(findings).not.toEqual([]);
    else expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  }
}
