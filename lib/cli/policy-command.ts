import { loadPolicy } from '../policy/load-policy';
import { PolicyError } from '../policy/policy-error';
import { refuseUncheckedDemands } from '../policy/unchecked-demands';
import { rules } from '../rules';
import { policyLines } from './print-policy';
import { EXIT_PASSED, UnusableError, UsageError, type Terminal } from './terminal';

/**
 * `cdk-nitro policy explain [FILE]`: what is in force, and where each value comes from.
 * Throws an `UnusableError` for a policy that cannot be followed.
 */
export function runPolicy([action, ...rest]: readonly string[], terminal: Terminal): number {
  if (action !== 'explain') {
    throw new UsageError(
      action === undefined ? 'policy takes an action: explain' : `unknown action 'policy ${action}': use policy explain`,
    );
  }
  const [file, ...others] = rest;
  if (others.length > 0 || file?.startsWith('-') === true) throw new UsageError('policy explain takes one policy file, or none');
  try {
    const policy = loadPolicy({ cwd: terminal.cwd, rules }, file);
    refuseUncheckedDemands(policy);
    terminal.out(`${policyLines(policy, terminal.cwd, terminal.today).join('\n')}\n`);
    return EXIT_PASSED;
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}
