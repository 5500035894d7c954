/** What the table needs of a rule. */
export interface DocumentedRule {
  readonly name: string;
  readonly meta: { readonly description: string; readonly severity: string };
}

const begin = '<!-- rules:begin -->';
const end = '<!-- rules:end -->';

/** The rules as a Markdown table; `pages` is the path from the document to the folder of the rules' pages, with its slash. */
export function ruleTable(rules: readonly DocumentedRule[], pages: string): string {
  const rows = rules.map(
    ({ name, meta }) => `| [\`${name}\`](${pages}${name}.md) | ${meta.severity} | ${meta.description.replaceAll('|', '\\|')} |`,
  );
  return ['| rule | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The document with what is between its markers replaced. */
export function replaceBetweenMarkers(document: string, content: string): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`expected '${begin}' and, after it, '${end}'`);
  return `${document.slice(0, from + begin.length)}\n\n${content}\n\n${document.slice(to)}`;
}
