import { sep } from 'node:path';
import { reportedName } from '../../policy/policy-files';
import { policyInForce } from '../policy-in-force';
import { type Terminal, UnusableError } from '../terminal';

/**
 * Finds the file that a check in the working folder reads: the file that the policy names, or the one beside the policy. Returns its
 * name as messages show it.
 *
 * @throws UnusableError for a policy that cannot be followed
 */
export function companionFile(key: 'recordedImages' | 'catalog', { cwd, today }: Pick<Terminal, 'cwd' | 'today'>): string {
  return reportedName(policyInForce({ cwd, today })[key].path, cwd);
}

/**
 * Finds the file to record in.
 *
 * @throws UnusableError if the file belongs to an installed package, which the next installation would replace
 */
export function recordingFile(key: 'recordedImages' | 'catalog', { cwd, today }: Pick<Terminal, 'cwd' | 'today'>): string {
  const file = companionFile(key, { cwd, today });
  if (!file.split(sep === '/' ? sep : /[\\/]/).includes('node_modules')) return file;
  throw new UnusableError(
    `${file} belongs to an installed package: record it in that package's repository, or name another file with --output`,
  );
}
