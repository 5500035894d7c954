import type { ImageVerdict, UnprovenReason } from '../../images/image-verdict';
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

/** An image as the template names it, and its verdict. */
interface ReportedImage {
  readonly text: string;
  readonly verdict: ImageVerdict;
  readonly word: ImageWord | undefined;
  /** Where it is launched; undefined where that is unknown. */
  readonly region: string | undefined;
  /** What its types demand of it, where they all demand the same. */
  readonly suits: ImageSuits | undefined;
  readonly spelling: Spelling;
}

/** What all types of a launch demand of its image. `neuron`: the driver of Inf and Trn types, which are x86_64. */
export type ImageSuits = 'arm64' | 'neuron';

/** What an example has to suit. */
type Wanted = Pick<ImageVerdict, 'architecture' | 'distribution'>;

/** What to do about an image, without a full stop. */
export interface ImageRemedy {
  readonly inMessage: string;
  /** What the message does not say: the command to run, and an example. */
  readonly details: string;
}

/** Advises what to do about an image that is not ready, not proven or about to go. */
export function imageRemedy({ text, verdict, word, region, suits, spelling }: ReportedImage): ImageRemedy {
  const { readiness, reason, replacement } = verdict;
  const example = spelling.image(exampleImage(word, verdict, suits), word);
  if (readiness === 'unproven') return unprovenRemedy(reason, text, publicImage(example), region);
  if (reason === 'enaDisabled') {
    return { inMessage: 're-create it with the ENA driver and EnaSupport, or use another image', details: publicImage(example) };
  }
  if (replacement !== undefined) {
    const suited = suits === 'neuron' ? neuronImage(replacement, word) : replacement;
    return { inMessage: `use ${spelling.image(suited, word)}`, details: '' };
  }
  // The image has the drivers, so its successor has to serve the same use, which only a service's own word tells.
  if (readiness === 'ready')
    return { inMessage: 'use a newer image of its kind', details: word === undefined ? '' : `for example ${example}` };
  return { inMessage: 'use an image with the ENA and NVMe drivers', details: `for example ${example}` };
}

function publicImage(example: string): string {
  return `a public image is, for example, ${example}`;
}

/** Returns the image of the same publisher with the driver of AWS Neuron, as far as there is one. */
function neuronImage(image: string, word: ImageWord | undefined): string {
  if (word !== undefined) return NEURON_EXAMPLES[word] ?? image;
  if (image.startsWith('/aws/service/ami-amazon-linux-latest/')) return NEURON_PARAMETER;
  // ECS has a folder for each driver, EKS a variant.
  return image
    .replace(/^(\/aws\/service\/ecs\/optimized-ami\/amazon-linux-2023\/)(?:gpu\/)?(?=recommended)/, '$1neuron/')
    .replace(/^(\/aws\/service\/eks\/optimized-ami\/[^/]+\/amazon-linux-2023\/x86_64\/)(?:standard|nvidia)\//, '$1neuron/');
}

/** Returns a ready image of the same architecture. Never an id: those grow old, and hold for one Region. */
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

function unprovenRemedy(reason: UnprovenReason, text: string, example: string, region: string | undefined): ImageRemedy {
  const record = `cdk-nitro images record ${text} --region ${region ?? 'REGION'}`;
  switch (reason) {
    case 'notRecorded':
    case 'notFound':
      return { inMessage: 'record it, or use a public image', details: `run '${record}'; ${example}` };
    case 'declaresEna':
      return {
        inMessage: 'verify its NVMe driver and record that, or use a public image',
        details: `run '${record} --nvme-verified-by ...'; ${example}`,
      };
    case 'statementsLocked':
      return {
        inMessage: 'use a public image, or the recorded image of a publisher',
        details: `no statement counts while the rule is locked; ${example}`,
      };
    case 'notLookedUp':
      return { inMessage: 'synthesize again with credentials, so that the CDK looks it up', details: '' };
    case 'ownParameter':
    case 'ownImage':
    case 'notInTable':
      return reason === 'ownParameter' || isVouchable(text)
        ? {
            inMessage: 'vouch for it in the policy, or use a public image',
            details: `a statement with a reason belongs under 'imageStatements' in nitro.json; ${example}`,
          }
        : { inMessage: 'use a public image, or exempt the finding with a reason', details: example };
  }
}

/** Tells whether an image statement can name it: by a parameter's path or an account, which services' own words and products lack. */
function isVouchable(text: string): boolean {
  return text.startsWith('/') || /^(?:arn:[^:]+:imagebuilder:|\{\{resolve:|resolve:ssm:|ssm:)/.test(text);
}
