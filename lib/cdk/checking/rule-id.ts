/** The name of the plugins in the CDK, and the first part of an acknowledged id. */
export const PLUGIN_NAME = 'Nitro';

/** Renders the id of a rule in the CDK: `Nitro::instance-type`. */
export function ruleId(rule: string): string {
  return `${PLUGIN_NAME}::${rule}`;
}
