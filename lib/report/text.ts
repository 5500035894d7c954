import { describeExemption, describePlace, detailsOf, positionOf, SEVERITY_LABELS } from './finding-text';
import { type Group, grouped } from '../base/grouped';
import { printable } from '../base/printable';
import { wrapped } from '../base/wrapped';
import { describeTotals, findingsByFile, type LocatedFinding, type Report } from './report';

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

/** The number of findings above which a table by rule comes before the totals. */
const MANY = 20;

/** How a text is laid out. */
interface Layout {
  readonly colored: boolean;
  /** Undefined if lines are not wrapped. */
  readonly columns?: number | undefined;
}

/**
 * Formats the report for a terminal: grouped by file, then a table by rule if there are many findings, and a last line of counts. Exempted
 * findings come last in their file, with their place and acceptance.
 */
export function formatText(report: Report, { colored, columns = Infinity }: Layout): string {
  const paint: Paint = (style, text) => (colored ? `\u001b[${String(CODES[style][0])}m${text}\u001b[${String(CODES[style][1])}m` : text);
  const lines: string[] = [];
  for (const [file, findings] of findingsByFile(report.findings)) {
    lines.push(paint('bold', printable(file)));
    for (const { first, others } of bySource(findings)) lines.push(...findingLines(first, others, paint, columns), '');
    const exempted = findings.flatMap((finding) => exemptedLines(finding, paint));
    if (exempted.length > 0) lines.push(...exempted, '');
  }
  const table = tableByRule(report.findings);
  if (table.length > 0) lines.push(...table, '');
  if (report.policy !== undefined) lines.push(paint('dim', `policy ${printable(report.policy)}`));
  lines.push(describeTotals(report));
  return `${lines.join('\n')}\n`;
}

/** Counts findings by severity and rule, most first; nothing for a few findings, which need no overview. */
function tableByRule(findings: readonly LocatedFinding[]): string[] {
  const counts = new Map<string, number>();
  const counting = findings.filter(({ exempted }) => exempted === undefined);
  if (counting.length <= MANY) return [];
  for (const { severity, rule } of counting) {
    const key = `${SEVERITY_LABELS[severity].padEnd('warning'.length)}  ${rule}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const width = String(counting.length).length;
  return [...counts].sort(([, a], [, b]) => b - a).map(([key, count]) => `  ${String(count).padStart(width)}  ${key}`);
}

const INDENT = ' '.repeat(6);
/** The columns of a detail's label: `fix   `. */
const LABEL = 6;
/** The columns that a text has on the narrowest terminal. */
const NARROWEST = 20;

/**
 * Groups the findings of a file that nothing accepts, in the order of the first of each group. A group has one position, such as that of a
 * loop, or a value from one parameter or mapping.
 */
function bySource(findings: readonly LocatedFinding[]): readonly Group<LocatedFinding>[] {
  const counting = findings.filter(({ exempted }) => exempted === undefined);
  return grouped(counting, (finding) => {
    const { rule, messageId, severity, message, fix, values, origin } = finding;
    const source = origin === undefined || origin === 'literal' ? positionOf(finding) : origin;
    return source === undefined ? finding : JSON.stringify([source, rule, messageId, severity, message, fix, values]);
  });
}

/** Formats a finding as an indented block: place, message, details, fix. The message and each detail have a hanging indent. */
function findingLines(finding: LocatedFinding, others: readonly LocatedFinding[], paint: Paint, columns: number): string[] {
  const places = others.map(
    (other) => `and   ${[positionOf(other), describePlace(other)].filter((part) => part !== undefined).join('  ')}`,
  );
  return [
    headline(finding, paint(STYLES[finding.severity], SEVERITY_LABELS[finding.severity]), paint),
    ...hanging(printable(finding.message), INDENT, columns),
    ...[...places, ...detailsOf(finding), `why   cdk-nitro explain ${finding.rule}`].flatMap((detail) => {
      const label = printable(detail.slice(0, LABEL));
      const [first = '', ...rest] = hanging(printable(detail.slice(LABEL)), INDENT + ' '.repeat(LABEL), columns);
      const lines = [INDENT + label + first.trimStart(), ...rest];
      return label.startsWith('fix') ? lines : lines.map((line) => paint('dim', line));
    }),
  ];
}

function hanging(text: string, indent: string, columns: number): string[] {
  return wrapped(text, Math.max(columns - indent.length, NARROWEST)).map((line) => indent + line);
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
