import { isRegion } from '../../images/recorded-images';
import { UsageError } from '../terminal';

/**
 * Refuses values of `--region` that are no names of Regions.
 *
 * @param takes what the option takes: `the name of a Region`
 * @throws UsageError that quotes the first of them
 */
export function refuseOtherThanRegions(values: readonly string[], takes: string): void {
  const wrong = values.find((value) => !isRegion(value));
  if (wrong !== undefined) throw new UsageError(`--region takes ${takes}, like eu-west-1, not '${wrong}'`);
}
