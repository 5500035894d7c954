import type { RuleSeverity } from '../../lib/check';
import type { Told } from './standard-files';

export type TemplateObject = Readonly<Record<string, unknown>>;

/** A finding as every door tells of it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: string;
  readonly logicalId?: string;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}

/** A finding with all that is known of it. */
export interface ObservedFinding extends ReportedFinding {
  readonly value?: string;
  readonly values: readonly string[];
  readonly origin?: string;
}

/** One way in: the findings it has for a template. */
export interface Door {
  readonly name: string;
  /** `report`: the CDK's validation report has no room for values and where they come from. */
  readonly tells: 'everything' | 'report';
  readonly findings: (
    template: TemplateObject,
    severities: ReadonlyMap<string, RuleSeverity>,
    told: Told,
  ) => readonly (ObservedFinding | ReportedFinding)[];
}
