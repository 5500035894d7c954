import { AMAZON_LINUX_1_END, AMAZON_LINUX_2_END } from './amazon-linux';
import type { PublicParameterRow } from './row';

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html';
const BOTTLEROCKET = 'https://bottlerocket.dev/en/os/latest/#/install/quickstart/';

/** `recommended`, or the name of one image; any variants come before it, in any order. */
const VARIANT = '(?:(?:gpu|inf|neuron|kernel-[\\d.]+)/)*';
const ECS_VERSION = `/${VARIANT}(?:(?<architecture>arm64)/${VARIANT})?(?!(?:arm64|gpu|inf|neuron|kernel-[\\d.]+)(?:/|$))[\\w.-]+`;

/** Images for hosts of containers. All of these parameters hold JSON, with the id in a member of its own. */
export const CONTAINERS: readonly PublicParameterRow[] = [
  {
    name: `ecs/optimized-ami/amazon-linux-2023${ECS_VERSION}`,
    member: 'image_id',
    about: 'Amazon Linux 2023 optimized for Amazon ECS',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    source: ECS,
  },
  {
    name: `ecs/optimized-ami/amazon-linux-2${ECS_VERSION}`,
    member: 'image_id',
    about: 'Amazon Linux 2 optimized for Amazon ECS',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    note: AMAZON_LINUX_2_END,
    source: ECS,
  },
  {
    name: 'ecs/optimized-ami/amazon-linux/[\\w.-]+',
    member: 'image_id',
    about: 'Amazon Linux AMI 2018.03 optimized for Amazon ECS',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    note: AMAZON_LINUX_1_END,
    replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
    source: ECS,
  },
  {
    name: 'eks/optimized-ami/[\\d.]+/amazon-linux-2023/(?<architecture>x86_64|arm64)/[a-z]+/[\\w.-]+',
    member: 'image_id',
    about: 'Amazon Linux 2023 optimized for Amazon EKS',
    distribution: 'amazon-linux',
    source: EKS,
  },
  {
    name: 'eks/optimized-ami/[\\d.]+/amazon-linux-2(?:-(?<architecture>arm64)|-gpu)?/[\\w.-]+',
    member: 'image_id',
    about: 'Amazon Linux 2 optimized for Amazon EKS',
    distribution: 'amazon-linux',
    architecture: 'x86_64',
    note: AMAZON_LINUX_2_END,
    source: EKS,
  },
  {
    name: 'bottlerocket/aws-[\\w.-]+/(?<architecture>x86_64|arm64)/[\\w.-]+',
    member: 'image_id',
    about: 'Bottlerocket',
    distribution: 'bottlerocket',
    source: BOTTLEROCKET,
  },
];
