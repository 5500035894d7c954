import { readSeverities, type RuleSeverity } from '../policy/severities';
import { engine } from './engine';
import type { NitroStandardProps } from './nitro-standard-props';

export type Severities = ReadonlyMap<string, RuleSeverity>;

/**
 * The severities that `props` sets; JavaScript and Python can hand over any string for one.
 * Throws where a rule or a severity does not exist, naming it.
 */
export function severitiesOf({ rules = {} }: NitroStandardProps): Severities {
  const settings = Object.entries(rules);
  return settings.length === 0
    ? new Map()
    : readSeverities(
        settings,
        engine.rules.map(({ name }) => name),
      );
}
