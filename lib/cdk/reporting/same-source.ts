import type { IConstruct } from 'constructs';
import { type Group, grouped } from '../../base/grouped';
import { isOpen, MADE_BY_CDK, type PlacedFinding } from '../checking/placed-finding';
import { sourceLine } from './source-line';

/**
 * Groups findings by source and wording, in the order of the first of each group. The source is the template's parameter with the value, or
 * otherwise the source line. An accepted finding, and one with an unknown source, stays alone.
 *
 * @param apart returns a further property that separates groups: the command line drops a finding by the stack of its construct
 */
export function bySource(
  findings: readonly PlacedFinding[],
  apart: (finding: PlacedFinding) => IConstruct | undefined = () => undefined,
): readonly Group<PlacedFinding>[] {
  return grouped(findings, (finding) => {
    const source = isOpen(finding) ? (parameterOf(finding) ?? sourceLine(finding.construct)) : undefined;
    return source === undefined ? finding : keyOf(source, apart(finding), finding);
  });
}

/** Returns the parameter that gives a value, with its template. One change settles all findings on it. */
function parameterOf({ origin, stackTemplate }: PlacedFinding): string | undefined {
  const isParameter = origin !== undefined && /^parameter [\w:]+(?: \(\w+\))?$/.test(origin) && !MADE_BY_CDK.test(origin);
  return isParameter ? `${origin} of ${stackTemplate.id}` : undefined;
}

function keyOf(source: string, apart: IConstruct | undefined, finding: PlacedFinding): string {
  const { rule, messageId, severity, locked, message, fix, path, origin } = finding;
  return JSON.stringify([source, apart?.node.path, rule, messageId, severity, locked, message, fix, path, origin]);
}
