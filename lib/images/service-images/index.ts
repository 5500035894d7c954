import type { ImageJudgement } from '../image-judgement';
import { ImageTable } from '../image-row';
import { BATCH_IMAGE_TYPES, EKS_AMI_TYPES } from './containers';
import { IMAGE_BUILDER_IMAGES } from './image-builder';
import { BEANSTALK_SYSTEMS, CLOUD9_ALIASES, EMR_RELEASES } from './platforms';

const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html';
const BEANSTALK = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms.html';
const IMAGE_BUILDER = 'https://docs.aws.amazon.com/imagebuilder/latest/userguide/manage-recipes.html';

/** Every table of images that services name in words of their own, under the property that takes them. */
export const SERVICE_IMAGES = {
  'EKS AmiType': new ImageTable(EKS_AMI_TYPES),
  'Batch ImageType': new ImageTable(BATCH_IMAGE_TYPES),
  'Beanstalk platform': new ImageTable(BEANSTALK_SYSTEMS),
  'EMR ReleaseLabel': new ImageTable(EMR_RELEASES),
  'Cloud9 ImageId': new ImageTable(CLOUD9_ALIASES),
  'Image Builder image': new ImageTable(IMAGE_BUILDER_IMAGES),
} as const;

/** `AmiType` of an EKS nodegroup. */
export function judgeEksAmiType(amiType: string): ImageJudgement {
  if (amiType === 'CUSTOM') {
    return { readiness: 'unproven', reason: 'ownImage', source: EKS, text: 'whatever the launch template names' };
  }
  return SERVICE_IMAGES['EKS AmiType'].judge(amiType) ?? notInTable('AMI type of Amazon EKS', EKS);
}

/** `ImageType` in the `Ec2Configuration` of a Batch compute environment. */
export function judgeBatchImageType(imageType: string): ImageJudgement {
  const source = 'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html';
  return SERVICE_IMAGES['Batch ImageType'].judge(imageType) ?? notInTable('image type of AWS Batch', source);
}

/** `SolutionStackName` or `PlatformArn` of a Beanstalk environment: `64bit Amazon Linux 2023 v6.1.2 running Node.js 20`. */
export function judgeBeanstalkPlatform(platform: string): ImageJudgement {
  const [, stack] = /^(.+?) v\d[\w.]* running .+$/.exec(platform) ?? [];
  const [, arn] = /^arn:[\w-]+:elasticbeanstalk:[\w-]*::platform\/.+ running on (.+?)(?:\/[\d.]+)?$/.exec(platform) ?? [];
  if (/^arn:[\w-]+:elasticbeanstalk:[\w-]*:\d{12}:platform\//.test(platform)) {
    return { readiness: 'unproven', reason: 'ownImage', source: BEANSTALK, text: 'of a custom platform' };
  }
  return SERVICE_IMAGES['Beanstalk platform'].judge(stack ?? arn ?? platform) ?? notInTable('platform of Elastic Beanstalk', BEANSTALK);
}

/** `ReleaseLabel` of an EMR cluster without a custom AMI. */
export function judgeEmrRelease(label: string): ImageJudgement {
  const source = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-default-ami.html';
  const known = SERVICE_IMAGES['EMR ReleaseLabel'].judge(label) ?? notInTable('release of Amazon EMR', source);
  const isEarly = known.readiness === 'unproven' && /^emr-[45]\.\d+\.\d+$/.test(label);
  return isEarly ? { ...known, text: 'a release of Amazon EMR from before 5.30, on the first Amazon Linux in one of its versions' } : known;
}

/** An alias in `ImageId` of a Cloud9 environment. */
export function judgeCloud9Alias(alias: string): ImageJudgement {
  const source = 'https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html';
  return SERVICE_IMAGES['Cloud9 ImageId'].judge(alias) ?? notInTable('image alias of AWS Cloud9', source);
}

/** The ARN of an image of Image Builder, with `x.x.x` or a version. */
export function judgeImageBuilderImage(arn: string): ImageJudgement {
  const [, account = '', name = ''] = /^arn:[\w-]+:imagebuilder:[^:]*:([^:]*):image\/([^/]+)(?:\/.*)?$/.exec(arn) ?? [];
  if (/^\d{12}$/.test(account)) {
    return { readiness: 'unproven', reason: 'ownImage', source: IMAGE_BUILDER, text: `built by the account ${account}` };
  }
  const judgement = account.startsWith('aws') ? SERVICE_IMAGES['Image Builder image'].judge(name) : undefined;
  return judgement ?? notInTable('image that Amazon manages in Image Builder', IMAGE_BUILDER);
}

function notInTable(what: string, source: string): ImageJudgement {
  return { readiness: 'unproven', reason: 'notInTable', source, text: `no ${what} that is known` };
}
