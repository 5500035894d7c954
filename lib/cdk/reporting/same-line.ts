import type { IConstruct } from 'constructs';
import { type Group, grouped } from '../../base/grouped';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';
import { sourceLine } from './source-line';

/**
 * Groups findings by source line and wording, in the order of the first of each. An accepted finding, and one whose line is unknown,
 * stays alone.
 *
 * @param apart returns what must not be listed as one beyond that: the command line drops a finding by the stack of its construct
 */
export function bySourceLine(
  findings: readonly PlacedFinding[],
  apart: (finding: PlacedFinding) => IConstruct | undefined = () => undefined,
): readonly Group<PlacedFinding>[] {
  return grouped(findings, (finding) => {
    const line = isOpen(finding) ? sourceLine(finding.construct) : undefined;
    return line === undefined ? finding : keyOf(line, apart(finding), finding);
  });
}

function keyOf(line: string, apart: IConstruct | undefined, finding: PlacedFinding): string {
  const { rule, messageId, severity, locked, message, fix, path, origin } = finding;
  return JSON.stringify([line, apart?.node.path, rule, messageId, severity, locked, message, fix, path, origin]);
}
