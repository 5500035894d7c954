import { existsSync } from 'node:fs';
import { Catalog } from '../catalog/catalog';
import { loadPolicy } from '../policy/load-policy';
import { PolicyError } from '../policy/policy-error';
import { recordedCatalog } from '../policy/standard';
import { refuseUncheckedDemands } from '../policy/unchecked-demands';
import { rules } from '../rules';
import { readWords } from './given-words';
import { printPolicy } from './print-policy';
import { EXIT_PASSED, UnusableError, UsageError, type Terminal } from './terminal';

/**
 * Runs `cdk-nitro policy explain [FILE]`: prints the policy in force and the origin of each value.
 *
 * @throws UnusableError for a policy that cannot be followed
 */
export function runPolicy([action, ...rest]: readonly string[], terminal: Terminal): number {
  if (action !== 'explain') {
    throw new UsageError(
      action === undefined ? 'policy takes an action: explain' : `unknown action 'policy ${action}': use policy explain`,
    );
  }
  const [file, ...others] = readWords('policy explain', rest).operands;
  if (others.length > 0) throw new UsageError('policy explain takes at most one policy file');
  try {
    const policy = loadPolicy({ cwd: terminal.cwd, today: terminal.today, rules }, file);
    refuseUncheckedDemands(policy);
    // A missing file that the policy names is shown as missing.
    const recorded = existsSync(policy.catalog.path) ? recordedCatalog(policy, terminal) : undefined;
    terminal.out(printPolicy(policy, recorded ?? Catalog.bundled(), terminal));
    return EXIT_PASSED;
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}
