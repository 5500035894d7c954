import type { Catalog } from '../catalog/catalog';
import type { Policy, Setting } from './policy';
import { policyFinding, type PolicyFinding } from './policy-finding';

/**
 * Finds patterns of a policy that cover no type of the catalog, retired types included. Such a pattern allows or denies nothing: it may be
 * misspelled, or meant for types that are newer than the catalog.
 */
export function unmatchedPatterns({ settings }: Policy, catalog: Catalog): readonly PolicyFinding[] {
  const allowed = settings.allowedInstanceTypes.flatMap(({ value, from }) => value.map((pattern) => ({ value: pattern, from })));
  return [
    ...unmatched('allowedInstanceTypes', allowed, catalog),
    ...unmatched('deniedInstanceTypes', settings.deniedInstanceTypes, catalog),
  ];
}

function unmatched(key: string, patterns: readonly Setting<string>[], catalog: Catalog): PolicyFinding[] {
  return patterns
    .filter(({ value }) => catalog.glob(value).length === 0)
    .map(({ value, from: { place } }) => {
      const advice = "check its spelling, or run 'cdk-nitro catalog record' for newer types";
      const message = `${key}: '${value}' matches no instance type in the catalog of ${catalog.retrieved}: ${advice}`;
      return policyFinding({ messageId: 'unmatchedPattern', severity: 'info', pointer: [key], place, value, message });
    });
}
