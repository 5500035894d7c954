import { sep } from 'node:path';
import { loadPolicy } from '../../policy/load-policy';
import { PolicyError } from '../../policy/policy-error';
import { reportedName } from '../../policy/policy-files';
import { rules } from '../../rules';
import { UnusableError } from '../terminal';

/**
 * The file that a check from the working folder reads: the one that the policy names, or that lies beside it. As messages name it.
 * Throws an `UnusableError` for a policy that cannot be followed.
 */
export function companionFile(key: 'recordedImages' | 'catalog', cwd: string): string {
  try {
    return reportedName(loadPolicy({ cwd, rules })[key].path, cwd);
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}

/** The file to record in. Throws an `UnusableError` where that is a package's, which the next installation would replace. */
export function recordingFile(key: 'recordedImages' | 'catalog', cwd: string): string {
  const file = companionFile(key, cwd);
  if (!file.split(sep === '/' ? sep : /[\\/]/).includes('node_modules')) return file;
  throw new UnusableError(`${file} is a package's: record where that is published, or name a file of your own with --output`);
}
