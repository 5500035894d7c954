import type { IConstruct } from 'constructs';
import { readSeverities, type RuleSeverity } from '../../policy/severities';
import { engine } from '../checking/engine';
import { renderFinding } from './gate-text';
import { INTERNAL_ERROR } from '../checking/internal-error';
import type { AppResult } from '../checking/app-result';
import type { NitroFindingProps } from '../nitro-finding-props';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';
import { counted, summaryLine } from './summary';

/** An expected finding that is missing. */
export interface Unmatched {
  readonly rule: string;
  readonly props: NitroFindingProps;
  /** Findings that match but are accepted. */
  readonly accepted: readonly PlacedFinding[];
  readonly severities: ReadonlyMap<string, RuleSeverity>;
}

/** Renders unexpected findings, each as the gate renders it. */
export function describeUnexpected(expected: string, findings: readonly PlacedFinding[], result: AppResult): string {
  return [`expected ${expected}, found ${findings.length}:`, ...render(findings), summaryLine(result)].join('\n\n');
}

/** Renders the error for a test that checks no launch. */
export function describeUnchecked(scope: IConstruct): string {
  const subject = scope.node.path === '' ? 'the app' : `'${scope.node.path}'`;
  return `${subject} launches nothing, so nothing was checked: test a stack that launches something, or pass allowNoLaunches: true if this is intended`;
}

/**
 * Renders the error for a missing finding, with the findings that there are.
 *
 * @throws if there is no rule of that name
 */
export function describeUnmatched({ rule, props, accepted, severities }: Unmatched, result: AppResult): string {
  const wanted = [`'${rule}'`, ...Object.entries(props).map(([name, value]) => `${name} '${String(value)}'`)].join(', ');
  const reason = whyNone(rule, severities, accepted);
  const instead = reason === undefined ? findInstead(rule, result) : { words: reason, findings: [] };
  return [`expected a finding of ${wanted}: ${instead.words}`, ...render(instead.findings), summaryLine(result)].join('\n\n');
}

function whyNone(rule: string, severities: Unmatched['severities'], accepted: readonly PlacedFinding[]): string | undefined {
  const [first] = accepted;
  if (first !== undefined) {
    const { reason, at } = first.exempted ?? { reason: '', at: '' };
    return `it is accepted at ${at === '' ? 'the app' : `'${at}'`} with the reason '${reason}': look for it in acceptedFindings`;
  }
  if (rule === INTERNAL_ERROR) return undefined;
  // Throws if there is no such rule, and suggests the closest name.
  readSeverities(
    [[rule, 'error']],
    engine.rules.map(({ name }) => name),
  );
  const severity = severities.get(rule) ?? engine.rules.find(({ name }) => name === rule)?.meta.severity;
  return severity === 'off' ? `the rule is off: pass rules: { '${rule}': NitroSeverity.ERROR }` : undefined;
}

function findInstead(rule: string, result: AppResult): { readonly words: string; readonly findings: readonly PlacedFinding[] } {
  const open = result.findings.filter(isOpen);
  const ofRule = open.filter((finding) => finding.rule === rule);
  if (ofRule.length > 0) return { words: `found ${counted(ofRule.length, 'other finding')} of '${rule}':`, findings: ofRule };
  return { words: open.length === 0 ? 'found nothing' : `found ${counted(open.length, 'finding')} of other rules:`, findings: open };
}

function render(findings: readonly PlacedFinding[]): string[] {
  return findings.map((finding) => renderFinding(finding, 'construct'));
}
