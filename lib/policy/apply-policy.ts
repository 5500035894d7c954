import type { Finding, Severity } from '../finding';
import { dayAfter } from '../base/calendar-day';
import { covers, type Exemption, type FindingOfFile, isExpired } from './exemption';
import type { Policy } from './policy';
import { describePlace } from './policy-error';
import { policyFinding, type PolicyFinding } from './policy-finding';

/** Findings after a policy, or a baseline, has been held against them. */
export interface Applied<F extends Finding> {
  /** All of them, in their order; what is accepted has `exempted` set. */
  readonly findings: readonly F[];
  /** What is to be said of the policy itself. */
  readonly remarks: readonly PolicyFinding[];
}

/**
 * Holds a policy against findings: severities of what is unknown or unresolved, then exemptions. What somebody accepted
 * before stays as it is.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function applyPolicy<F extends FindingOfFile>(findings: readonly F[], policy: Policy, today: string): Applied<F> {
  const used = new Set<Exemption>();
  const applied = findings.map((finding) => {
    const graded = withSeverity(finding, policy);
    const matching = policy.exemptions.filter((exemption) => covers(exemption, finding));
    for (const exemption of matching) used.add(exemption);
    return exempted(graded, matching, today);
  });
  const unmatched = policy.exemptions.filter((exemption) => !used.has(exemption) && !exemption.isInherited);
  return { findings: applied, remarks: unmatched.map(unmatchedExemption) };
}

/** A locked finding can be made graver, never less grave. */
function withSeverity<F extends Finding>(finding: F, { settings }: Policy): F {
  const severity = finding.doubt === undefined ? undefined : settings[finding.doubt]?.value;
  if (severity === undefined || (finding.locked && gravity(severity) < gravity(finding.severity))) return finding;
  return { ...finding, severity };
}

function gravity(severity: Severity): number {
  return ['info', 'warning', 'error'].indexOf(severity);
}

function exempted<F extends Finding>(finding: F, matching: readonly Exemption[], today: string): F {
  const [first] = matching;
  if (first === undefined || finding.exempted !== undefined) return finding;
  if (finding.locked) {
    const message = `${finding.message} (the rule is locked, so the exemption of ${describePlace(first.place)} does not count: remove it)`;
    return { ...finding, message };
  }
  const holding = matching.find((exemption) => !isExpired(exemption, today));
  if (holding !== undefined) {
    const { reason, expires, place } = holding;
    return { ...finding, exempted: { by: 'exemption', reason, at: describePlace(place), ...(expires === undefined ? {} : { expires }) } };
  }
  const [last = first] = matching.toSorted((a, b) => ((a.expires ?? '') < (b.expires ?? '') ? 1 : -1));
  const since = dayAfter(last.expires ?? today);
  const message = `${finding.message} (the exemption of ${describePlace(last.place)} no longer holds since ${since}: do it now, or agree on a later day)`;
  return { ...finding, message };
}

function unmatchedExemption({ rule, where, place }: Exemption): PolicyFinding {
  return policyFinding({
    messageId: 'unmatchedExemption',
    severity: 'warning',
    pointer: ['exemptions'],
    place,
    value: where,
    message: `the exemption of '${where}' from '${rule}' matches no finding: remove it, or correct the pattern`,
  });
}
