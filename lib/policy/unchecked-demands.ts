import { describeOrigin, type Policy, type Setting } from './policy';
import { PolicyError } from './policy-error';

/** The rules that hold instance types against what a policy demands of them. */
const CHECKED_BY = ['instance-type', 'instance-requirements'] as const;

/**
 * Refuses a policy that demands something of instance types and switches off a rule that looks at it: what is demanded would
 * pass unseen. Throws a `PolicyError` with both places.
 */
export function refuseUncheckedDemands({ settings }: Policy): void {
  const { allowedInstanceTypes, deniedInstanceTypes, architectures, features } = settings;
  const demands: readonly (readonly [key: string, setting: Setting<unknown> | undefined])[] = [
    ['allowedInstanceTypes', allowedInstanceTypes[0]],
    ['deniedInstanceTypes', deniedInstanceTypes[0]],
    ['architectures', architectures],
    ['features', features[0]],
  ];
  for (const rule of CHECKED_BY) {
    const setting = settings.rules.get(rule);
    if (setting?.value !== 'off') continue;
    for (const [key, demand] of demands) {
      if (demand === undefined) continue;
      const problem = `rule '${rule}' is off, so that '${key}' of ${describeOrigin(demand.from)} would not be checked: set it to info at least`;
      throw PolicyError.at(setting.from.place, problem);
    }
  }
}
