/** What the table needs of a rule. */
export interface DocumentedRule {
  readonly name: string;
  readonly meta: { readonly description: string; readonly severity: string };
}

/** The rules as a Markdown table; `pages` is the path from the document to the folder of the rules' pages, with its slash. */
export function ruleTable(rules: readonly DocumentedRule[], pages: string): string {
  const rows = rules.map(
    ({ name, meta }) => `| [\`${name}\`](${pages}${name}.md) | ${meta.severity} | ${meta.description.replaceAll('|', '\\|')} |`,
  );
  return ['| rule | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
