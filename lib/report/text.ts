import { describeExemption, describePlace, detailsOf, positionOf, SEVERITY_LABELS } from './finding-text';
import { printable } from '../base/printable';
import { describeSummary, findingsByFile, type LocatedFinding, type Report } from './report';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue';

type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
};

const STYLES: Readonly<Record<LocatedFinding['severity'], Style>> = { error: 'red', warning: 'yellow', info: 'blue' };

/**
 * Formats the report for a terminal: grouped by file, with a last line of counts. Exempted findings come last in their file, with
 * their place and who accepted them.
 */
export function formatText(report: Report, colored: boolean): string {
  const paint: Paint = (style, text) => (colored ? `\u001b[${String(CODES[style][0])}m${text}\u001b[${String(CODES[style][1])}m` : text);
  const lines: string[] = [];
  for (const [file, findings] of findingsByFile(report.findings)) {
    lines.push(paint('bold', printable(file)));
    for (const finding of findings) if (finding.exempted === undefined) lines.push(...findingLines(finding, paint), '');
    const exempted = findings.flatMap((finding) => exemptedLines(finding, paint));
    if (exempted.length > 0) lines.push(...exempted, '');
  }
  if (report.policy !== undefined) lines.push(paint('dim', `policy ${printable(report.policy)}`));
  lines.push(describeSummary(report.summary));
  return `${lines.join('\n')}\n`;
}

/** Formats a finding as an indented block: place, message, details, fix. */
function findingLines(finding: LocatedFinding, paint: Paint): string[] {
  return [
    headline(finding, paint(STYLES[finding.severity], SEVERITY_LABELS[finding.severity]), paint),
    `      ${printable(finding.message)}`,
    ...detailsOf(finding).map((line) => paint('dim', `      ${printable(line)}`)),
  ];
}

function exemptedLines(finding: LocatedFinding, paint: Paint): string[] {
  const { exempted, value } = finding;
  if (exempted === undefined) return [];
  const quoted = value === undefined ? '' : `'${value}' `;
  return [headline(finding, paint('dim', 'exempted'), paint), paint('dim', `      ${printable(quoted + describeExemption(exempted))}`)];
}

function headline(finding: LocatedFinding, label: string, paint: Paint): string {
  const position = positionOf(finding);
  return `  ${position === undefined ? '' : `${position}  `}${label}  ${paint('bold', finding.rule)}  ${printable(describePlace(finding))}`;
}
