import { printable } from '../base/printable';
import { positionOf, SEVERITY_LABELS } from './finding-text';
import { describeTotals, type LocatedFinding, type Report, type UnreadableInput } from './report';

/** Formats the report with one line for each finding, as compilers do: `file:line:column: severity rule message`. Totals come last. */
export function formatCompact(report: Report): string {
  const lines = [
    ...report.unreadable.map((input) => `${placeOf(input)}: error unreadable ${input.message}`),
    ...report.findings
      .filter(({ exempted }) => exempted === undefined)
      .map((finding) => `${placeOf(finding)}: ${SEVERITY_LABELS[finding.severity]} ${finding.rule} ${finding.message}`),
    describeTotals(report),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function placeOf(place: LocatedFinding | UnreadableInput): string {
  const position = positionOf(place);
  return position === undefined ? place.file : `${place.file}:${position}`;
}
