import type { LocatedFinding, Report } from './report';

/** The version of the format; it changes when a reader has to. */
const VERSION = 1;

/** The report as JSON text, for programs. */
export function formatJson(report: Report): string {
  const { catalog, summary, findings, unreadable } = report;
  return `${JSON.stringify({ version: VERSION, catalog, summary, findings: findings.map(jsonFinding), unreadable }, null, 2)}\n`;
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
  return Object.fromEntries(FIELDS.map((field) => [field, finding[field]]));
}
