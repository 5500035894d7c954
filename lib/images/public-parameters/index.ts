import type { ImageVerdict } from '../image-verdict';
import { ImageTable } from '../image-row';
import { AMAZON_LINUX } from './amazon-linux';
import { CONTAINERS } from './containers';
import { OTHER_PUBLISHERS } from './other-publishers';
import type { PublicParameterRow } from './row';
import { UBUNTU } from './ubuntu';
import { WINDOWS } from './windows';

const SOURCE = 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html';
const MARKETPLACE = 'https://docs.aws.amazon.com/marketplace/latest/buyerguide/buyer-ami-aliases.html';

/** The public parameters we know. The first row that fits a name counts. */
export const PUBLIC_PARAMETERS: readonly PublicParameterRow[] = [
  ...AMAZON_LINUX,
  ...UBUNTU,
  ...WINDOWS,
  ...CONTAINERS,
  ...OTHER_PUBLISHERS,
];

const PREFIX = '/aws/service/';

/** The parameters of one folder below the prefix. */
interface Folder {
  readonly imageIds: ImageTable<PublicParameterRow>;
  /** Parameters above or beside those that hold an id. */
  readonly aroundImageIds: ImageTable<PublicParameterRow>;
}

/** The folder that a row's name begins with, plainly written, be it within a group. */
export const ROW_FOLDER = /^(?:\(\?<\w+>)?([a-z\d-]+\/)(?![?*+{|])/;

const folders = new Map<string, Folder>();

/** The patterns of all other folders need not be tried. */
function folderOf(name: string): Folder {
  const path = name.slice(0, name.indexOf('/') + 1);
  const known = folders.get(path);
  if (known !== undefined) return known;
  const rows = PUBLIC_PARAMETERS.filter((row) => ROW_FOLDER.exec(row.name)?.[1] === path);
  const folder = {
    imageIds: new ImageTable(rows.map((row) => (row.member === undefined ? row : { ...row, name: `${row.name}/${row.member}` }))),
    aroundImageIds: new ImageTable(rows.flatMap((row) => (row.member === undefined ? [] : [aroundImageId(row, row.member)]))),
  };
  if (rows.length > 0) folders.set(path, folder);
  return folder;
}

function aroundImageId(row: PublicParameterRow, member: string): PublicParameterRow {
  return {
    ...row,
    name: `(?<above>${row.name})(?:/(?!${member}$)[\\w.-]+)?`,
    about: `not an image id: the id of ${row.about} is in the parameter's member '${member}'`,
    unready: 'notAnId',
    replacement: `${PREFIX}$<above>/${member}`,
  };
}

/**
 * Gives the verdict on the image whose id a parameter of AWS Systems Manager holds.
 *
 * @param parameter the parameter's name or ARN, with or without a version or label (`:3`)
 */
export function judgePublicParameter(parameter: string): ImageVerdict {
  const path = parameterPath(parameter);
  if (!path.startsWith('/aws/')) {
    return {
      readiness: 'unproven',
      reason: 'ownParameter',
      source: SOURCE,
      text: 'the value of the parameter at deployment, which is not known before',
    };
  }
  const verdict = judgeName(path);
  if (verdict !== undefined) return withReadyReplacement(verdict);
  const isMarketplace = path.startsWith(`${PREFIX}marketplace/`);
  return {
    readiness: 'unproven',
    reason: 'notInTable',
    source: isMarketplace ? MARKETPLACE : SOURCE,
    text: isMarketplace
      ? 'a product of AWS Marketplace, which its seller builds'
      : 'in a public parameter that is not in the table of cdk-nitro',
  };
}

function judgeName(path: string): ImageVerdict | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const name = path.slice(PREFIX.length);
  const { aroundImageIds, imageIds } = folderOf(name);
  return aroundImageIds.verdictOf(name) ?? imageIds.verdictOf(name);
}

/** A replacement of one kind may need one of another: the HVM image of an old release is still too old. */
function withReadyReplacement(verdict: ImageVerdict): ImageVerdict {
  let { replacement } = verdict;
  const seen = new Set<string>();
  while (replacement !== undefined && !seen.has(replacement)) {
    const next = judgeName(replacement);
    if (next?.readiness === 'ready') return { ...verdict, replacement };
    seen.add(replacement);
    replacement = next?.replacement;
  }
  const { replacement: _unready, ...rest } = verdict;
  return rest;
}

/** `/aws/service/x` of `/aws/service/x:3` and of `arn:aws:ssm:eu-west-1::parameter/aws/service/x`. */
function parameterPath(parameter: string): string {
  const [, ofArn] = /^arn:[\w-]+:ssm:[\w-]*:\d*:parameter(\/.+)$/.exec(parameter) ?? [];
  return (ofArn ?? parameter).replace(/:[\w.-]*$/, '');
}
