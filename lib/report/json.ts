import type { LocatedFinding, Report } from './report';

/** The version of the format; it changes when a reader has to. */
const VERSION = 1;

/** The report as JSON text, for programs. */
export function formatJson(report: Report): string {
  const { catalog, policy, summary, findings, unreadable } = report;
  return `${JSON.stringify({ version: VERSION, catalog, policy, summary, findings: findings.map(jsonFinding), unreadable }, null, 2)}\n`;
}

/** What is told of a finding, in this order; what a finding does not have is left out. */
const FIELDS = [
  'rule',
  'messageId',
  'severity',
  'file',
  'line',
  'column',
  'logicalId',
  'resourceType',
  'constructPath',
  'path',
  'value',
  'values',
  'origin',
  'message',
  'fix',
] as const satisfies readonly (keyof LocatedFinding)[];

function jsonFinding(finding: LocatedFinding): Record<string, unknown> {
  const told: Record<string, unknown> = Object.fromEntries(FIELDS.map((field) => [field, finding[field]]));
  if (finding.exempted === undefined) return told;
  const { by, reason, at, expires } = finding.exempted;
  return { ...told, exempted: { by, reason, at, expires } };
}
