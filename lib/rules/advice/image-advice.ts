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
export function imageRemedy({ text, verdict, word, region, onArm64 }: ReportedImage): ImageRemedy {
  const { readiness, reason, replacement } = verdict;
  const example = `, for example '${exampleImage(word, onArm64 ? { ...verdict, architecture: 'arm64' } : verdict)}'`;
  if (readiness === 'unproven') return unprovenRemedy(reason, text, example, region);
  if (reason === 'failedProbe') {
    return {
      inMessage: 'mend it, build it again and prove the new image, or use another image',
      inFix: `mend what the probe names, build the image again and prove the new one with 'cdk-nitro images probe' and 'images prove', or use another image${example}`,
    };
  }
  if (reason === 'enaDisabled') return withExample('re-create it with the ENA driver and EnaSupport, or use another image', example);
  if (replacement !== undefined) return withExample(`use '${replacement}'`);
  // The image has the drivers, so its successor has to serve the same use, which only a service's own word tells.
  if (readiness === 'ready') return withExample('use a newer image of its kind', word === undefined ? '' : example);
  return withExample('use an image with the ENA and NVMe drivers', example);
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

function unprovenRemedy(reason: UnprovenReason, text: string, example: string, region: string | undefined): ImageRemedy {
  const record = `cdk-nitro images record ${text} --region ${region ?? 'REGION'}`;
  const publicImage = `use a public image${example}`;
  switch (reason) {
    case 'notRecorded':
    case 'notFound':
      return { inMessage: 'record it, or use a public image', inFix: `record it with '${record}', or ${publicImage}` };
    case 'declaresEna':
      return {
        inMessage: 'verify its NVMe driver and record that, or use a public image',
        inFix: `record that the image has the NVMe driver with '${record} --nvme-verified-by ...', or ${publicImage}`,
      };
    case 'statementsLocked':
      return {
        inMessage: 'use a public image, or the recorded image of a publisher',
        inFix: `${publicImage}, or record an image of a publisher: no statement counts while the rule is locked`,
      };
    case 'proofDemanded':
      return proofRemedy(text, publicImage, region);
    case 'notLookedUp':
      return withExample('synthesize again with credentials, so that the CDK looks it up');
    case 'ownParameter':
    case 'ownImage':
    case 'notInTable':
      return reason === 'ownParameter' || isVouchable(text)
        ? {
            inMessage: 'vouch for it in the policy, or use a public image',
            inFix: `vouch for it with a reason under 'imageStatements' in nitro.json, or ${publicImage}`,
          }
        : {
            inMessage: 'use a public image, or exempt the finding',
            inFix: `${publicImage}, or exempt the finding with a reason`,
          };
  }
}

/** Advises how to prove an image. Only the record of an id can hold a probe. */
function proofRemedy(text: string, publicImage: string, region: string | undefined): ImageRemedy {
  const prove = `run the script of 'cdk-nitro images probe' on the image, and record its result with 'cdk-nitro images prove`;
  if (isImageId(text)) {
    return {
      inMessage: "prove it with 'cdk-nitro images probe' and 'cdk-nitro images prove', or use a public image",
      inFix: `${prove} ${text} --region ${region ?? 'REGION'} --from FILE', or ${publicImage}`,
    };
  }
  return {
    inMessage:
      "let synthesis look up the image id and prove that image with 'cdk-nitro images probe' and 'cdk-nitro images prove', or use a public image",
    inFix: `look up the image id at synthesis, as ec2.MachineImage.fromSsmParameter with cachedInContext does, ${prove} ID --region ${region ?? 'REGION'} --from FILE', or ${publicImage}`,
  };
}

/** Tells whether an image statement can name it: by a parameter's path or an account, which services' own words and products lack. */
function isVouchable(text: string): boolean {
  return text.startsWith('/') || /^(?:arn:[^:]+:imagebuilder:|\{\{resolve:|resolve:ssm:|ssm:)/.test(text);
}
