import { describePlace } from '../../policy/policy-error';
import type { PolicyFinding } from '../../policy/policy-finding';
import type { Standard } from '../../policy/standard';

/** What one of several standards has to say of its policy and its baseline. */
export interface StandardRemarks {
  readonly standard: Standard;
  readonly remarks: readonly PolicyFinding[];
}

/**
 * What is to be said of policies and baselines. That something in a file matches nothing, or is no longer found, is true only
 * where every standard that follows the file says so: each sees what is below its own scope.
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

/** `nitro.json:3: the exemption of ...`. */
export function describeRemark({ file, line, message }: PolicyFinding): string {
  return file === '' ? message : `${describePlace({ source: file, ...(line === undefined ? {} : { line }) })}: ${message}`;
}

function concerns({ file, line, column, value, messageId }: PolicyFinding, { policy, baseline }: Standard): boolean {
  if (messageId === 'fixed') return baseline?.file === file;
  return policy.exemptions.some(
    ({ place, where }) => place.source === file && place.line === line && place.column === column && where === value,
  );
}

function keyOf({ messageId, file, line, column, value }: PolicyFinding): string {
  return JSON.stringify([messageId, file, line, column, value]);
}
