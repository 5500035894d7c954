import type { Exempted } from '../finding';
import { shortList } from '../rules/advice/wording';
import type { LocatedFinding, UnreadableInput } from './report';

/** The number of values that are shown: a mapping of images by version and Region has hundreds. The formats for programs list all. */
const MOST_VALUES = 30;

/** Severities as shown to people. */
export const SEVERITY_LABELS: Readonly<Record<LocatedFinding['severity'], 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Formats line and column, `12:7`; undefined if they are unknown. */
export function positionOf({ line, column }: LocatedFinding | UnreadableInput): string | undefined {
  return line === undefined ? undefined : `${String(line)}:${String(column ?? 1)}`;
}

/** Names the place, `Web (AWS::EC2::Instance)  Properties/InstanceType`; the path alone for a finding about the template. */
export function describePlace({ logicalId, resourceType, path }: LocatedFinding): string {
  if (logicalId === undefined) return path;
  return `${logicalId}${resourceType === undefined ? '' : ` (${resourceType})`}  ${path}`;
}

/** Lists further details, one a line: the construct, the origin of the value, the other values, the fix. */
export function detailsOf({ constructPath, origin, values, fix }: LocatedFinding): string[] {
  return [
    ...(constructPath === undefined ? [] : [`in    ${constructPath}`]),
    ...(origin === undefined || origin === 'literal' ? [] : [`from  ${origin}`]),
    ...(values.length > 1 ? [`also  ${shortList(values.slice(1), MOST_VALUES)}`] : []),
    ...(fix === undefined ? [] : [`fix   ${fix}`]),
  ];
}

/** Describes the acceptance of a finding: `exempted by nitro.json:12 until 2027-01-31: moves in the spring`. */
export function describeExemption({ by, reason, at, expires }: Exempted): string {
  return `${acceptedBy(by, at)}${expires === undefined ? '' : ` until ${expires}`}: ${reason}`;
}

function acceptedBy(by: Exempted['by'], at: string): string {
  switch (by) {
    case 'acknowledgement':
      return at === '' ? 'acknowledged for the whole app' : `acknowledged at ${at}`;
    case 'exemption':
      return `exempted by ${at}`;
    case 'baseline':
      return `in the baseline ${at}`;
  }
}
