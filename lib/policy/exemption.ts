import type { Finding } from '../finding';
import { matchesPath, matchesPathEnd } from './path-glob';
import type { PolicyPlace } from './policy-error';

/** Findings that somebody accepted. */
export interface Exemption {
  readonly rule: string;
  /** Pattern for construct paths, or for `file#logicalId`. */
  readonly where: string;
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD`; absent where it holds for good. */
  readonly expires?: string;
  readonly place: PolicyPlace;
  /** It comes with a policy that others extend, so that it need not match something in each of them. */
  readonly isInherited: boolean;
}

/** A finding, with the name of its file where that is not the template's id. */
export type FindingOfFile = Finding & { readonly file?: string };

export function isExpired({ expires }: Exemption, today: string): boolean {
  return expires !== undefined && expires < today;
}

/**
 * Whether an exemption is about a finding. The construct that the CDK hides in a path, `Resource` or `Default` at its end,
 * may be left out, and so may the folders that a file's name begins with.
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
