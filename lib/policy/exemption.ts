import type { Finding } from '../finding';
import { matchesPath, matchesPathEnd } from './path-glob';
import type { PolicyPlace } from './policy-error';

/** A team's decision to accept findings. */
export interface Exemption {
  readonly rule: string;
  /** Pattern for construct paths, or for `file#logicalId`. */
  readonly where: string;
  readonly reason: string;
  /** The last day on which it is valid, `YYYY-MM-DD`; absent if it does not expire. */
  readonly expires?: string;
  readonly place: PolicyPlace;
  /** It comes from an extended policy, so it need not match a finding in every policy that extends it. */
  readonly isInherited: boolean;
}

/** A finding with the name of its file, if that differs from the template's id. */
export type FindingOfFile = Finding & { readonly file?: string };

export function isExpired({ expires }: { readonly expires?: string | undefined }, today: string): boolean {
  return expires !== undefined && expires < today;
}

/**
 * Tells whether an exemption covers a finding. Its pattern may leave out the last construct of a path that the CDK hides, `Resource`
 * or `Default`, and the folders of a file.
 */
export function covers({ rule, where }: Exemption, finding: FindingOfFile): boolean {
  if (rule !== finding.rule) return false;
  const { constructPath, logicalId = '', file = finding.template } = finding;
  if (constructPath !== undefined && pathsOf(constructPath).some((path) => matchesPath(where, path))) return true;
  const at = where.lastIndexOf('#');
  return at >= 0 && matchesPathEnd(where.slice(0, at), file) && matchesPath(where.slice(at + 1), logicalId);
}

function pathsOf(constructPath: string): readonly string[] {
  const [, shown] = /^(.+)\/(?:Resource|Default)$/.exec(constructPath) ?? [];
  return shown === undefined ? [constructPath] : [constructPath, shown];
}
