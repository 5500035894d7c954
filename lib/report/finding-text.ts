import type { Exempted } from '../finding';
import { shortList } from '../rules/advice/wording';
import type { LocatedFinding, UnreadableInput } from './report';

/** A mapping of images by version and Region has hundreds: the formats for programs list them all. */
const MOST_VALUES = 30;

/** A finding's severity as people read it. */
export const SEVERITY_LABELS: Readonly<Record<LocatedFinding['severity'], 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** `12:7`; undefined where the position is not known. */
export function positionOf({ line, column }: LocatedFinding | UnreadableInput): string | undefined {
  return line === undefined ? undefined : `${String(line)}:${String(column ?? 1)}`;
}

/** `Web (AWS::EC2::Instance)  Properties/InstanceType`; the path alone for a finding about the template. */
export function subjectOf({ logicalId, resourceType, path }: LocatedFinding): string {
  if (logicalId === undefined) return path;
  return `${logicalId}${resourceType === undefined ? '' : ` (${resourceType})`}  ${path}`;
}

/** What else there is to say of a finding, a line each: where the CDK made it, whence the value comes, the other values, what to do. */
export function detailsOf({ constructPath, origin, values, fix }: LocatedFinding): string[] {
  return [
    ...(constructPath === undefined ? [] : [`in    ${constructPath}`]),
    ...(origin === undefined || origin === 'literal' ? [] : [`from  ${origin}`]),
    ...(values.length > 1 ? [`also  ${shortList(values.slice(1), MOST_VALUES)}`] : []),
    ...(fix === undefined ? [] : [`fix   ${fix}`]),
  ];
}

/** `exempted by nitro.json:12 until 2027-01-31: moves in the spring`. */
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
