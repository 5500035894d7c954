import type { IConstruct } from 'constructs';
import { isOpen, type PlacedFinding } from '../checking/placed-finding';
import { sourceLine } from './source-line';

/** Findings that one line of the app makes in the same words, such as those of a loop. Reports list them as one, with every place. */
export interface SameLine {
  readonly first: PlacedFinding;
  readonly others: readonly PlacedFinding[];
}

/**
 * Groups findings by source line and wording, in the order of the first of each. An accepted finding, and one whose line is unknown,
 * stays alone.
 *
 * @param apart returns what must not be listed as one beyond that: the command line drops a finding by the stack of its construct
 */
export function bySourceLine(
  findings: readonly PlacedFinding[],
  apart: (finding: PlacedFinding) => IConstruct | undefined = () => undefined,
): readonly SameLine[] {
  const groups = new Map<unknown, PlacedFinding[]>();
  for (const finding of findings) {
    const line = isOpen(finding) ? sourceLine(finding.construct) : undefined;
    const key = line === undefined ? finding : keyOf(line, apart(finding), finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first === undefined ? [] : [{ first, others }]));
}

function keyOf(line: string, apart: IConstruct | undefined, finding: PlacedFinding): string {
  const { rule, messageId, severity, locked, message, fix, path, origin } = finding;
  return JSON.stringify([line, apart?.node.path, rule, messageId, severity, locked, message, fix, path, origin]);
}
