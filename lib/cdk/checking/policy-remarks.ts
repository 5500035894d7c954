import { describePolicyPlace, type PolicyPlace } from '../../policy/policy-error';
import type { PolicyFinding } from '../../policy/policy-finding';
import type { Standard } from '../../policy/standard';

/** The findings of one standard on its own policy and baseline. */
export interface StandardRemarks {
  readonly standard: Standard;
  readonly remarks: readonly PolicyFinding[];
}

/**
 * Combines the findings of several standards on their policies and baselines. Each standard sees only the constructs below its own scope.
 * So an entry of a file has no match only if every standard that follows the file reports it.
 */
export function remarksOfAll(results: readonly StandardRemarks[]): readonly PolicyFinding[] {
  const remarks = new Map<string, PolicyFinding>();
  for (const remark of results.flatMap((result) => result.remarks)) {
    const key = keyOf(remark);
    const concerned = results.filter(({ standard }) => concerns(remark, standard));
    if (concerned.every((result) => result.remarks.some((each) => keyOf(each) === key)) && !remarks.has(key)) remarks.set(key, remark);
  }
  return [...remarks.values()];
}

/** Renders a remark with its place: `nitro.json:3: the exemption ...`. */
export function describeRemark({ file, line, message }: PolicyFinding): string {
  return file === '' ? message : `${describePolicyPlace({ source: file, ...(line === undefined ? {} : { line }) })}: ${message}`;
}

function concerns({ file, line, column, value, messageId }: PolicyFinding, { policy, baseline }: Standard): boolean {
  if (messageId === 'fixed') return baseline?.file === file;
  const isAt = ({ place }: { readonly place: PolicyPlace }): boolean =>
    place.source === file && place.line === line && place.column === column;
  if (messageId === 'unmatchedStatement') return policy.imageStatements.some((each) => isAt(each) && each.templateParameter === value);
  return policy.exemptions.some((each) => isAt(each) && each.where === value);
}

function keyOf({ messageId, file, line, column, value }: PolicyFinding): string {
  return JSON.stringify([messageId, file, line, column, value]);
}
