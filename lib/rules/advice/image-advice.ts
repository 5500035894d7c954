import type { ImageVerdict, UnprovenReason } from '../../images/image-verdict';
import { isImageId } from '../../images/image-reference';
import type { ImageWord } from '../../launch/sites';
import type { Spelling } from './spelling';

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

/** An image with the driver of AWS Neuron. Source: https://awsdocs-neuron.readthedocs-hosted.com/en/latest/dlami/index.html */
const NEURON_PARAMETER = '/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id';

const NEURON_EXAMPLES: Partial<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_x86_64_NEURON',
};

/** An image in a template, with its verdict. */
interface ReportedImage {
  readonly text: string;
  readonly verdict: ImageVerdict;
  readonly word: ImageWord | undefined;
  /** The Region of the launch; undefined if unknown. */
  readonly region: string | undefined;
  /** The common demand of its types, if they have one. */
  readonly suits: ImageSuits | undefined;
  readonly spelling: Spelling;
  /** The image is for a NAT instance. No image for general use is. */
  readonly isForNat: boolean;
  /** The policy may have the CDK look it up: it is in a CDK app, and the look-up is neither forbidden nor done. */
  readonly mayLookUp: boolean;
  /** The policy takes settings in the code of an app. */
  readonly policyIsInCode: boolean;
}

/** The common demand of all types of a launch on their image. `neuron`: the driver of Inf and Trn types, which are x86_64. */
export type ImageSuits = 'arm64' | 'neuron';

/** The properties that an example must have. */
type Wanted = Pick<ImageVerdict, 'architecture' | 'distribution'>;

/** The remedy for an image, without a full stop. */
export interface ImageRemedy {
  readonly inMessage: string;
  /** The details that the message omits: the command to run, and an example. */
  readonly details: string;
  /** The image may stay as it is. */
  readonly keepsImage?: true;
}

/** Advises on an image that is not ready, not proven or about to end. */
export function imageRemedy(image: ReportedImage): ImageRemedy {
  const { verdict, word, suits, spelling, isForNat } = image;
  const { readiness, reason, replacement } = verdict;
  const example = spelling.image(exampleImage(word, verdict, suits), word);
  if (readiness === 'unproven') return unprovenRemedy(reason, image, isForNat ? '' : publicImage(example));
  if (reason === 'failedProbe') {
    const prove = "'cdk-nitro images probe' and 'cdk-nitro images prove' do the latter";
    return {
      inMessage: 'fix it, build it again and prove the new image, or use another image',
      details: sentences(prove, isForNat ? '' : publicImage(example)),
    };
  }
  if (isForNat) return natRemedy(verdict);
  if (reason === 'enaDisabled') {
    return { inMessage: 're-create it with the ENA driver and EnaSupport, or use another image', details: publicImage(example) };
  }
  if (replacement !== undefined) {
    const suited = suits === 'neuron' ? neuronImage(replacement, word) : replacement;
    return { inMessage: `use ${spelling.image(suited, word)}`, details: '' };
  }
  // The image has the drivers, so its successor must serve the same use. Only a service's own word shows that use.
  if (readiness === 'ready')
    return { inMessage: 'use a newer image of its kind', details: word === undefined ? '' : `for example ${example}` };
  return { inMessage: 'use an image with the ENA and NVMe drivers', details: `for example ${example}` };
}

/** Advises on the image of a NAT instance. In the CDK, NatProvider.instanceV2 has one that is public, and configures it. */
function natRemedy({ readiness, reason }: ImageVerdict): ImageRemedy {
  const image = readiness === 'ready' ? 'a newer NAT image of its kind' : 'a NAT image with the ENA and NVMe drivers';
  const remedy = reason === 'enaDisabled' ? `re-create it with the ENA driver and EnaSupport, or use ${image}` : `use ${image}`;
  return { inMessage: remedy, details: 'in the CDK, NatProvider.instanceV2 has one' };
}

function publicImage(example: string): string {
  return `an example of a public image is ${example}`;
}

/** Returns the publisher's image with the driver of AWS Neuron, if there is one; otherwise the image itself. */
function neuronImage(image: string, word: ImageWord | undefined): string {
  if (word !== undefined) return NEURON_EXAMPLES[word] ?? image;
  if (image.startsWith('/aws/service/ami-amazon-linux-latest/')) return NEURON_PARAMETER;
  // ECS has a folder for each driver, EKS a variant.
  return image
    .replace(/^(\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\/)(?:gpu\/)?(?=recommended)/, '$1neuron/')
    .replace(/^(\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2023\/x86_64\/)(?:standard|nvidia)\//, '$1neuron/');
}

/** Returns a ready image of the same architecture. Never an id: ids grow old, and are valid in one Region only. */
export function exampleImage(word: ImageWord | undefined, { architecture, distribution }: Wanted, suits?: ImageSuits): string {
  const isArm64 = architecture === 'arm64' || suits === 'arm64';
  if (suits === 'neuron' && distribution !== 'windows') {
    const neuron = word === undefined ? `{{resolve:ssm:${NEURON_PARAMETER}}}` : NEURON_EXAMPLES[word];
    if (neuron !== undefined) return neuron;
  }
  if (word !== undefined) {
    if (distribution === 'windows' && word === 'beanstalk-platform') return '64bit Windows Server 2022';
    return (isArm64 ? ARM64_EXAMPLES[word] : undefined) ?? EXAMPLES[word];
  }
  if (distribution === 'windows') return `{{resolve:ssm:${WINDOWS_PARAMETER}}}`;
  return `{{resolve:ssm:${PUBLIC_PARAMETER}${isArm64 ? 'arm64' : 'x86_64'}}}`;
}

/** The setting with which EC2 is asked about the image, for a CDK app. */
const LOOK_UP = "set 'imageLookups: true'";
const LOOK_UP_WHERE =
  'NitroStandard.enforce and nitro.json take imageLookups, with which synthesis asks EC2 whether the image declares ENA';

/** @param example a public image; empty if none serves, as for a NAT instance */
function unprovenRemedy(reason: UnprovenReason, { text, region, mayLookUp, policyIsInCode }: ReportedImage, example: string): ImageRemedy {
  const isId = isImageId(text);
  const record = `cdk-nitro images record ${text} --region ${region ?? 'REGION'}`;
  const orPublic = example === '' ? [] : ['use a public image'];
  const [lookUp, where] = mayLookUp ? [[LOOK_UP], LOOK_UP_WHERE] : [[], ''];
  switch (reason) {
    case 'notRecorded':
    case 'notFound':
      if (!isId) return { inMessage: 'correct its owner or name', details: 'the filters of the look-up count as well' };
      return { inMessage: listed([...lookUp, 'record it', ...orPublic]), details: sentences(where, `run '${record}'`, example) };
    case 'lookedUp':
      return {
        inMessage: listed([...lookUp, 'vouch for its owner and name in the policy', ...(isId ? ['record it'] : [])]),
        details: sentences(where, where === '' ? statement(policyIsInCode) : STATEMENT_BESIDE, isId ? `run '${record}'` : ''),
      };
    case 'lookupFailed':
      return {
        inMessage: 'synthesize with credentials that can describe images',
        details: `they need ec2:DescribeImages in ${region ?? 'its Region'}: the image itself may be ready`,
        keepsImage: true,
      };
    case 'declaresEna':
      return {
        inMessage: listed([...lookUp, 'verify its NVMe driver and record that', ...orPublic]),
        details: sentences(where, `run '${record} --nvme-verified-by ...'`, example),
      };
    case 'statementsLocked':
      return {
        inMessage: listed([...orPublic, 'use the recorded image of a publisher']).replace('or use', 'or'),
        details: sentences('no statement counts while the rule is locked', example),
      };
    case 'proofDemanded':
      return proofRemedy(text, example, region);
    case 'notLookedUp':
      return { inMessage: 'synthesize again with credentials, so that the CDK looks it up', details: '', keepsImage: true };
    case 'ownParameter':
    case 'ownImage':
    case 'notInTable':
      return reason === 'ownParameter' || isVouchable(text)
        ? { inMessage: listed(['vouch for it in the policy', ...orPublic]), details: sentences(statement(policyIsInCode), example) }
        : { inMessage: listed([...orPublic, 'exempt the finding with a reason']), details: example };
  }
}

/** The place of a statement, after the place of `imageLookups` in a message. */
const STATEMENT_BESIDE = "a statement with a reason belongs under 'imageStatements' beside it";

/** Names the place of a statement. */
function statement(policyIsInCode: boolean): string {
  const where = policyIsInCode ? "'imageStatements', which NitroStandard.enforce and nitro.json take" : "'imageStatements' in nitro.json";
  return `a statement with a reason belongs under ${where}`;
}

function sentences(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('; ');
}

/** `a, b, or c`. */
function listed(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')}, or ${last}`;
}

/** Advises how to prove an image. Only the record of an id can hold a probe. */
function proofRemedy(text: string, example: string, region = 'REGION'): ImageRemedy {
  const orPublic = example === '' ? '' : ', or use a public image';
  const prove = "with 'cdk-nitro images probe' and 'cdk-nitro images prove'";
  const record = (id: string): string =>
    `run the probe's script on the image, then 'cdk-nitro images prove ${id} --region ${region} --from FILE'`;
  if (isImageId(text)) return { inMessage: `prove it ${prove}${orPublic}`, details: sentences(record(text), example) };
  return {
    inMessage: `let synthesis look up the image id and prove that image ${prove}${orPublic}`,
    details: sentences('ec2.MachineImage.fromSsmParameter looks it up with cachedInContext', record('ID'), example),
  };
}

/** Tells whether an image statement can name it by a parameter's path or an account. Services' own words and products have neither. */
function isVouchable(text: string): boolean {
  return text.startsWith('/') || /^(?:arn:[^:]+:imagebuilder:|\{\{resolve:|resolve:ssm:|ssm:)/.test(text);
}
