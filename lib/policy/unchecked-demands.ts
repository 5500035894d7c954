import { describeOrigin, type Policy, type Setting } from './policy';
import { PolicyError } from './policy-error';

/** The rules that check instance types against the policy's demands. */
const CHECKED_BY = ['instance-type', 'instance-requirements'] as const;

/**
 * Refuses a policy that makes demands on instance types and switches off a rule that checks them: violations would pass
 * unreported.
 *
 * @throws PolicyError with both places
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
