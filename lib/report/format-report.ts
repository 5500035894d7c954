import { rules } from '../rules';
import { formatCompact } from './compact';
import { formatGithub } from './github';
import { formatGitlab } from './gitlab';
import { formatJson } from './json';
import { formatJunit } from './junit';
import type { FailOn, Report } from './report';
import { type ExemptedInSarif, formatSarif } from './sarif';
import { formatText } from './text';

/** The formats of a report. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface FormatOptions {
  /** For a terminal that shows colours; only `text` uses them. */
  readonly colored: boolean;
  /** The width that `text` is wrapped to; undefined if the output is not a terminal: each message then stays on one line. */
  readonly columns?: number | undefined;
  /** Whether `text` has one line for each finding. */
  readonly compact?: boolean;
  /** The least severity that fails the check, which `junit` reports as a failure. */
  readonly failOn: FailOn;
  /** Whether `sarif` lists exempted findings; the other formats always tell them apart. */
  readonly exempted: ExemptedInSarif;
}

export function formatReport(report: Report, format: ReportFormat, options: FormatOptions): string {
  switch (format) {
    case 'text':
      return options.compact === true ? formatCompact(report) : formatText(report, options);
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, rules, options.exempted);
    case 'junit':
      return formatJunit(report, options.failOn);
    case 'github':
      return formatGithub(report);
    case 'gitlab':
      return formatGitlab(report);
  }
}
