import { readOptionWords } from '../option-words';
import { parseOptions } from '../parse-options';
import { UsageError } from '../terminal';
import { refuseOtherThanRegions } from './region-option';

export interface CatalogArguments {
  /** The Regions to ask; empty for the AWS SDK's own Region. */
  readonly regions: readonly string[];
  readonly profile: string | undefined;
  /** Files with the output of DescribeInstanceTypes, `-` for standard input; empty where EC2 is asked. */
  readonly from: readonly string[];
  /** Undefined for the file that `check` uses. */
  readonly output: string | undefined;
}

const OPTIONS = {
  region: { type: 'string', multiple: true },
  profile: { type: 'string' },
  from: { type: 'string', multiple: true },
  output: { type: 'string' },
} as const;

/** Options that take several words, as in `--region eu-west-1 us-east-1`. */
const LIST_OPTIONS: ReadonlyMap<string, RegExp> = new Map(['region', 'from'].map((option) => [option, /./]));

/**
 * Reads the words after `catalog record`.
 *
 * @throws UsageError that quotes the first wrong word
 */
export function readCatalogArguments(args: readonly string[]): CatalogArguments {
  const { values, tokens } = parseOptions(args, OPTIONS);
  const words = readOptionWords(tokens, LIST_OPTIONS);
  const [regions, from] = [[...new Set(words.of('region'))], [...new Set(words.of('from'))]];
  const { profile, output } = values;
  const [other] = words.others;
  if (other !== undefined) throw new UsageError(`catalog record takes options only, not '${other}'`);
  refuseOtherThanRegions(regions, 'the names of Regions');
  if (from.length > 0 && (regions.length > 0 || profile !== undefined)) {
    throw new UsageError('--from reads saved output instead of asking EC2: remove --region and --profile');
  }
  return { regions, profile, from, output };
}
