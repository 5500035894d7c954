import type { Position } from '../base/json/position';
import type { Finding } from '../finding';

/** A finding with its file and position. */
export interface LocatedFinding extends Finding {
  /** The file's name as given, with forward slashes. */
  readonly file: string;
  /** 1-based; absent if the position is unknown. */
  readonly line?: number;
  readonly column?: number;
  /** Changes of files that settle the finding, if they are mechanical and safe. */
  readonly edits?: readonly FileEdit[];
}

/** A change of a file: a range of its text, and the text that replaces it. */
export interface FileEdit {
  readonly file: string;
  /** From the first character to the one behind the last; both are the same for an insertion. */
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** An input that could not be read, and was not checked. */
export interface UnreadableInput {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** The counts of a check. */
export interface ReportSummary {
  readonly templates: number;
  /** The number of templates that no stack ever deploys. Nothing judges them. Absent if there are none. */
  readonly notDeployed?: number;
  readonly launches: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Accepted findings, which the errors, warnings and notes do not include. */
  readonly exempted: number;
}

/** The result of a check, which every format prints. */
export interface Report {
  /** The policy file, if any. */
  readonly policy?: string;
  readonly catalog: { readonly retrieved: string };
  readonly summary: ReportSummary;
  /** The files of the checked templates, in the order they were read. A finding may also be in another file, the policy. */
  readonly files: readonly string[];
  readonly findings: readonly LocatedFinding[];
  readonly unreadable: readonly UnreadableInput[];
}

/** The least severity that fails a check; `none` if no finding does. */
export type FailOn = 'none' | 'error' | 'warning';

/** The name of standard input as a file. */
export const STANDARD_INPUT = '-';

export function summarize(
  findings: readonly Finding[],
  { templates, notDeployed = 0, launches }: Pick<ReportSummary, 'templates' | 'notDeployed' | 'launches'>,
): ReportSummary {
  const counting = findings.filter(({ exempted }) => exempted === undefined);
  const count = (severity: Finding['severity']): number => counting.filter((finding) => finding.severity === severity).length;
  return {
    templates,
    ...(notDeployed === 0 ? {} : { notDeployed }),
    launches,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    exempted: findings.length - counting.length,
  };
}

/** Tells whether a finding fails the check. */
export function fails({ severity, exempted }: Finding, failOn: FailOn): boolean {
  if (exempted !== undefined || failOn === 'none') return false;
  return severity === 'error' || (failOn === 'warning' && severity === 'warning');
}

/** Formats the counts: `2 templates, 3 launches: 1 error, 0 warnings, 0 notes, 0 exempted`. */
export function describeSummary(summary: ReportSummary): string {
  const { notDeployed = 0 } = summary;
  const undeployed = notDeployed === 0 ? '' : ` (${String(notDeployed)} not deployed)`;
  const checked = `${counted(summary.templates, 'template')}${undeployed}, ${counted(summary.launches, 'launch', 'launches')}`;
  const found = `${counted(summary.errors, 'error')}, ${counted(summary.warnings, 'warning')}, ${counted(summary.notes, 'note')}`;
  return `${checked}: ${found}, ${String(summary.exempted)} exempted`;
}

/** Formats the last line of a report: the counts, and the inputs that could not be read. */
export function describeTotals({ summary, unreadable }: Pick<Report, 'summary' | 'unreadable'>): string {
  const unread = unreadable.length === 0 ? '' : `, ${String(unreadable.length)} unreadable`;
  return describeSummary(summary) + unread;
}

/** Groups findings by file, in their order. */
export function findingsByFile(findings: readonly LocatedFinding[]): Map<string, LocatedFinding[]> {
  const files = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const own = files.get(finding.file);
    if (own === undefined) files.set(finding.file, [finding]);
    else own.push(finding);
  }
  return files;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
