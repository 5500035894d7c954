import type { ImageNote } from '../image-verdict';
import type { PublicParameterRow } from './row';

/** The page shows a part of the names, and the command that lists them all. */
const SOURCE = 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html';
/** Its guide is gone; the CDK still names the parameters. */
export const AMAZON_LINUX_2022 = 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.AmazonLinux2022ImageSsmParameter.html';
const AMAZON_LINUX_2027 = 'https://docs.aws.amazon.com/linux/al2027/ug/ec2.html';
const CLOUD9 = 'https://docs.aws.amazon.com/cloud9/latest/APIReference/API_CreateEnvironmentEC2.html';

/** https://aws.amazon.com/amazon-linux-ami/faqs/ */
export const AMAZON_LINUX_1_END: ImageNote = { kind: 'end-of-life', since: '2023-12-31' };
/** https://aws.amazon.com/amazon-linux-2/faqs/ */
export const AMAZON_LINUX_2_END: ImageNote = { kind: 'end-of-life', since: '2026-06-30' };
/** https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html */
export const AMAZON_LINUX_2_FOR_EKS_END: ImageNote = { kind: 'end-of-life', since: '2025-11-26' };

const LATEST = 'ami-amazon-linux-latest/';
const AMAZON_LINUX_2023 = `/aws/service/${LATEST}al2023-ami-kernel-default-`;

export const AMAZON_LINUX: readonly PublicParameterRow[] = [
  {
    name: `${LATEST}al2023-ami-(?:minimal-)?kernel-[\\w.]+-(?<architecture>x86_64|arm64)`,
    about: 'Amazon Linux 2023',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: SOURCE,
  },
  {
    // The release after the preview is assumed to be named as that of Amazon Linux 2023.
    name: `${LATEST}al2027-(?:preview-)?ami-(?:minimal-)?kernel-[\\w.]+-(?<architecture>x86_64|arm64)`,
    about: 'Amazon Linux 2027, a preview',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: AMAZON_LINUX_2027,
  },
  {
    // Withdrawn previews: Amazon Linux 2022 became Amazon Linux 2023.
    name: `${LATEST}al2022-ami-(?:minimal-)?kernel-[\\w.]+-(?<architecture>x86_64|arm64)`,
    about: 'Amazon Linux 2022, a preview of Amazon Linux 2023',
    excludesA1: true,
    distribution: 'amazon-linux',
    note: { kind: 'end-of-life' },
    replacement: `${AMAZON_LINUX_2023}$<architecture>`,
    source: AMAZON_LINUX_2022,
  },
  {
    name: `${LATEST}amzn2-ami-(?:minimal-)?(?:kernel-[\\w.]+-)?hvm-(?<architecture>x86_64|arm64)-(?:ebs|gp2|gp3)`,
    about: 'Amazon Linux 2',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    replacement: `${AMAZON_LINUX_2023}$<architecture>`,
    source: SOURCE,
  },
  {
    // With .NET or SQL Server, published beside the images of Windows.
    name: 'ami-windows-latest/amzn2-(?:ami-hvm-2\\.0\\.[\\d.]+-)?(?<architecture>x86_64)-[\\w-]+',
    about: 'Amazon Linux 2 with Microsoft software',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    replacement: `${AMAZON_LINUX_2023}$<architecture>`,
    source: SOURCE,
  },
  {
    name: `${LATEST}amzn-ami-(?:minimal-)?hvm-(?<architecture>x86_64)-(?:ebs|gp2)`,
    about: 'Amazon Linux AMI 2018.03',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `${AMAZON_LINUX_2023}$<architecture>`,
    source: SOURCE,
  },
  {
    name: `${LATEST}amzn-ami-minimal-pv-(?<architecture>x86_64)-(?:ebs|s3)`,
    about: 'paravirtual Amazon Linux AMI 2018.03: Nitro boots HVM images only',
    distribution: 'amazon-linux',
    unready: 'paravirtual',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `/aws/service/${LATEST}amzn-ami-minimal-hvm-$<architecture>-ebs`,
    source: SOURCE,
  },
  {
    name: `${LATEST}amzn-ami-pv-(?<architecture>x86_64)-(?:ebs|s3)`,
    about: 'paravirtual Amazon Linux AMI 2018.03: Nitro boots HVM images only',
    distribution: 'amazon-linux',
    unready: 'paravirtual',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `/aws/service/${LATEST}amzn-ami-hvm-$<architecture>-gp2`,
    source: SOURCE,
  },
  {
    name: `${LATEST}amzn-ami-minimal-hvm-(?<architecture>x86_64)-s3`,
    about: 'Amazon Linux AMI 2018.03 with an instance store root: Nitro boots from EBS volumes only',
    distribution: 'amazon-linux',
    unready: 'instanceStore',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `/aws/service/${LATEST}amzn-ami-minimal-hvm-$<architecture>-ebs`,
    source: SOURCE,
  },
  {
    name: `${LATEST}amzn-ami-hvm-(?<architecture>x86_64)-s3`,
    about: 'Amazon Linux AMI 2018.03 with an instance store root: Nitro boots from EBS volumes only',
    distribution: 'amazon-linux',
    unready: 'instanceStore',
    keepsEth0: true,
    note: AMAZON_LINUX_1_END,
    replacement: `/aws/service/${LATEST}amzn-ami-hvm-$<architecture>-gp2`,
    source: SOURCE,
  },
  {
    name: 'cloud9/amis/amazonlinux-2023-(?<architecture>x86_64)',
    about: 'Amazon Linux 2023 for AWS Cloud9',
    excludesA1: true,
    distribution: 'amazon-linux',
    source: CLOUD9,
  },
  {
    name: 'cloud9/amis/amazonlinux-2-(?<architecture>x86_64)',
    about: 'Amazon Linux 2 for AWS Cloud9',
    distribution: 'amazon-linux',
    keepsEth0: true,
    note: AMAZON_LINUX_2_END,
    replacement: '/aws/service/cloud9/amis/amazonlinux-2023-$<architecture>',
    source: CLOUD9,
  },
];
