import type { LocatedFinding, Report } from './report';

/** The version of the format; it changes when a reader has to. */
const VERSION = 1;

/** The report as JSON text, for programs. */
export function formatJson(report: Report): string {
  const { catalog, summary, findings, unreadable } = report;
  return `${JSON.stringify({ version: VERSION, catalog, summary, findings: findings.map(jsonFinding), unreadable }, null, 2)}\n`;
}

function jsonFinding(finding: LocatedFinding): Record<string, unknown> {
  const {
    rule,
    messageId,
    severity,
    file,
    line,
    column,
    logicalId,
    resourceType,
    constructPath,
    path,
    value,
    values,
    origin,
    message,
    fix,
  } = finding;
  return {
    rule,
    messageId,
    severity,
    file,
    line,
    column,
    logicalId,
    resourceType,
    constructPath,
    path,
    value,
    values,
    origin,
    message,
    fix,
  };
}
