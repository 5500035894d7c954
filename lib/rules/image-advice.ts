import type { ImageJudgement, UnprovenReason } from '../images/image-judgement';
import type { ImageWord } from '../template/launch-sites';

const PUBLIC_PARAMETER = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-';

/** A ready image in the words of the property it is for. */
const EXAMPLES: Readonly<Record<ImageWord, string>> = {
  'eks-ami-type': 'AL2023_x86_64_STANDARD',
  'batch-image-type': 'ECS_AL2023',
  'beanstalk-platform': '64bit Amazon Linux 2023',
  'emr-release': 'emr-7.9.0',
  'cloud9-image': 'amazonlinux-2023-x86_64',
  'image-builder-image': `ssm:${PUBLIC_PARAMETER}x86_64`,
};

/** What somebody writes where an image is wanted. */
interface Written {
  readonly text: string;
  readonly judgement: ImageJudgement;
}

/** What to do about an image that is not ready or not proven: short, for a message, without a full stop. */
export function remedyFor({ text, judgement }: Written, word: ImageWord | undefined, region: string | undefined): string {
  const { readiness, reason, replacement } = judgement;
  if (readiness === 'unproven') return unprovenRemedy(reason, text, word, region);
  const instead = replacement === undefined ? `, for example '${exampleOf(word, judgement)}'` : ` '${asWritten(replacement, text)}'`;
  if (reason === 'enaDisabled') return `create it anew with the ENA driver and EnaSupport, or use another image${instead}`;
  if (replacement !== undefined) return `use${instead}`;
  // It has the drivers: what takes its place has to be for the same use, and only a service's own word says for which.
  if (readiness === 'ready') return `use a newer image of its kind${word === undefined ? '' : instead}`;
  return `use an image with the ENA and NVMe drivers${instead}`;
}

/** A ready image of the same architecture. Never an id: those grow old, and hold for one Region. */
export function exampleOf(word: ImageWord | undefined, { architecture }: Pick<ImageJudgement, 'architecture'> = {}): string {
  return word === undefined ? `{{resolve:ssm:${PUBLIC_PARAMETER}${architecture === 'arm64' ? 'arm64' : 'x86_64'}}}` : EXAMPLES[word];
}

function unprovenRemedy(reason: UnprovenReason, text: string, word: ImageWord | undefined, region: string | undefined): string {
  const instead = `take a public one, for example '${exampleOf(word)}'`;
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
      return `vouch for it with a reason under 'imageStatements' in nitro.json, or ${instead}`;
  }
}

/** A parameter is known by its path alone where a template names it so. */
function asWritten(replacement: string, text: string): string {
  return text.startsWith('/') ? replacement.replace(/^\{\{resolve:ssm:(.*)\}\}$/, '$1') : replacement;
}
