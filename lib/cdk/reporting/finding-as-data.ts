import type { NitroFinding } from '../nitro-finding';
import { NitroSeverity } from '../nitro-severity';
import type { PlacedFinding } from '../checking/placed-finding';
import { sourceLine } from './source-line';

/** The severities of findings in the public API. */
export const NITRO_SEVERITIES = { error: NitroSeverity.ERROR, warning: NitroSeverity.WARNING, info: NitroSeverity.INFO };

/** Converts a finding to the public API: plain data without constructs. */
export function nitroFinding(finding: PlacedFinding): NitroFinding {
  const { construct, fix, locked, logicalId, message, messageId, origin, path, resourceType, rule, stackTemplate, value, values } = finding;
  const source = sourceLine(construct);
  const reason = finding.exempted?.reason;
  return {
    rule,
    messageId,
    severity: NITRO_SEVERITIES[finding.severity],
    locked,
    message,
    ...(fix === undefined ? {} : { fix }),
    constructPath: construct.node.path,
    ...(source === undefined ? {} : { source }),
    template: stackTemplate.id,
    ...(logicalId === undefined ? {} : { logicalId }),
    ...(resourceType === undefined ? {} : { resourceType }),
    path,
    ...(value === undefined ? {} : { value }),
    values: [...values],
    ...(origin === undefined ? {} : { origin }),
    ...(reason === undefined ? {} : { reason }),
  };
}
