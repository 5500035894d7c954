import type { Finding } from '../rules/finding';

/** A finding with the file it is in and where. */
export interface LocatedFinding extends Finding {
  /** The file's name as it was given, with forward slashes. */
  readonly file: string;
  /** 1-based; absent where the position is not known. */
  readonly line?: number;
  readonly column?: number;
}

/** An input that could not be read, and so was not checked. */
export interface UnreadableInput {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** How many of each. */
export interface ReportSummary {
  readonly templates: number;
  readonly launches: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Findings that somebody acknowledged or exempted. */
  readonly exempted: number;
}

/** The outcome of a check, as every format prints it. */
export interface Report {
  readonly catalog: { readonly retrieved: string };
  readonly summary: ReportSummary;
  readonly findings: readonly LocatedFinding[];
  readonly unreadable: readonly UnreadableInput[];
}

export function summarize(
  findings: readonly Finding[],
  counts: { readonly templates: number; readonly launches: number; readonly exempted?: number },
): ReportSummary {
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    templates: counts.templates,
    launches: counts.launches,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('info'),
    exempted: counts.exempted ?? 0,
  };
}

/** `2 templates, 3 launches: 1 error, 0 warnings, 0 notes, 0 exempted`. */
export function describeSummary(summary: ReportSummary): string {
  const checked = `${counted(summary.templates, 'template')}, ${counted(summary.launches, 'launch', 'launches')}`;
  const found = `${counted(summary.errors, 'error')}, ${counted(summary.warnings, 'warning')}, ${counted(summary.notes, 'note')}`;
  return `${checked}: ${found}, ${String(summary.exempted)} exempted`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
