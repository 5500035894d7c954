import { AMAZON_LINUX_1_END, AMAZON_LINUX_2022, AMAZON_LINUX_2_END, AMAZON_LINUX_2_FOR_EKS_END } from './amazon-linux';
import type { PublicParameterRow } from './row';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html';
/** The page above as it was in 2020: it no longer names the first Amazon Linux. */
const ECS_AMAZON_LINUX_1 =
  'https://github.com/awsdocs/amazon-ecs-developer-guide/blob/295a968cf5b385e66f95c90c84651566d25c8119/doc_source/retrieve-ecs-optimized_AMI.md';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html';
/** The page above no longer names Amazon Linux 2. */
const EKS_AMAZON_LINUX_2 = 'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html';
const BOTTLEROCKET = 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html';

/** The distributions whose images carry the drivers, and since when. */
const DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/aws-nvme-drivers.html';

/** `recommended`, or the name of one image; any variants come before it, in any order. */
const VARIANT = '(?:(?:gpu|inf|neuron|kernel-[\\d.]+)/)*';
const ECS_NAME = '(?!(?:arm64|gpu|inf|neuron|kernel-[\\d.]+|image_id)(?:/|$))[\\w.-]+';
const ECS_VERSION = `/${VARIANT}(?:(?<folder>(?<architecture>arm64)/)${VARIANT})?${ECS_NAME}`;

const ECS_AMAZON_LINUX_2 = 'ecs/optimized-ami/amazon-linux-2';
const ECS_AMAZON_LINUX_2023 = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
const EKS_OPTIMIZED = 'eks/optimized-ami/(?<version>[\\d.]+)';
const EKS_AMAZON_LINUX_2023 = '/aws/service/eks/optimized-ami/$<version>/amazon-linux-2023';

const AMAZON_LINUX_2 = {
  member: 'image_id',
  distribution: 'amazon-linux',
  architecture: 'x86_64',
  keepsEth0: true,
  note: AMAZON_LINUX_2_END,
} as const satisfies Partial<PublicParameterRow>;
const AMAZON_LINUX_2_FOR_ECS = { ...AMAZON_LINUX_2, about: 'Amazon Linux 2 optimized for Amazon ECS', source: ECS } as const;
const AMAZON_LINUX_2_FOR_EKS = {
  ...AMAZON_LINUX_2,
  about: 'Amazon Linux 2 optimized for Amazon EKS',
  note: AMAZON_LINUX_2_FOR_EKS_END,
  source: EKS_AMAZON_LINUX_2,
} as const;

/** Images for hosts of containers. All of these parameters hold JSON, with the id in a member of its own. */
export const CONTAINERS: readonly PublicParameterRow[] = [
  {
    name: `ecs/optimized-ami/amazon-linux-2023${ECS_VERSION}`,
    member: 'image_id',
    about: 'Amazon Linux 2023 optimized for Amazon ECS',
    excludesA1: true,
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    source: ECS,
  },
  {
    // The page named it from 2022 to 2023.
    name: `ecs/optimized-ami/amazon-linux-2022${ECS_VERSION}`,
    member: 'image_id',
    about: 'Amazon Linux 2022 optimized for Amazon ECS, a preview of Amazon Linux 2023',
    excludesA1: true,
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    note: { kind: 'end-of-life' },
    replacement: `${ECS_AMAZON_LINUX_2023}/$<folder>recommended/image_id`,
    source: AMAZON_LINUX_2022,
  },
  {
    ...AMAZON_LINUX_2_FOR_ECS,
    name: `${ECS_AMAZON_LINUX_2}/(?:kernel-[\\d.]+/)?gpu/[\\w.-]+`,
    replacement: `${ECS_AMAZON_LINUX_2023}/gpu/recommended/image_id`,
  },
  {
    ...AMAZON_LINUX_2_FOR_ECS,
    name: `${ECS_AMAZON_LINUX_2}/(?:kernel-[\\d.]+/)?(?:inf|neuron)/[\\w.-]+`,
    replacement: `${ECS_AMAZON_LINUX_2023}/neuron/recommended/image_id`,
  },
  {
    ...AMAZON_LINUX_2_FOR_ECS,
    name: `${ECS_AMAZON_LINUX_2}${ECS_VERSION}`,
    replacement: `${ECS_AMAZON_LINUX_2023}/$<folder>recommended/image_id`,
  },
  {
    name: 'ecs/optimized-ami/amazon-linux/amzn-ami-201[0-7]\\.[\\w.-]+',
    member: 'image_id',
    about: 'an Amazon Linux AMI from before 2018.03, which may lack the ENA and NVMe drivers',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    keepsEth0: true,
    unready: 'tooOld',
    replacement: `${ECS_AMAZON_LINUX_2023}/recommended/image_id`,
    source: DRIVERS,
  },
  {
    name: 'ecs/optimized-ami/amazon-linux/(?!image_id)[\\w.-]+',
    member: 'image_id',
    about: 'Amazon Linux AMI 2018.03 optimized for Amazon ECS',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `${ECS_AMAZON_LINUX_2023}/recommended/image_id`,
    source: ECS_AMAZON_LINUX_1,
  },
  {
    name: 'eks/optimized-ami/[\\d.]+/amazon-linux-2023/(?<architecture>x86_64|arm64)/[a-z]+/[\\w.-]+',
    member: 'image_id',
    about: 'Amazon Linux 2023 optimized for Amazon EKS',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: EKS,
  },
  {
    ...AMAZON_LINUX_2_FOR_EKS,
    name: `${EKS_OPTIMIZED}/amazon-linux-2/[\\w.-]+`,
    replacement: `${EKS_AMAZON_LINUX_2023}/x86_64/standard/recommended/image_id`,
  },
  {
    ...AMAZON_LINUX_2_FOR_EKS,
    name: `${EKS_OPTIMIZED}/amazon-linux-2-(?<architecture>arm64)/[\\w.-]+`,
    replacement: `${EKS_AMAZON_LINUX_2023}/arm64/standard/recommended/image_id`,
  },
  {
    ...AMAZON_LINUX_2_FOR_EKS,
    name: `${EKS_OPTIMIZED}/amazon-linux-2-gpu/[\\w.-]+`,
    replacement: `${EKS_AMAZON_LINUX_2023}/x86_64/nvidia/recommended/image_id`,
  },
  {
    name: 'bottlerocket/aws-[\\w.-]+/(?<architecture>x86_64|arm64)/[\\w.-]+',
    member: 'image_id',
    about: 'Bottlerocket',
    distribution: 'bottlerocket',
    source: BOTTLEROCKET,
  },
];
