import type { ImageVerdict } from '../image-verdict';
import { ImageTable } from '../image-row';
import { BATCH_IMAGE_TYPES, EKS_AMI_TYPES } from './containers';
import { IMAGE_BUILDER_IMAGES } from './image-builder';
import { BEANSTALK_SYSTEMS, CLOUD9_ALIASES, EMR_IMAGES } from './platforms';

const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html';
const BEANSTALK = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/custom-platforms.html';
const IMAGE_BUILDER = 'https://docs.aws.amazon.com/imagebuilder/latest/userguide/manage-recipes.html';

/** Every table of images that services name in words of their own, under the property that takes them. */
export const SERVICE_IMAGES = {
  'EKS AmiType': new ImageTable(EKS_AMI_TYPES),
  'Batch ImageType': new ImageTable(BATCH_IMAGE_TYPES),
  'Beanstalk platform': new ImageTable(BEANSTALK_SYSTEMS),
  'EMR ReleaseLabel': new ImageTable(EMR_IMAGES),
  'Cloud9 ImageId': new ImageTable(CLOUD9_ALIASES),
  'Image Builder image': new ImageTable(IMAGE_BUILDER_IMAGES),
} as const;

/** `AmiType` of an EKS nodegroup. */
export function judgeEksAmiType(amiType: string): ImageVerdict {
  if (amiType === 'CUSTOM') {
    return { readiness: 'unproven', reason: 'ownImage', source: EKS, text: 'the image of the launch template' };
  }
  return SERVICE_IMAGES['EKS AmiType'].verdictOf(amiType) ?? notInTable('an AMI type of Amazon EKS', EKS);
}

/** `ImageType` in the `Ec2Configuration` of a Batch compute environment. */
export function judgeBatchImageType(imageType: string): ImageVerdict {
  const source = 'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html';
  return SERVICE_IMAGES['Batch ImageType'].verdictOf(imageType) ?? notInTable('an image type of AWS Batch', source);
}

/** `SolutionStackName` or `PlatformArn` of a Beanstalk environment: `64bit Amazon Linux 2023 v6.1.2 running Node.js 20`. */
export function judgeBeanstalkPlatform(platform: string): ImageVerdict {
  const [, stack] = /^(.+?) v\d[\w.]* running .+$/.exec(platform) ?? [];
  const [, arn] = /^arn:[\w-]+:elasticbeanstalk:[\w-]*::platform\/.+ running on (.+?)(?:\/[\d.]+)?$/.exec(platform) ?? [];
  if (/^arn:[\w-]+:elasticbeanstalk:[\w-]*:\d{12}:platform\//.test(platform)) {
    return { readiness: 'unproven', reason: 'ownImage', source: BEANSTALK, text: 'of a custom platform' };
  }
  return (
    SERVICE_IMAGES['Beanstalk platform'].verdictOf(stack ?? arn ?? platform) ?? notInTable('a platform of Elastic Beanstalk', BEANSTALK)
  );
}

/** `ReleaseLabel` of an EMR cluster without a custom AMI. */
export function judgeEmrRelease(label: string): ImageVerdict {
  const source = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-default-ami.html';
  return SERVICE_IMAGES['EMR ReleaseLabel'].verdictOf(label.replace(/^(?=\d)/, 'emr-')) ?? notInTable('a release of Amazon EMR', source);
}

/** An alias in `ImageId` of a Cloud9 environment. */
export function judgeCloud9Alias(alias: string): ImageVerdict {
  const source = 'https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html';
  return SERVICE_IMAGES['Cloud9 ImageId'].verdictOf(alias) ?? notInTable('an image alias of AWS Cloud9', source);
}

/** The ARN of an image of Image Builder, with `x.x.x` or a version. */
export function judgeImageBuilderImage(arn: string): ImageVerdict {
  const [, account = '', name = ''] = /^arn:[\w-]+:imagebuilder:[^:]*:([^:]*):image\/([^/]+)(?:\/.*)?$/.exec(arn) ?? [];
  if (/^\d{12}$/.test(account)) {
    return { readiness: 'unproven', reason: 'ownImage', source: IMAGE_BUILDER, text: `built by the account ${account}` };
  }
  const verdict = account.startsWith('aws') ? SERVICE_IMAGES['Image Builder image'].verdictOf(name) : undefined;
  return verdict ?? notInTable('an image that Amazon manages in Image Builder', IMAGE_BUILDER);
}

function notInTable(what: string, source: string): ImageVerdict {
  return { readiness: 'unproven', reason: 'notInTable', source, text: `${what} that is not in the table of cdk-nitro` };
}
