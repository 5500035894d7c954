import type { LocatedFinding, Report } from './report';

/** The version of the format. It changes only when readers have to change. */
const VERSION = 1;

/** Formats the report as JSON, for programs. */
export function formatJson(report: Report): string {
  const { catalog, policy, summary, findings, unreadable } = report;
  return `${JSON.stringify({ version: VERSION, catalog, policy, summary, findings: findings.map(jsonFinding), unreadable }, null, 2)}\n`;
}

/** The members of a finding, in order; those that it lacks are left out. */
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
  'edits',
] as const satisfies readonly (keyof LocatedFinding)[];

function jsonFinding(finding: LocatedFinding): Record<string, unknown> {
  const members: Record<string, unknown> = Object.fromEntries(FIELDS.map((field) => [field, finding[field]]));
  if (finding.exempted === undefined) return members;
  const { by, reason, at, expires } = finding.exempted;
  return { ...members, exempted: { by, reason, at, expires } };
}
