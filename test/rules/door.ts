import type { RuleSeverity } from '../../lib/check';
import type { Told } from './standard-files';

export type TemplateObject = Readonly<Record<string, unknown>>;

/** The part of a finding that every door reports. */
export interface ReportedFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: string;
  readonly logicalId?: string;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
}

/** A finding with everything that the engine reports. */
export interface ObservedFinding extends ReportedFinding {
  readonly value?: string;
  readonly values: readonly string[];
  readonly origin?: string;
}

/** The inputs with which a door judges a template. */
export interface Judging extends Told {
  /** The rules that a case is about. A door that cannot leave out the others reports their findings as well. */
  readonly rules: ReadonlySet<string>;
  /** Severities that differ from the rules' own. */
  readonly severities: ReadonlyMap<string, RuleSeverity>;
}

/** A front door, as a function from a template to its findings. */
export interface Door {
  readonly name: string;
  /** `report`: the CDK's validation report has no room for values and their origins. */
  readonly tells: 'everything' | 'report';
  readonly findings: (template: TemplateObject, judging: Judging) => readonly (ObservedFinding | ReportedFinding)[];
}

/** The day on which every door judges. Images are deprecated before and after. */
export const TODAY = '2026-11-01';
