import type { ImageRow } from '../image-row';
import type { ImageNote } from '../image-verdict';
import { AMAZON_LINUX_1_END, AMAZON_LINUX_2_END, AMAZON_LINUX_2_FOR_EKS_END } from '../public-parameters/amazon-linux';

const EKS = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html';
const BATCH = 'https://docs.aws.amazon.com/batch/latest/APIReference/API_Ec2Configuration.html';

const AMAZON_LINUX = { distribution: 'amazon-linux' } as const;

/** `AmiType` of an EKS nodegroup. `CUSTOM` is not here: the launch template names that image. */
export const EKS_AMI_TYPES: readonly ImageRow[] = [
  {
    ...AMAZON_LINUX,
    name: 'AL2023_x86_64_[A-Z]+',
    about: 'Amazon Linux 2023 optimized for Amazon EKS',
    excludesA1: true,
    architecture: 'x86_64',
    source: EKS,
  },
  {
    ...AMAZON_LINUX,
    name: 'AL2023_ARM_64_[A-Z]+',
    about: 'Amazon Linux 2023 optimized for Amazon EKS',
    excludesA1: true,
    architecture: 'arm64',
    source: EKS,
  },
  {
    ...AMAZON_LINUX,
    name: 'AL2_x86_64',
    about: 'Amazon Linux 2 optimized for Amazon EKS',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_2_FOR_EKS_END,
    replacement: 'AL2023_x86_64_STANDARD',
    source: EKS,
  },
  {
    ...AMAZON_LINUX,
    name: 'AL2_x86_64_GPU',
    about: 'Amazon Linux 2 optimized for Amazon EKS, with drivers for GPUs',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_2_FOR_EKS_END,
    replacement: 'AL2023_x86_64_NVIDIA',
    source: EKS,
  },
  {
    ...AMAZON_LINUX,
    name: 'AL2_ARM_64',
    about: 'Amazon Linux 2 optimized for Amazon EKS',
    architecture: 'arm64',
    keepsEth0: true,
    note: AMAZON_LINUX_2_FOR_EKS_END,
    replacement: 'AL2023_ARM_64_STANDARD',
    source: EKS,
  },
  {
    name: 'BOTTLEROCKET_x86_64(?:_[A-Z_]+)?',
    about: 'Bottlerocket',
    distribution: 'bottlerocket',
    architecture: 'x86_64',
    source: EKS,
  },
  { name: 'BOTTLEROCKET_ARM_64(?:_[A-Z_]+)?', about: 'Bottlerocket', distribution: 'bottlerocket', architecture: 'arm64', source: EKS },
  {
    name: 'WINDOWS_(?:CORE|FULL)_2025_x86_64',
    about: 'Windows Server 2025 optimized for Amazon EKS, which boots by UEFI',
    distribution: 'windows',
    architecture: 'x86_64',
    bootMode: 'uefi',
    source: EKS,
  },
  {
    name: 'WINDOWS_(?:CORE|FULL)_\\d{4}_x86_64',
    about: 'Windows Server optimized for Amazon EKS',
    distribution: 'windows',
    architecture: 'x86_64',
    source: EKS,
  },
];

/** `ImageType` of a Batch compute environment's `Ec2Configuration`; Batch takes the architecture that fits the instance types. */
export const BATCH_IMAGE_TYPES: readonly ImageRow[] = [
  {
    ...AMAZON_LINUX,
    // Amazon ECS has no image with drivers for GPUs for Graviton; Amazon EKS has one.
    name: 'ECS_AL2023_NVIDIA',
    about: 'Amazon Linux 2023 optimized for containers, with drivers for GPUs, for types without a Graviton processor',
    excludesA1: true,
    architecture: 'x86_64',
    source: BATCH,
  },
  {
    ...AMAZON_LINUX,
    name: '(?:ECS|EKS)_AL2023(?:_NVIDIA)?',
    about: 'Amazon Linux 2023 optimized for containers',
    excludesA1: true,
    source: BATCH,
  },
  ...batchAmazonLinux2('ECS', AMAZON_LINUX_2_END),
  ...batchAmazonLinux2('EKS', AMAZON_LINUX_2_FOR_EKS_END),
  {
    ...AMAZON_LINUX,
    name: 'ECS_AL1',
    about: 'Amazon Linux AMI 2018.03 optimized for Amazon ECS',
    architecture: 'x86_64',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: 'ECS_AL2023',
    source: BATCH,
  },
];

function batchAmazonLinux2(service: 'ECS' | 'EKS', note: ImageNote): readonly ImageRow[] {
  return [
    {
      ...AMAZON_LINUX,
      name: `${service}_AL2_NVIDIA`,
      about: 'Amazon Linux 2 optimized for containers, with drivers for GPUs, for types without a Graviton processor',
      architecture: 'x86_64',
      keepsEth0: true,
      note,
      replacement: `${service}_AL2023_NVIDIA`,
      source: BATCH,
    },
    {
      ...AMAZON_LINUX,
      name: `${service}_AL2`,
      about: 'Amazon Linux 2 optimized for containers',
      keepsEth0: true,
      note,
      replacement: `${service}_AL2023`,
      source: BATCH,
    },
  ];
}
