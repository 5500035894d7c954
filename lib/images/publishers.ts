import { dayInName, type ReleasedImage } from './ena-minimum';
import type { Distribution } from './image-verdict';
import type { DescribedImage } from './image-record';

/** Images of a publisher that are known to carry the NVMe and ENA drivers. Both the owner and the name must fit. */
export interface Publisher {
  /** The publisher in `nitro-images.json`; several rows may share it. */
  readonly name: string;
  readonly distribution?: Distribution;
  /** See `ImageFacts`. */
  readonly keepsEth0?: true;
  /** See `ImageFacts`. */
  readonly excludesA1?: true;
  /** Accounts, or `amazon` for the owner alias. */
  readonly owners: readonly string[];
  /**
   * Matches the beginning of the name. Groups as in `ImageRow`: `release`, `kernelRelease` and `backport`. A pattern has `.*` for any text,
   * and no other wildcard that a hole matches. So a name with holes matches only if it does for every content of the holes.
   */
  readonly imageName: RegExp;
  /** The names show neither virtualization, root device nor architecture: only images known to be HVM, on EBS and not 32-bit count. */
  readonly needsAttributes?: true;
  /** The release, for names without it. */
  readonly release?: string;
  /** The oldest `creationDate` that counts, `YYYY-MM-DD`. */
  readonly createdSince?: string;
  /** The page that names the owner. For Amazon's own images, which its alias identifies, the page on them. */
  readonly source: string;
}

/**
 * Amazon's alias, which only Amazon has (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html), and those of its accounts
 * that look-ups name: Amazon Linux, Amazon ECS, Amazon EKS, Windows, deep learning. They are the owners in EC2's own image descriptions,
 * which the moto project keeps: https://github.com/getmoto/moto/tree/master/moto/ec2/resources
 */
const AMAZON = ['amazon', '137112412989', '591542846629', '602401143452', '801119661308', '898082745236'];
const CANONICAL = {
  name: 'Canonical',
  distribution: 'ubuntu',
  // The default partition, GovCloud, China.
  owners: ['099720109477', '513442679011', '837727238323'],
  source: 'https://documentation.ubuntu.com/aws/aws-how-to/instances/find-ubuntu-images/',
} as const;

/** The table of owners and names with which AWS tests ParallelCluster. */
const PARALLELCLUSTER_TESTS = 'https://github.com/aws/aws-parallelcluster/blob/develop/tests/integration-tests/tests/common/utils.py';
/** SUSE's own examples of Rancher: its pages name images, but no account. */
const RANCHER_QUICKSTART = 'https://github.com/rancher/quickstart/blob/master/rancher/aws/data.tf';

export const PUBLISHERS: readonly Publisher[] = [
  {
    name: 'Amazon Linux',
    distribution: 'amazon-linux',
    excludesA1: true,
    owners: AMAZON,
    // Amazon Linux 2027 is a preview, `al2027-preview-ami-...`: https://docs.aws.amazon.com/linux/al2027/ug/ec2.html
    imageName: /^al20(?:23|27)-/,
    source: 'https://docs.aws.amazon.com/linux/al2023/ug/ec2.html',
  },
  {
    name: 'Amazon Linux',
    distribution: 'amazon-linux',
    keepsEth0: true,
    owners: AMAZON,
    // With SQL Server or .NET: `amzn2-x86_64-SQL_2019_Express-2024.01.10`.
    imageName: /^amzn2-(?:ami-(?:.*-)?hvm-|(?:[\w.]+-)*SQL_)/,
    release: '2',
    source: 'https://docs.aws.amazon.com/linux/al2/ug/ec2.html',
  },
  {
    // For Amazon ECS as well, and the NAT instances that the CDK looks up.
    name: 'Amazon Linux',
    distribution: 'amazon-linux',
    keepsEth0: true,
    owners: AMAZON,
    // Those ending in -s3 have an instance store root.
    imageName: /^amzn-ami-(?:(?:minimal-)?hvm-2018\.03.*-(?:gp2|ebs)$|vpc-nat-(?:hvm-)?2018\.03|2018\.03\.(?:\w+|.*)-amazon-ecs-optimized)/,
    release: '1',
    source: 'https://docs.aws.amazon.com/linux/al1/ug/supported-instance-types.html',
  },
  {
    name: 'AWS ParallelCluster',
    owners: AMAZON,
    imageName: /^aws-parallelcluster-(?:[3-9]|\d\d)\./,
    source: 'https://docs.aws.amazon.com/parallelcluster/latest/ug/pcluster.list-official-images-v3.html',
  },
  {
    // `amazon-eks-node-al2023-x86_64-standard-1.33-v...`; for Amazon Linux 2 the version follows directly.
    name: 'Amazon EKS',
    distribution: 'amazon-linux',
    keepsEth0: true,
    owners: AMAZON,
    imageName: /^amazon-eks-(?:arm64-|gpu-)?node-\d/,
    release: '2 for EKS',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami.html',
  },
  {
    name: 'Amazon EKS',
    distribution: 'amazon-linux',
    excludesA1: true,
    owners: AMAZON,
    imageName: /^amazon-eks-(?:arm64-|gpu-)?node-/,
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-ami.html',
  },
  {
    name: 'Bottlerocket',
    distribution: 'bottlerocket',
    owners: AMAZON,
    imageName: /^bottlerocket-aws-/,
    source: 'https://github.com/terraform-aws-modules/terraform-aws-eks/blob/v19.21.0/examples/self_managed_node_group/main.tf',
  },
  {
    name: 'Amazon Windows',
    distribution: 'windows',
    owners: AMAZON,
    imageName: /^(?:TPM-|BIOS-)?(?:EC2LaunchV2-)?Windows_Server-20(?:19|22|25)-/,
    source: 'https://docs.aws.amazon.com/ec2/latest/windows-ami-reference/windows-amis.html',
  },
  {
    name: 'Amazon Windows',
    distribution: 'windows',
    owners: AMAZON,
    imageName: /^(?:TPM-|BIOS-)?(?:EC2LaunchV2-)?Windows_Server-2016-/,
    // From August 2018 on the AMIs of Windows Server carry the drivers: those of 2019 and later always did.
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html
    createdSince: '2018-08-01',
    source: 'https://docs.aws.amazon.com/ec2/latest/windows-ami-reference/windows-amis.html',
  },
  {
    name: 'Amazon macOS',
    distribution: 'macos',
    owners: AMAZON,
    imageName: /^amzn-ec2-macos-/,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-mac-instances.html',
  },
  {
    name: 'AWS Deep Learning AMIs',
    owners: AMAZON,
    imageName: /^Deep Learning /,
    createdSince: '2018-08-01',
    source: 'https://docs.aws.amazon.com/dlami/latest/devguide/find-dlami-id.html',
  },
  // Canonical maintains the Pro images of a release for twelve years.
  {
    ...CANONICAL,
    imageName: /^ubuntu-pro.*\/images\/hvm-ssd.*\/ubuntu-.*-(?<kernelRelease>(?:1[89]|[2-9]\d)\.\d\d)-(?:amd64|arm64)-/,
  },
  { ...CANONICAL, imageName: /^ubuntu-pro[\w./-]*\/images\/hvm-ssd\/ubuntu-[a-z]+-(?<kernelRelease>1[67]\.\d\d)-amd64-/ },
  { ...CANONICAL, imageName: /^ubuntu.*\/images\/hvm-ssd.*\/ubuntu-.*-(?<release>(?:1[89]|[2-9]\d)\.\d\d)-(?:amd64|arm64)-/ },
  { ...CANONICAL, imageName: /^ubuntu[\w./-]*\/images\/hvm-ssd\/ubuntu-[a-z]+-(?<release>1[67]\.\d\d)-amd64-/ },
  { ...CANONICAL, needsAttributes: true, imageName: /^.*ubuntu-.*-(?<release>(?:1[89]|[2-9]\d)\.\d\d)-/ },
  {
    name: 'Red Hat',
    distribution: 'rhel',
    owners: ['309956199498', '219670896067', '841258680906'],
    // With the high availability or the SAP add-on: `RHEL_HA-9.4.0_HVM-...`, `RHEL-SAP-8.8.0_HVM-...`.
    imageName: /^RHEL(?:[-_](?:HA|SAP))*-(?<kernelRelease>(?<release>7(?=\.(?:[4-9]|\d\d))|[89]|[1-9]\d)(?:\.\d+)?)/,
    source: PARALLELCLUSTER_TESTS,
  },
  {
    name: 'SUSE',
    distribution: 'suse',
    owners: ['013907871322'],
    imageName: /^suse-sles-(?:sap-)?(?<release>12-sp5|1[5-9](?:-sp\d+)?)-/,
    source: RANCHER_QUICKSTART,
  },
  {
    name: 'SUSE',
    distribution: 'suse',
    owners: ['013907871322'],
    // Those with -pv- are paravirtual.
    imageName: /^suse-sles-(?:sap-)?(?<release>12-sp[2-4])-.*-?hvm-/,
    source: RANCHER_QUICKSTART,
  },
  {
    name: 'Debian',
    distribution: 'debian',
    owners: ['136693071363'],
    imageName: /^debian-(?<release>9|[1-9]\d)-(?<backport>backports-)?/,
    source: 'https://wiki.debian.org/Cloud/AmazonEC2Image',
  },
  {
    name: 'Rocky Linux',
    distribution: 'rocky',
    owners: ['792107900819'],
    imageName: /^Rocky-(?:[89]|\d\d)-EC2-/i,
    source: PARALLELCLUSTER_TESTS,
  },
  {
    name: 'AlmaLinux',
    distribution: 'alma',
    owners: ['764336703387'],
    imageName: /^AlmaLinux OS (?:[89]|\d\d)/,
    source: 'https://wiki.almalinux.org/cloud/AWS.html',
  },
  {
    name: 'CentOS',
    distribution: 'centos',
    owners: ['125523088429'],
    imageName: /^CentOS (?:Linux )?(?<kernelRelease>(?<release>Stream \d+|7(?=\.[4-9])|8(?=\.\d))(?:\.\d+)?)/,
    source: 'https://www.centos.org/download/aws-images/',
  },
  {
    // NAT instances of the construct cdk-fck-nat, built from Amazon Linux 2023 and Amazon Linux 2.
    name: 'fck-nat',
    distribution: 'amazon-linux',
    owners: ['568608671756'],
    imageName: /^fck-nat-(?:al20|amzn2)/,
    source: 'https://github.com/AndrewGuenther/fck-nat/blob/main/docs/deploying.md',
  },
  {
    name: 'FreeBSD',
    distribution: 'freebsd',
    owners: ['782442783595'],
    // ENA before 2.3.1, of February 2021, is not supported, and 11 and 12 have an older one:
    // https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html
    imageName: /^FreeBSD (?<release>(?:1[3-9]|[2-9]\d)\.\d+)/,
    source: 'https://github.com/test-kitchen/kitchen-ec2/blob/main/lib/kitchen/driver/aws/standard_platform/freebsd.rb',
  },
];

/** The facts that identify the publisher of an image. The name may have holes. */
export interface PublishedImage {
  readonly name?: string;
  readonly ownerId?: string;
  readonly ownerAlias?: string;
  readonly creationDate?: string;
  /** Absent if it is not known. */
  readonly isHvmOnEbs?: boolean;
}

/** Finds the publisher whose images are known to carry the drivers; undefined for an image of another owner. */
export function publisherOf(image: DescribedImage): Publisher | undefined {
  const { virtualizationType, rootDeviceType, architecture } = image;
  return publisherFor({ ...image, isHvmOnEbs: virtualizationType === 'hvm' && rootDeviceType === 'ebs' && architecture !== 'i386' });
}

/** Finds the publisher of an image whose facts may be incomplete. An unknown fact matches no row. */
export function publisherFor({ name = '', ownerId = '', ownerAlias, creationDate, isHvmOnEbs }: PublishedImage): Publisher | undefined {
  return PUBLISHERS.find(
    ({ owners, imageName, createdSince, needsAttributes }) =>
      (owners.includes(ownerId) || (ownerAlias !== undefined && owners.includes(ownerAlias))) &&
      imageName.test(name) &&
      (createdSince === undefined || (creationDate ?? '') >= createdSince) &&
      (needsAttributes === undefined || isHvmOnEbs === true),
  );
}

/** Finds the row that a name matches, for any owner: a message can then name the publisher's account. */
export function publisherNamed(name: string): Publisher | undefined {
  return PUBLISHERS.find(({ imageName, needsAttributes }) => needsAttributes === undefined && imageName.test(name));
}

/** Returns the release in an image's name; undefined for a name without one. */
export function releaseOf({ imageName, release }: Publisher, { name = '' }: { readonly name?: string }): string | undefined {
  return release ?? imageName.exec(name)?.groups?.['release'];
}

/** Returns the facts about an image's kernel that follow from its name and age. Returns none for a backported kernel. */
export function releasedImage(publisher: Publisher, image: DescribedImage): ReleasedImage {
  const { distribution, imageName, release, excludesA1 } = publisher;
  const { name = '', creationDate } = image;
  const groups = imageName.exec(name)?.groups ?? {};
  if (groups['backport'] !== undefined || excludesA1 !== undefined) return {};
  return { distribution, release: groups['kernelRelease'] ?? release ?? groups['release'], built: dayInName(name) ?? creationDate };
}

/** Images of the FreeBSD project, from either of its accounts or in AWS Marketplace, from before its ENA driver was supported. */
const OLD_FREEBSD = {
  owners: ['782442783595', '118940168514', 'aws-marketplace'],
  imageName: /^FreeBSD(?:\/EC2)? (?:\d|1[0-2])\.\d/,
  text: 'a FreeBSD from before 13, whose ENA driver, if it has one, is older than 2.3.1 and not supported',
} as const;

/** Describes an image whose name shows that its drivers are too old. No statement can change that. */
export function releasedTooEarly({
  name = '',
  ownerId,
  ownerAlias = '',
}: Pick<PublishedImage, 'name' | 'ownerId' | 'ownerAlias'>): string | undefined {
  const { owners, imageName, text } = OLD_FREEBSD;
  return imageName.test(name) && owners.some((owner) => owner === ownerId || owner === ownerAlias) ? text : undefined;
}
