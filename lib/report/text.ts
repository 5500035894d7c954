import { describeExemption, detailsOf, positionOf, SEVERITY_LABELS, subjectOf } from './finding-text';
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
 * The report for a person at a terminal: grouped by file, ending in one line of counts. What is exempted comes last in its
 * file: where it is and who accepted it.
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

/** A finding as an indented block: where, what, why, what to do. */
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
  const judged = value === undefined ? '' : `'${value}' `;
  return [headline(finding, paint('dim', 'exempted'), paint), paint('dim', `      ${printable(judged + describeExemption(exempted))}`)];
}

function headline(finding: LocatedFinding, label: string, paint: Paint): string {
  const position = positionOf(finding);
  return `  ${position === undefined ? '' : `${position}  `}${label}  ${paint('bold', finding.rule)}  ${printable(subjectOf(finding))}`;
}
