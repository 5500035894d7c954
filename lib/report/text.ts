import { describeSummary, type LocatedFinding, type Report } from './report';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue';

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
};

const SEVERITIES: Readonly<Record<LocatedFinding['severity'], { readonly label: string; readonly style: Style }>> = {
  error: { label: 'error', style: 'red' },
  warning: { label: 'warning', style: 'yellow' },
  info: { label: 'note', style: 'blue' },
};

/** The report for a person at a terminal: grouped by file, ending in one line of counts. */
export function formatText(report: Report, colored: boolean): string {
  const paint = (style: Style, text: string): string =>
    colored ? `\u001b[${String(CODES[style][0])}m${text}\u001b[${String(CODES[style][1])}m` : text;
  const lines: string[] = [];
  for (const [file, findings] of byFile(report.findings)) {
    lines.push(paint('bold', printable(file)));
    for (const finding of findings) lines.push(...findingLines(finding, paint), '');
  }
  lines.push(describeSummary(report.summary));
  return `${lines.join('\n')}\n`;
}

/** A finding as an indented block: where, what, why, what to do. */
export function findingLines(finding: LocatedFinding, paint: (style: Style, text: string) => string = (_, text) => text): string[] {
  const { label, style } = SEVERITIES[finding.severity];
  const position = finding.line === undefined ? '' : `${String(finding.line)}:${String(finding.column ?? 1)}  `;
  const resource = finding.logicalId === undefined ? '' : `${finding.logicalId} (${finding.resourceType ?? ''})  `;
  const origin = finding.origin === undefined || finding.origin === 'literal' ? [] : [`from  ${finding.origin}`];
  const others = finding.values.length > 1 ? [`also  ${finding.values.slice(1).join(', ')}`] : [];
  const construct = finding.constructPath === undefined ? [] : [`in    ${finding.constructPath}`];
  const fix = finding.fix === undefined ? [] : [`fix   ${finding.fix}`];
  return [
    `  ${position}${paint(style, label)}  ${paint('bold', finding.rule)}  ${printable(resource)}${printable(finding.path)}`,
    `      ${printable(finding.message)}`,
    ...[...construct, ...origin, ...others, ...fix].map((line) => paint('dim', `      ${printable(line)}`)),
  ];
}

function byFile(findings: readonly LocatedFinding[]): Map<string, LocatedFinding[]> {
  const files = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const own = files.get(finding.file);
    if (own === undefined) files.set(finding.file, [finding]);
    else own.push(finding);
  }
  return files;
}

/** Text of a template as a terminal may show it: control characters, which could move the cursor or hide lines, are spelled out. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
