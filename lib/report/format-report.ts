import { rules } from '../rules';
import { formatGithub } from './github';
import { formatJson } from './json';
import { formatJunit } from './junit';
import type { FailOn, Report } from './report';
import { type ExemptedInSarif, formatSarif } from './sarif';
import { formatText } from './text';

/** The formats of a report. */
export const REPORT_FORMATS = ['text', 'json', 'sarif', 'junit', 'github'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface FormatOptions {
  /** For a terminal that shows colours; only `text` uses them. */
  readonly colored: boolean;
  /** The least severity that fails the check, which `junit` reports as a failure. */
  readonly failOn: FailOn;
  /** Whether `sarif` lists exempted findings; the other formats always tell them apart. */
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
