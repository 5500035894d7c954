import { loadPolicy } from '../policy/load-policy';
import type { Policy } from '../policy/policy';
import { PolicyError } from '../policy/policy-error';
import { rules } from '../rules';
import { type Terminal, UnusableError } from './terminal';

/**
 * Returns the policy that a check in the working folder follows.
 *
 * @throws UnusableError for a policy that cannot be followed
 */
export function policyInForce({ cwd, today }: Pick<Terminal, 'cwd' | 'today'>): Policy {
  try {
    return loadPolicy({ cwd, today, rules });
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}
