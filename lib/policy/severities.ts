import { closestName } from '../base/closest-name';
import { PolicyError } from './policy-error';

export { PolicyError };

/** A rule's severity in a policy. `locked` is an error that cannot be acknowledged, exempted or baselined. */
export type RuleSeverity = 'off' | 'info' | 'warning' | 'error' | 'locked';

/** A severity that changes on a day: how a team introduces a rule. */
export interface DatedSeverity {
  readonly severity: RuleSeverity;
  /** The first day on which `severity` counts, `YYYY-MM-DD`. */
  readonly from: string;
  /** The severity until then. */
  readonly before: RuleSeverity;
}

/** A rule's setting as written in a policy. */
export type WrittenSeverity = RuleSeverity | DatedSeverity;

/** Returns the severity that a setting has on a day. */
export function severityOn(written: WrittenSeverity, today: string): RuleSeverity {
  if (typeof written === 'string') return written;
  return today < written.from ? written.before : written.severity;
}

export const SEVERITIES: readonly RuleSeverity[] = ['off', 'info', 'warning', 'error', 'locked'];

/**
 * Reads severities by rule.
 *
 * @throws PolicyError for a rule that is not one of `ruleNames`, and for a word that is not a severity
 */
export function readSeverities(settings: Iterable<readonly [string, string]>, ruleNames: readonly string[]): Map<string, RuleSeverity> {
  const severities = new Map<string, RuleSeverity>();
  for (const [rule, word] of settings) {
    if (!ruleNames.includes(rule)) {
      const close = closestName(rule, ruleNames);
      throw new PolicyError(
        `there is no rule '${rule}': ${close === undefined ? `the rules are ${ruleNames.join(', ')}` : `did you mean '${close}'`}`,
      );
    }
    const severity = SEVERITIES.find((candidate) => candidate === word);
    if (severity === undefined) throw new PolicyError(`'${word}' is not a severity for rule '${rule}': use ${SEVERITIES.join(', ')}`);
    severities.set(rule, severity);
  }
  return severities;
}
