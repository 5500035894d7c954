/** The parts of a rule that the table shows. */
export interface DocumentedRule {
  readonly name: string;
  readonly meta: { readonly description: string; readonly severity: string };
}

/** Makes a Markdown table of the rules; `pages` is the path from the document to the folder of the rule pages, with a slash at the end. */
export function ruleTable(rules: readonly DocumentedRule[], pages: string): string {
  const rows = rules.map(
    ({ name, meta }) => `| [\`${name}\`](${pages}${name}.md) | ${meta.severity} | ${meta.description.replaceAll('|', '\\|')} |`,
  );
  return ['| rule | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
