import type { RuleSeverity } from '../check';
import { closestName } from './closest-name';
import { engine } from './engine';
import { NitroSeverity } from './nitro-severity';
import type { NitroStandardProps } from './nitro-standard-props';

export type Severities = ReadonlyMap<string, RuleSeverity>;

const SEVERITIES: { readonly [severity in NitroSeverity]: RuleSeverity } = {
  [NitroSeverity.OFF]: 'off',
  [NitroSeverity.INFO]: 'info',
  [NitroSeverity.WARNING]: 'warning',
  [NitroSeverity.ERROR]: 'error',
  [NitroSeverity.LOCKED]: 'locked',
};

/** The severities that `props` sets. Throws where a rule or a severity does not exist, naming it. */
export function severitiesOf(props: NitroStandardProps): Severities {
  const severities = new Map<string, RuleSeverity>();
  for (const [rule, severity] of Object.entries(props.rules ?? {})) {
    if (!engine.rules.some(({ name }) => name === rule)) throw new Error(`unknown rule '${rule}': ${instead(rule)}`);
    // JavaScript, Python and JSON context can hand over any string.
    if (!Object.hasOwn(SEVERITIES, severity)) {
      throw new Error(`unknown severity '${severity}' for rule '${rule}': use ${Object.keys(SEVERITIES).join(', ')}`);
    }
    severities.set(rule, SEVERITIES[severity]);
  }
  return severities;
}

function instead(unknown: string): string {
  const names = engine.rules.map(({ name }) => name);
  const close = closestName(unknown, names);
  return close === undefined ? `the rules are ${names.join(', ')}` : `did you mean '${close}'?`;
}
