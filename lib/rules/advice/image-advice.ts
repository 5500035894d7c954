import type { ImageVerdict, UnprovenReason } from '../../images/image-verdict';
import type { ImageWord } from '../../launch/sites';

const PUBLIC_PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';
const WINDOWS_PARAMETER = '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base';

/** A ready image in the words of the property it is for: for x86_64, or for whatever the types are. */
const EXAMPLES: Readonly<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_x86_64_STANDARD',
  'batch-image-type': 'ECS_AL2023',
  'beanstalk-platform': '64bit Amazon Linux 2023',
  'emr-release': 'emr-7.9.0',
  'cloud9-image': 'amazonlinux-2023-x86_64',
  'image-builder-image': `ssm:${PUBLIC_PARAMETER}x86_64`,
};

/** The same for arm64, where that is another. */
const ARM64_EXAMPLES: Partial<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_ARM_64_STANDARD',
  'image-builder-image': `ssm:${PUBLIC_PARAMETER}arm64`,
};

/** What somebody writes where an image is wanted. */
interface Written {
  readonly text: string;
  readonly verdict: ImageVerdict;
  readonly word: ImageWord | undefined;
  /** Where it is launched, if that is known. */
  readonly region: string | undefined;
  /** It is launched on arm64 only. */
  readonly onArm64: boolean;
}

/** What an example has to fit. */
type Wanted = Pick<ImageVerdict, 'architecture' | 'distribution'>;

/** What to do about an image that is not ready or not proven: short, for a message, without a full stop. */
export function remedyFor({ text, verdict, word, region, onArm64 }: Written): string {
  const { readiness, reason, replacement } = verdict;
  const example = `for example '${exampleOf(word, onArm64 ? { ...verdict, architecture: 'arm64' } : verdict)}'`;
  if (readiness === 'unproven') return unprovenRemedy(reason, text, `take a public one, ${example}`, region);
  if (reason === 'enaDisabled') return `create it anew with the ENA driver and EnaSupport, or use another image, ${example}`;
  if (replacement !== undefined) return `use '${replacement}'`;
  // It has the drivers: what takes its place has to be for the same use, and only a service's own word says for which.
  if (readiness === 'ready') return `use a newer image of its kind${word === undefined ? '' : `, ${example}`}`;
  return `use an image with the ENA and NVMe drivers, ${example}`;
}

/** A ready image of the same architecture. Never an id: those grow old, and hold for one Region. */
export function exampleOf(word: ImageWord | undefined, { architecture, distribution }: Wanted): string {
  const isArm64 = architecture === 'arm64';
  if (word !== undefined) {
    if (distribution === 'windows' && word === 'beanstalk-platform') return '64bit Windows Server 2022';
    return (isArm64 ? ARM64_EXAMPLES[word] : undefined) ?? EXAMPLES[word];
  }
  if (distribution === 'windows') return `{{resolve:ssm:${WINDOWS_PARAMETER}}}`;
  return `{{resolve:ssm:${PUBLIC_PARAMETER}${isArm64 ? 'arm64' : 'x86_64'}}}`;
}

function unprovenRemedy(reason: UnprovenReason, text: string, instead: string, region: string | undefined): string {
  const record = `cdk-nitro images record ${text} --region ${region ?? 'REGION'}`;
  switch (reason) {
    case 'notRecorded':
    case 'notFound':
      return `record what EC2 says of it with '${record}', or ${instead}`;
    case 'declaresEna':
      return `see that the image has the NVMe driver and record that with '${record} --nvme-verified-by ...', or ${instead}`;
    case 'notLookedUp':
      return 'synthesize again with credentials, so that the CDK looks it up';
    case 'ownParameter':
    case 'ownImage':
    case 'notInTable':
      return reason === 'ownParameter' || isVouchable(text)
        ? `vouch for it with a reason under 'imageStatements' in nitro.json, or ${instead}`
        : `${instead}, or exempt the finding with a reason`;
  }
}

/** A statement goes by the path of a parameter or by an account: a service's own words, and products, have neither. */
function isVouchable(text: string): boolean {
  return text.startsWith('/') || /^(?:arn:[^:]+:imagebuilder:|\{\{resolve:|resolve:ssm:|ssm:)/.test(text);
}
