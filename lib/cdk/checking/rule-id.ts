/** What the CDK shows our plugins as, and what an acknowledgement starts with. */
export const PLUGIN_NAME = 'Nitro';

/** A rule as the CDK names it: `Nitro::instance-type`. */
export function ruleId(rule: string): string {
  return `${PLUGIN_NAME}::${rule}`;
}
