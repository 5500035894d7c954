import { Catalog } from '../catalog/catalog';
import { loadPolicy } from '../policy/load-policy';
import { PolicyError } from '../policy/policy-error';
import { recordedCatalog } from '../policy/standard';
import { rules } from '../rules';
import { UnusableError, type Terminal } from './terminal';

/**
 * Returns the catalog that a check in the working folder uses: the recorded one, or the one in the package.
 *
 * @throws UnusableError for a policy that cannot be followed, or a catalog that cannot be trusted
 */
export function catalogInForce({ cwd, today }: Terminal): Catalog {
  try {
    return recordedCatalog(loadPolicy({ cwd, rules, today }), { cwd, today }) ?? Catalog.bundled();
  } catch (error) {
    if (error instanceof PolicyError) throw new UnusableError(error.message);
    throw error;
  }
}
