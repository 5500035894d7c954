import { isImageId } from '../../images/image-reference';
import { isRegion } from '../../images/recorded-images';
import { readWords } from '../given-words';
import { UsageError } from '../terminal';
import { refuseOtherThanRegions } from './region-option';

export interface RecordArguments {
  readonly ids: readonly string[];
  /** The Region of the images. Undefined for the AWS SDK's own Region, or those of the app's stacks. */
  readonly region: string | undefined;
  readonly profile: string | undefined;
  /** A file with the output of DescribeImages, or `-`. */
  readonly from: string | undefined;
  /** A cloud assembly or templates. */
  readonly fromApp: string | undefined;
  /** A sentence that says who verified the NVMe driver of the images, and how. */
  readonly nvmeVerifiedBy: string | undefined;
  /** Undefined for the file that `check` uses. */
  readonly output: string | undefined;
}

/**
 * Reads the words after `images record`.
 *
 * @param env the environment, in which the AWS SDK finds its Region
 * @throws UsageError that quotes the first wrong word
 */
export function readRecordArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): RecordArguments {
  const given = readWords('images record', args, 'use one at a time');
  const ids = [...new Set(given.operands)];
  const [region, profile, output] = [given.one('region'), given.one('profile'), given.one('output')];
  const [from, fromApp, nvmeVerifiedBy] = [given.one('from'), given.one('from-app'), given.one('nvme-verified-by')];
  if (ids.length === 0 && from === undefined && fromApp === undefined) {
    throw new UsageError('images record takes image ids, --from FILE or --from-app FOLDER');
  }
  const wrong = ids.find((id) => !isImageId(id));
  if (wrong !== undefined) throw new UsageError(`'${wrong}' is not an image id: write 'ami-' and 8 or 17 hexadecimal digits`);
  refuseOtherThanRegions(region === undefined ? [] : [region], 'the name of a Region');
  if (fromApp !== undefined && (from !== undefined || ids.length > 0)) {
    throw new UsageError('--from-app finds the image ids itself: remove --from and the ids');
  }
  if (nvmeVerifiedBy?.trim() === '') throw new UsageError('--nvme-verified-by takes a sentence that says who has verified it, and how');
  const fromRegion = region ?? [env['AWS_REGION'], env['AWS_DEFAULT_REGION']].find((name) => name !== undefined && name !== '');
  if (fromApp !== undefined && fromRegion !== undefined && !isRegion(fromRegion)) {
    throw new UsageError(`'${fromRegion}' in the environment is not the name of a Region, such as eu-west-1: use --region`);
  }
  if (from !== undefined && (fromRegion === undefined || !isRegion(fromRegion))) {
    const set = fromRegion === undefined ? '' : `, and '${fromRegion}' in the environment is not a Region`;
    throw new UsageError(`--from needs --region: the output of DescribeImages does not name its Region${set}`);
  }
  return { ids, region: from === undefined && fromApp === undefined ? region : fromRegion, profile, from, fromApp, nvmeVerifiedBy, output };
}
