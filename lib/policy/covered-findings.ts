import type { Finding } from '../finding';

/** The rule whose findings cover others. */
const COVERING_RULE = 'instance-type';

/**
 * Leaves out findings about a type that another finding replaces, if that finding stands: its suggestion settles them too. An accepted type
 * is launched unchanged, so the other findings about it count.
 *
 * @param stands tells whether a finding is not accepted and fails the check
 */
export function withoutCovered<F extends Finding>(findings: readonly F[], stands: (finding: F) => boolean = isOpenError): readonly F[] {
  if (findings.every(({ coveredBy }) => coveredBy === undefined)) return findings;
  const standing = new Set(
    findings
      .filter((finding) => finding.rule === COVERING_RULE && stands(finding))
      .flatMap((finding) => finding.values.map((value) => keyOf(finding, value))),
  );
  const isCovered = ({ coveredBy }: Finding): boolean => coveredBy?.values.every((value) => standing.has(keyOf(coveredBy, value))) === true;
  return joined(findings.filter((finding) => !isCovered(finding)));
}

function isOpenError({ exempted, severity }: Finding): boolean {
  return exempted === undefined && severity === 'error';
}

function keyOf({ template, logicalId = '', path }: Pick<Finding, 'template' | 'logicalId' | 'path'>, value: string): string {
  return [template, logicalId, path, value].join('\n');
}

/** Joins a covered finding with the finding that has the same message at the same place. */
function joined<F extends Finding>(findings: readonly F[]): readonly F[] {
  const byPlace = new Map<string, F>();
  for (const finding of findings) {
    const { template, logicalId = '', path, rule, messageId, exempted } = finding;
    const key = [template, logicalId, path, rule, messageId, exempted === undefined].join('\n');
    const earlier = byPlace.get(key);
    byPlace.set(key, earlier === undefined ? finding : { ...earlier, values: [...new Set([...earlier.values, ...finding.values])] });
  }
  return [...byPlace.values()];
}
