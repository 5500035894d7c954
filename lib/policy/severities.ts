import { closestName } from '../base/closest-name';
import { PolicyError } from './policy-error';

export { PolicyError };

/** A rule's severity in a policy. `locked` is an error that cannot be acknowledged, exempted or baselined. */
export type RuleSeverity = 'off' | 'info' | 'warning' | 'error' | 'locked';

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
