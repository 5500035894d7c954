import { isImageId } from '../../images/image-reference';
import { isRegion } from '../../images/recorded-images';
import { readWords } from '../given-words';
import { UsageError } from '../terminal';
import { refuseOtherThanRegions } from './region-option';

/** The environment, in which the AWS SDK finds its Region. */
type Environment = Readonly<Record<string, string | undefined>>;

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

export interface ProveArguments {
  readonly id: string;
  readonly region: string;
  /** A file with the output of the probe, or `-`. */
  readonly from: string;
  /** Undefined for the file that `check` uses. */
  readonly output: string | undefined;
}

/**
 * Reads the words after `images prove`.
 *
 * @param env the environment, whose Region is the default
 * @throws UsageError that quotes the first wrong word
 */
export function readProveArguments(args: readonly string[], env: Environment): ProveArguments {
  const given = readWords('images prove', args, 'prove one image at a time');
  const [id, ...rest] = given.operands;
  const from = given.one('from');
  if (id === undefined) throw new UsageError('images prove takes the id of a recorded image');
  if (rest.length > 0) throw new UsageError(`images prove takes one image id, not also '${rest.join("', '")}': probe and prove each image`);
  refuseOtherThanIds([id]);
  const region = given.one('region');
  refuseOtherThanRegions(region === undefined ? [] : [region], 'the name of a Region');
  if (from === undefined)
    throw new UsageError("images prove takes --from FILE, the output of the script that 'cdk-nitro images probe' prints");
  const known = region ?? regionOf(env);
  if (known === undefined || !isRegion(known)) {
    const set = known === undefined ? '' : `, and '${known}' in the environment is not a Region`;
    throw new UsageError(`images prove needs --region: the output of the probe does not name the Region of the image${set}`);
  }
  return { id, region: known, from, output: given.one('output') };
}

function regionOf(env: Environment): string | undefined {
  return [env['AWS_REGION'], env['AWS_DEFAULT_REGION']].find((name) => name !== undefined && name !== '');
}

function refuseOtherThanIds(ids: readonly string[]): void {
  const wrong = ids.find((id) => !isImageId(id));
  if (wrong !== undefined) throw new UsageError(`'${wrong}' is not an image id: write 'ami-' and 8 or 17 hexadecimal digits`);
}

/**
 * Reads the words after `images record`.
 *
 * @param env the environment, in which the AWS SDK finds its Region
 * @throws UsageError that quotes the first wrong word
 */
export function readRecordArguments(args: readonly string[], env: Environment): RecordArguments {
  const given = readWords('images record', args, 'use one at a time');
  const ids = [...new Set(given.operands)];
  const [region, profile, output] = [given.one('region'), given.one('profile'), given.one('output')];
  const [from, fromApp, nvmeVerifiedBy] = [given.one('from'), given.one('from-app'), given.one('nvme-verified-by')];
  if (ids.length === 0 && from === undefined && fromApp === undefined) {
    throw new UsageError('images record takes image ids, --from FILE or --from-app FOLDER');
  }
  refuseOtherThanIds(ids);
  refuseOtherThanRegions(region === undefined ? [] : [region], 'the name of a Region');
  if (fromApp !== undefined && (from !== undefined || ids.length > 0)) {
    throw new UsageError('--from-app finds the image ids itself: remove --from and the ids');
  }
  if (nvmeVerifiedBy?.trim() === '') throw new UsageError('--nvme-verified-by takes a sentence that says who has verified it, and how');
  const fromRegion = region ?? regionOf(env);
  if (fromApp !== undefined && fromRegion !== undefined && !isRegion(fromRegion)) {
    throw new UsageError(`'${fromRegion}' in the environment is not the name of a Region, such as eu-west-1: use --region`);
  }
  if (from !== undefined && (fromRegion === undefined || !isRegion(fromRegion))) {
    const set = fromRegion === undefined ? '' : `, and '${fromRegion}' in the environment is not a Region`;
    throw new UsageError(`--from needs --region: the output of DescribeImages does not name its Region${set}`);
  }
  return { ids, region: from === undefined && fromApp === undefined ? region : fromRegion, profile, from, fromApp, nvmeVerifiedBy, output };
}
