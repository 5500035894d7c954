import type { Finding, Severity } from '../finding';
import { covers, type Exemption, type FindingOfFile, isExpired } from './exemption';
import { describeSettingOrigin, type Policy } from './policy';
import { describePolicyPlace } from './policy-error';
import { policyFinding, type PolicyFinding } from './policy-finding';

/** Findings after a policy, or a baseline, was applied. */
export interface Applied<F extends Finding> {
  /** All findings in their order; accepted ones have `exempted` set. */
  readonly findings: readonly F[];
  /** Findings about the policy itself. */
  readonly remarks: readonly PolicyFinding[];
}

/**
 * Applies a policy to findings: first the severities of unknown and unresolved findings, then exemptions. A finding that is
 * already accepted stays as it is.
 *
 * @param today `YYYY-MM-DD`, in UTC
 */
export function applyPolicy<F extends FindingOfFile>(findings: readonly F[], policy: Policy, today: string): Applied<F> {
  const used = new Set<Exemption>();
  const applied = findings.map((finding) => {
    const graded = withSeverity(finding, policy);
    const matching = policy.exemptions.filter((exemption) => covers(exemption, finding));
    for (const exemption of matching) used.add(exemption);
    return exemptedInTemplate(exempted(graded, matching, today), policy, today);
  });
  const unmatched = policy.exemptions.filter((exemption) => !used.has(exemption) && !exemption.isInherited);
  return { findings: applied, remarks: unmatched.map(unmatchedExemption) };
}

/** Sets the policy's severity. On a locked finding it can only raise it. */
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
    const message = `${finding.message} (the rule is locked, so the exemption at ${describePolicyPlace(first.place)} does not count: remove it)`;
    return { ...finding, message };
  }
  const holding = matching.find((exemption) => !isExpired(exemption, today));
  if (holding !== undefined) {
    const { reason, expires, place } = holding;
    return {
      ...finding,
      exempted: { by: 'exemption', reason, at: describePolicyPlace(place), ...(expires === undefined ? {} : { expires }) },
    };
  }
  const [last = first] = matching.toSorted((a, b) => ((a.expires ?? '') < (b.expires ?? '') ? 1 : -1));
  const message = `${finding.message} (the exemption at ${describePolicyPlace(last.place)} expired on ${last.expires ?? today}: fix the finding, or extend the date)`;
  return { ...finding, message };
}

/** Applies the exemption that stands in the template. A policy's own has already been applied, and comes first. */
function exemptedInTemplate<F extends FindingOfFile>(finding: F, { settings }: Policy, today: string): F {
  const { templateExemption, logicalId = '', message, file = finding.template } = finding;
  if (templateExemption === undefined || finding.exempted !== undefined) return finding;
  const { reason, expires } = templateExemption;
  const setting = settings.templateExemptions;
  const remark =
    setting?.value === false
      ? `the policy does not let templates accept findings (${describeSettingOrigin(setting.from)}), so the exemption in its metadata does not count: remove it`
      : finding.locked
        ? 'the rule is locked, so the exemption in its metadata does not count: remove it'
        : isExpired({ expires }, today)
          ? `the exemption in its metadata expired on ${expires ?? today}: fix the finding, or extend the date`
          : undefined;
  if (remark !== undefined) return { ...finding, message: `${message} (${remark})` };
  const at = `the metadata of ${logicalId} in ${file}`;
  return { ...finding, exempted: { by: 'exemption', reason, at, ...(expires === undefined ? {} : { expires }) } };
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
