import type { ImageVerdict, UnprovenReason } from '../../images/image-verdict';
import { isImageId } from '../../images/image-reference';
import type { ImageWord } from '../../launch/sites';

const PUBLIC_PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';
const WINDOWS_PARAMETER = '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base';

/** A ready image in the form that the property takes: for x86_64, or for every architecture. */
const EXAMPLES: Readonly<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_x86_64_STANDARD',
  'batch-image-type': 'ECS_AL2023',
  'beanstalk-platform': '64bit Amazon Linux 2023',
  'emr-release': 'emr-7.9.0',
  'cloud9-image': 'amazonlinux-2023-x86_64',
  'image-builder-image': `ssm:${PUBLIC_PARAMETER}x86_64`,
};

/** The ready image for arm64, where `EXAMPLES` holds one for x86_64. */
const ARM64_EXAMPLES: Partial<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_ARM_64_STANDARD',
  'image-builder-image': `ssm:${PUBLIC_PARAMETER}arm64`,
};

/** An image as the template names it, and its verdict. */
interface ReportedImage {
  readonly text: string;
  readonly verdict: ImageVerdict;
  readonly word: ImageWord | undefined;
  /** Where it is launched; undefined where that is unknown. */
  readonly region: string | undefined;
  /** It is launched on arm64 only. */
  readonly onArm64: boolean;
  /** It is for a NAT instance, which no image for general use is. */
  readonly isForNat: boolean;
  /** The policy may have the CDK look it up: it is in a CDK app, and neither forbidden nor done. */
  readonly mayLookUp: boolean;
}

/** What an example has to suit. */
type Wanted = Pick<ImageVerdict, 'architecture' | 'distribution'>;

/** What to do about an image, without a full stop. */
export interface ImageRemedy {
  readonly inMessage: string;
  /** In full: with the command to run, and an example. */
  readonly inFix: string;
}

/** Advises what to do about an image that is not ready, not proven or about to go. */
export function imageRemedy(image: ReportedImage): ImageRemedy {
  const { verdict, word, onArm64, isForNat } = image;
  const { readiness, reason, replacement } = verdict;
  if (readiness === 'unproven') return unprovenRemedy(reason, image);
  if (isForNat) return natRemedy(verdict);
  const example = `, for example '${exampleImage(word, onArm64 ? { ...verdict, architecture: 'arm64' } : verdict)}'`;
  if (reason === 'enaDisabled') return withExample('re-create it with the ENA driver and EnaSupport, or use another image', example);
  if (replacement !== undefined) return withExample(`use '${replacement}'`);
  // The image has the drivers, so its successor has to serve the same use, which only a service's own word tells.
  if (readiness === 'ready') return withExample('use a newer image of its kind', word === undefined ? '' : example);
  return withExample('use an image with the ENA and NVMe drivers', example);
}

/** Advises on the image of a NAT instance. In the CDK, NatProvider.instanceV2 has one that is public, and configures it. */
function natRemedy({ readiness, reason }: ImageVerdict): ImageRemedy {
  const image = readiness === 'ready' ? 'a newer NAT image of its kind' : 'a NAT image with the ENA and NVMe drivers';
  const remedy = reason === 'enaDisabled' ? `re-create it with the ENA driver and EnaSupport, or use ${image}` : `use ${image}`;
  return { inMessage: remedy, inFix: `${remedy}: in the CDK, NatProvider.instanceV2 has one` };
}

function withExample(inMessage: string, example = ''): ImageRemedy {
  return { inMessage, inFix: inMessage + example };
}

/** Returns a ready image of the same architecture. Never an id: those grow old, and hold for one Region. */
export function exampleImage(word: ImageWord | undefined, { architecture, distribution }: Wanted): string {
  const isArm64 = architecture === 'arm64';
  if (word !== undefined) {
    if (distribution === 'windows' && word === 'beanstalk-platform') return '64bit Windows Server 2022';
    return (isArm64 ? ARM64_EXAMPLES[word] : undefined) ?? EXAMPLES[word];
  }
  if (distribution === 'windows') return `{{resolve:ssm:${WINDOWS_PARAMETER}}}`;
  return `{{resolve:ssm:${PUBLIC_PARAMETER}${isArm64 ? 'arm64' : 'x86_64'}}}`;
}

/** What has EC2 asked about the image, for a CDK app. */
const LOOK_UP = "set 'imageLookups: true'";
const LOOK_UP_WHERE = `${LOOK_UP} in NitroStandard.enforce or nitro.json, so that EC2 is asked whether the image declares ENA`;

function unprovenRemedy(reason: UnprovenReason, image: ReportedImage): ImageRemedy {
  const { text, region, mayLookUp, isForNat, word, onArm64, verdict } = image;
  const isId = isImageId(text);
  const record = `cdk-nitro images record ${text} --region ${region ?? 'REGION'}`;
  const example = exampleImage(word, onArm64 ? { ...verdict, architecture: 'arm64' } : verdict);
  // A public image serves general use, and so does not take the place of every other.
  const publicImage = isForNat ? undefined : `use a public image, for example '${example}'`;
  const orPublic = isForNat ? [] : ['use a public image'];
  const first = (where: string): string[] => (mayLookUp ? [where] : []);
  switch (reason) {
    case 'notRecorded':
    case 'notFound':
      if (!isId) return { inMessage: 'correct its owner or name', inFix: 'correct the owner, the name or the filters of the look-up' };
      return {
        inMessage: listed([...first(LOOK_UP), 'record it', ...orPublic]),
        inFix: listed([...first(LOOK_UP_WHERE), `record it with '${record}'`, ...[publicImage ?? []].flat()]),
      };
    case 'lookedUp':
      return {
        inMessage: listed([...first(LOOK_UP), 'vouch for its owner and name in the policy', ...(isId ? ['record it'] : [])]),
        inFix: listed([
          ...first(LOOK_UP_WHERE),
          "vouch for its owner and name with a reason under 'imageStatements' in nitro.json",
          ...(isId ? [`record it with '${record}'`] : []),
        ]),
      };
    case 'lookupFailed':
      return {
        inMessage: 'synthesize with credentials that may describe images',
        inFix: `synthesize again with credentials that allow ec2:DescribeImages in ${region ?? 'its Region'}: the image itself may be ready`,
      };
    case 'declaresEna':
      return {
        inMessage: listed([...first(LOOK_UP), 'verify its NVMe driver and record that', ...orPublic]),
        inFix: listed([
          ...first(LOOK_UP_WHERE),
          `record that the image has the NVMe driver with '${record} --nvme-verified-by ...'`,
          ...[publicImage ?? []].flat(),
        ]),
      };
    case 'statementsLocked':
      return {
        inMessage: listed([...orPublic, 'use the recorded image of a publisher']).replace('or use', 'or'),
        inFix: `${listed([...[publicImage ?? []].flat(), 'record an image of a publisher'])}: no statement counts while the rule is locked`,
      };
    case 'notLookedUp':
      return withExample('synthesize again with credentials, so that the CDK looks it up');
    case 'ownParameter':
    case 'ownImage':
    case 'notInTable':
      return reason === 'ownParameter' || isVouchable(text)
        ? {
            inMessage: listed(['vouch for it in the policy', ...orPublic]),
            inFix: listed(["vouch for it with a reason under 'imageStatements' in nitro.json", ...[publicImage ?? []].flat()]),
          }
        : {
            inMessage: listed([...orPublic, 'exempt the finding']),
            inFix: listed([...[publicImage ?? []].flat(), 'exempt the finding with a reason']),
          };
  }
}

/** `a, b, or c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')}, or ${last}`;
}

/** Tells whether an image statement can name it: by a parameter's path or an account, which services' own words and products lack. */
function isVouchable(text: string): boolean {
  return text.startsWith('/') || /^(?:arn:[^:]+:imagebuilder:|\{\{resolve:|resolve:ssm:|ssm:)/.test(text);
}
