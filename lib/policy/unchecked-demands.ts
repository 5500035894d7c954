import { describeSettingOrigin, type Policy, type PolicySettings, type Setting } from './policy';
import { PolicyError } from './policy-error';

/** The demands of a policy, and the rules that check them. */
interface CheckedDemands {
  readonly rules: readonly string[];
  readonly demands: readonly (readonly [key: string, setting: Setting<unknown> | undefined])[];
}

/**
 * Refuses a policy that makes demands and switches off a rule that checks them: violations would pass unreported.
 *
 * @throws PolicyError with both places
 */
export function refuseUncheckedDemands({ settings }: Policy): void {
  for (const { rules, demands } of checkedDemands(settings)) {
    for (const rule of rules) {
      const setting = settings.rules.get(rule);
      if (setting?.value !== 'off') continue;
      for (const [key, demand] of demands) {
        if (demand === undefined) continue;
        const problem = `rule '${rule}' is off, so '${key}' of ${describeSettingOrigin(demand.from)} would not be checked: set the rule to info or higher`;
        throw PolicyError.at(setting.from.place, problem);
      }
    }
  }
}

function checkedDemands(settings: PolicySettings): readonly CheckedDemands[] {
  const { allowedInstanceTypes, deniedInstanceTypes, architectures, features, imageProof } = settings;
  return [
    {
      rules: ['instance-type', 'instance-requirements'],
      demands: [
        ['allowedInstanceTypes', allowedInstanceTypes[0]],
        ['deniedInstanceTypes', deniedInstanceTypes[0]],
        ['architectures', architectures],
        ['features', features[0]],
      ],
    },
    { rules: ['image-ready'], demands: [['imageProof', imageProof?.value === 'probe' ? imageProof : undefined]] },
  ];
}
