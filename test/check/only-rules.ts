import type { RuleSeverity } from '../../lib/check';
import { rules } from '../../lib/rules';

/** Severities that switch off every rule but these: a test names the rules it is about, and a new rule changes none of its results. */
export function onlyRules(...names: readonly string[]): ReadonlyMap<string, RuleSeverity> {
  const unknown = names.filter((name) => !rules.some((rule) => rule.name === name));
  if (unknown.length > 0) throw new Error(`no rule is called ${unknown.join(', ')}`);
  return new Map(rules.filter(({ name }) => !names.includes(name)).map(({ name }) => [name, 'off']));
}
