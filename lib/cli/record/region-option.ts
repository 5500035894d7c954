import { isRegion } from '../../images/recorded-images';
import { UsageError } from '../terminal';

/**
 * Refuses values of `--region` that are not names of Regions.
 *
 * @param takes names the argument: `the name of a Region`
 * @throws UsageError that quotes the first wrong value
 */
export function refuseOtherThanRegions(values: readonly string[], takes: string): void {
  const wrong = values.find((value) => !isRegion(value));
  if (wrong !== undefined) throw new UsageError(`--region takes ${takes}, such as eu-west-1, not '${wrong}'`);
}
