import { readWords } from '../given-words';
import { UsageError } from '../terminal';
import { refuseOtherThanRegions } from './region-option';

export interface CatalogArguments {
  /** The Regions to ask; empty for the AWS SDK's own Region. */
  readonly regions: readonly string[];
  readonly profile: string | undefined;
  /** Files with the output of DescribeInstanceTypes, `-` for standard input; empty if EC2 is asked. */
  readonly from: readonly string[];
  /** Undefined for the file that `check` uses. */
  readonly output: string | undefined;
}

/**
 * Reads the words after `catalog record`.
 *
 * @throws UsageError that quotes the first wrong word
 */
export function readCatalogArguments(args: readonly string[]): CatalogArguments {
  const given = readWords('catalog record', args);
  const [regions, from] = [[...new Set(given.all('region'))], [...new Set(given.all('from'))]];
  const [profile, output] = [given.one('profile'), given.one('output')];
  const [other] = given.operands;
  if (other !== undefined) throw new UsageError(`catalog record takes options only, not '${other}'`);
  refuseOtherThanRegions(regions, 'the names of Regions');
  if (from.length > 0 && (regions.length > 0 || profile !== undefined)) {
    throw new UsageError('--from reads saved output instead of asking EC2: remove --region and --profile');
  }
  return { regions, profile, from, output };
}
