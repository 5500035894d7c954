import { matchesGlob } from '../../base/glob';
import { NITRO_SEVERITIES } from './finding-as-data';
import type { NitroFindingProps } from '../nitro-finding-props';
import { NitroSeverity } from '../nitro-severity';
import type { PlacedFinding } from '../checking/placed-finding';

/** Tells whether a finding is one of a rule and meets the conditions. */
export function matchesFinding(finding: PlacedFinding, rule: string, props: NitroFindingProps): boolean {
  return (
    finding.rule === rule &&
    matchesSeverity(finding, props.severity) &&
    matchesText(props.messageId, [finding.messageId]) &&
    matchesText(props.constructPath, [finding.construct.node.path]) &&
    matchesText(props.logicalId, [finding.logicalId]) &&
    matchesText(props.path, [finding.path]) &&
    matchesText(props.value, [finding.value, ...finding.values]) &&
    matchesText(props.message, [finding.message])
  );
}

function matchesSeverity({ locked, severity }: PlacedFinding, wanted: NitroSeverity | undefined): boolean {
  return wanted === undefined || (wanted === NitroSeverity.LOCKED ? locked : wanted === NITRO_SEVERITIES[severity]);
}

function matchesText(pattern: string | undefined, texts: readonly (string | undefined)[]): boolean {
  return pattern === undefined || texts.some((text) => text !== undefined && matchesGlob(pattern, text));
}
