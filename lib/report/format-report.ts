import { rules } from '../rules';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import type { FailOn, Report } from './report';
import { type ExemptedInSarif, formatSarif } from './sarif';
import { formatText } from './text';

/** The formats a report can be printed in. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface FormatOptions {
  /** For a terminal that shows colours; only `text` has any. */
  readonly colored: boolean;
  /** What fails the check, so that `junit` calls it a failure too. */
  readonly failOn: FailOn;
  /** Only `sarif` leaves them out: other formats keep them apart from what counts. */
  readonly exempted: ExemptedInSarif;
}

export function formatReport(report: Report, format: ReportFormat, { colored, failOn, exempted }: FormatOptions): string {
  switch (format) {
    case 'text':
      return formatText(report, colored);
    case 'json':
      return formatJson(report);
    case 'sarif':
      return formatSarif(report, rules, exempted);
    case 'junit':
      return formatJunit(report, failOn);
    case 'github':
      return formatGithub(report);
  }
}
