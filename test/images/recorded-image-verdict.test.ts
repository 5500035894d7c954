import { PUBLISHERS, publisherOf } from '../../lib/images/publishers';
import { judgeRecordedImage } from '../../lib/images/recorded-image-verdict';
import { record } from './records';

const TODAY = '2026-06-01';
const CANONICAL = {
  name: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250115',
  ownerId: '099720109477',
  nvme: { publisher: 'Canonical', source: 'https://documentation.ubuntu.com/' },
};
const STATEMENT = { statement: 'modinfo nvme, platform team', date: '2026-05-01' };

test.each([
  ['paravirtual', { virtualizationType: 'paravirtual' }],
  ['instanceStore', { rootDeviceType: 'instance-store' }],
  ['enaDisabled', { enaSupport: false }],
] as const)('%s is not ready, even with a voucher', (reason, changes) => {
  expect(judgeRecordedImage(record({ ...changes, nvme: STATEMENT }), TODAY)).toMatchObject({ readiness: 'not-ready', reason });
});

test('EnaSupport alone is no proof', () => {
  expect(judgeRecordedImage(record(), TODAY)).toMatchObject({
    readiness: 'unproven',
    reason: 'declaresEna',
    text: 'declared to carry the ENA driver, but without proof of the NVMe driver',
  });
});

test('a statement is, and so is a publisher while its row fits', () => {
  expect(judgeRecordedImage(record({ nvme: STATEMENT }), TODAY)).toMatchObject({
    readiness: 'ready',
    text: 'verified on 2026-05-01: modinfo nvme, platform team',
  });
  expect(judgeRecordedImage(record(CANONICAL), TODAY)).toMatchObject({
    readiness: 'ready',
    distribution: 'ubuntu',
    text: 'published by Canonical',
  });
  for (const changes of [
    { ownerId: '123456789012' },
    { name: 'golden' },
    { nvme: { publisher: 'Nobody', source: 'https://example.com/' } },
  ]) {
    expect(judgeRecordedImage(record({ ...CANONICAL, ...changes }), TODAY)).toMatchObject({ readiness: 'unproven', reason: 'declaresEna' });
  }
});

test.each([
  ['deprecated', { deprecationTime: '2026-06-01' }, { kind: 'deprecated', since: '2026-06-01' }],
  ['to be deprecated', { deprecationTime: '2026-06-02' }, undefined],
  ['disabled', { state: 'disabled' }, { kind: 'unavailable' }],
  ['vanished, deprecated before', { vanished: '2026-05-05', deprecationTime: '2026-01-01' }, { kind: 'vanished', since: '2026-05-05' }],
])('an image that is %s says so', (_, changes, note) => {
  expect(judgeRecordedImage(record({ nvme: STATEMENT, ...changes }), TODAY).note).toEqual(note);
});

test('arm64 boots with UEFI, x86 as its attribute says', () => {
  expect(judgeRecordedImage(record({ architecture: 'arm64' }), TODAY).bootMode).toBe('uefi');
  expect(judgeRecordedImage(record({ bootMode: 'uefi-preferred' }), TODAY).bootMode).toBe('uefi-preferred');
  expect(judgeRecordedImage(record(), TODAY).bootMode).toBeUndefined();
});

const AMAZON = { ownerId: '137112412989', ownerAlias: 'amazon' };

test.each([
  ['Amazon Linux', 'al2023-ami-2023.5.20240903.0-kernel-6.1-x86_64', AMAZON],
  ['Amazon Linux', 'al2023-ami-ecs-hvm-2023.0.20230906-kernel-6.1-x86_64', AMAZON],
  ['Amazon Linux', 'amzn2-ami-kernel-5.10-hvm-2.0.20240131.0-arm64-gp2', AMAZON],
  ['Amazon Linux', 'amzn2-ami-hvm-2.0.20181114-x86_64-gp2', AMAZON],
  ['Amazon Linux', 'amzn2-ami-ecs-gpu-hvm-2.0.20240131-x86_64-ebs', AMAZON],
  ['Amazon Linux', 'amzn-ami-minimal-hvm-2018.03.0.20231218.0-x86_64-ebs', AMAZON],
  ['Amazon Linux', 'al2027-preview-ami-2027.0.20260901.0-kernel-6.18-x86_64', AMAZON],
  ['Amazon Linux', 'al2027-ami-2027.0.20260901.0-kernel-6.18-x86_64', AMAZON],
  ['Amazon Linux', 'amzn-ami-vpc-nat-2018.03.0.20230807.0-x86_64-ebs', AMAZON],
  ['Amazon Linux', 'amzn-ami-vpc-nat-hvm-2018.03.0.20181116-x86_64-ebs', AMAZON],
  ['Amazon Linux', 'amzn-ami-2018.03.20230214-amazon-ecs-optimized', AMAZON],
  ['Amazon Linux', 'amzn2-x86_64-SQL_2019_Express-2024.01.10', AMAZON],
  ['Amazon Linux', 'amzn2-ami-hvm-2.0.20240131.0-x86_64-gp2-SQL_2022_Standard-2024.02.14', AMAZON],
  ['AWS ParallelCluster', 'aws-parallelcluster-3.13.0-al2023-hvm-x86_64-202504010000', AMAZON],
  ['AWS ParallelCluster', 'aws-parallelcluster-3.9.1-ubuntu-2204-lts-hvm-arm64-202404150000', AMAZON],
  ['Red Hat', 'RHEL_HA-9.4.0_HVM-20240605-x86_64-82-Hourly2-GP3', { ownerId: '309956199498' }],
  ['Red Hat', 'RHEL-SAP-8.8.0_HVM-20240101-x86_64-2-Hourly2-GP3', { ownerId: '309956199498' }],
  ['Amazon EKS', 'amazon-eks-node-al2023-x86_64-standard-1.28-v20250410', AMAZON],
  ['Amazon EKS', 'amazon-eks-arm64-node-1.28-v20250410', AMAZON],
  ['Bottlerocket', 'bottlerocket-aws-ecs-2-x86_64-v1.20.0-fcf71a47', AMAZON],
  [
    'Amazon Windows',
    'Windows_Server-2022-English-Full-Base-2025.01.15',
    { ownerId: '801119661308', ownerAlias: 'amazon', creationDate: '2025-01-15' },
  ],
  ['Amazon Windows', 'TPM-Windows_Server-2022-English-Full-Base-2025.01.15', { ...AMAZON, creationDate: '2025-01-15' }],
  ['Amazon macOS', 'amzn-ec2-macos-14.5-20240527-161001-arm64', AMAZON],
  [
    'AWS Deep Learning AMIs',
    'Deep Learning Base OSS Nvidia Driver GPU AMI (Ubuntu 22.04) 20250101',
    { ...AMAZON, creationDate: '2025-01-01' },
  ],
  ['Canonical', CANONICAL.name, { ownerId: '099720109477' }],
  ['Canonical', 'ubuntu/images/hvm-ssd/ubuntu-xenial-16.04-amd64-server-20210928', { ownerId: '513442679011' }],
  ['Canonical', 'ubuntu-eks/k8s_1.29/images/hvm-ssd/ubuntu-jammy-22.04-arm64-server-20240103', { ownerId: '837727238323' }],
  ['Canonical', 'ubuntu-pro-server/images/hvm-ssd/ubuntu-jammy-22.04-amd64-pro-server-20240103', { ownerId: '099720109477' }],
  ['Red Hat', 'RHEL-9.3.0_HVM-20240117-x86_64-49-Hourly2-GP3', { ownerId: '309956199498' }],
  ['Red Hat', 'RHEL-7.9_HVM-20221027-x86_64-0-Hourly2-GP2', { ownerId: '219670896067' }],
  ['SUSE', 'suse-sles-15-sp5-v20240102-hvm-ssd-x86_64', { ownerId: '013907871322', ownerAlias: 'amazon' }],
  ['Debian', 'debian-12-amd64-20240211-1654', { ownerId: '136693071363' }],
  ['Rocky Linux', 'Rocky-9-EC2-Base-9.3-20231113.0.x86_64', { ownerId: '792107900819' }],
  ['AlmaLinux', 'AlmaLinux OS 9.3.20231113 x86_64', { ownerId: '764336703387' }],
  ['CentOS', 'CentOS Stream 9 x86_64 20230523', { ownerId: '125523088429' }],
  ['FreeBSD', 'FreeBSD 14.0-RELEASE-amd64', { ownerId: '782442783595' }],
])('%s vouches for %s', (publisher, name, image) => {
  expect(publisherOf(record({ name, ...image }))?.name).toBe(publisher);
});

test.each([
  ['amzn-ami-pv-2018.03.0.20231218.0-x86_64-ebs', AMAZON],
  ['amzn-ami-hvm-2017.09.1.20180307-x86_64-gp2', AMAZON],
  ['amzn-ami-vpc-nat-hvm-2017.09.1.20180307-x86_64-ebs', AMAZON],
  ['amzn-ami-vpc-nat-pv-2014.03.2.x86_64-ebs', AMAZON],
  ['amzn-ami-2017.09.l-amazon-ecs-optimized', AMAZON],
  ['aws-parallelcluster-2.11.9-amzn2-hvm-x86_64-202301010000', AMAZON],
  ['aws-parallelcluster-3.13.0-al2023-hvm-x86_64-202504010000', { ownerId: '123456789012' }],
  ['RHEL-SAP-7.3_HVM-20170613-x86_64-4-Hourly2-GP2', { ownerId: '309956199498' }],
  ['Windows_Server-2012-R2_RTM-English-64Bit-Base-2023.10.11', { ...AMAZON, creationDate: '2023-10-11' }],
  ['Windows_Server-2016-English-Full-Base-2018.07.11', { ...AMAZON, creationDate: '2018-07-11' }],
  ['Windows_Server-2016-English-Full-Base-2020.01.15', { ownerId: '123456789012', creationDate: '2020-01-15' }],
  ['ubuntu/images/hvm-ssd/ubuntu-trusty-14.04-amd64-server-20190514', { ownerId: '099720109477' }],
  ['ubuntu/images/hvm-ssd/ubuntu-xenial-16.04-arm64-server-20210928', { ownerId: '099720109477' }],
  ['ubuntu/images/ebs/ubuntu-xenial-16.04-amd64-server-20210928', { ownerId: '099720109477' }],
  ['RHEL-7.3_HVM-20170613-x86_64-4-Hourly2-GP2', { ownerId: '309956199498' }],
  ['suse-sles-12-sp1-v20170104-hvm-ssd-x86_64', { ownerId: '013907871322' }],
  ['debian-12-amd64-20240211-1654', { ownerId: '123456789012', ownerAlias: 'aws-marketplace' }],
  ['FreeBSD 11.0-RELEASE-amd64', { ownerId: '782442783595' }],
  ['FreeBSD 12.4-RELEASE-amd64', { ownerId: '782442783595' }],
  ['FreeBSD 13.0-RELEASE-amd64', { ownerId: '123456789012' }],
  ['al2023-ami-2023.5.20240903.0-kernel-6.1-x86_64', { ownerId: '123456789012' }],
])('no publisher vouches for %s of %o', (name, image) => {
  expect(publisherOf(record({ name, ...image }))).toBeUndefined();
});

describe('FreeBSD from before 13 has no ENA driver that is supported', () => {
  const FREEBSD = '782442783595';

  test.each([
    ['FreeBSD 11.4-RELEASE-amd64', { ownerId: FREEBSD }],
    ['FreeBSD 12.0-RELEASE-amd64', { ownerId: FREEBSD }],
    ['FreeBSD 12.4-STABLE-arm64-2023-01-05', { ownerId: FREEBSD, architecture: 'arm64' as const }],
    ['FreeBSD 11.1-RELEASE-amd64', { ownerId: '118940168514' }],
    ['FreeBSD/EC2 10.3-RELEASE-amd64', { ownerId: '118940168514' }],
    ['FreeBSD 12.2-RELEASE-amd64-5d07a0c4', { ownerId: '679593333241', ownerAlias: 'aws-marketplace' }],
  ])('%s is not ready, even with a vouchers NVMe driver', (name, image) => {
    const vouchers = [undefined, { publisher: 'FreeBSD', source: 'https://www.freebsd.org/' }, { statement: 'by Jo', date: TODAY }];
    for (const nvme of vouchers) {
      const judged = judgeRecordedImage(record({ name, ...image, ...(nvme === undefined ? {} : { nvme }) }), TODAY);
      expect(judged).toMatchObject({ readiness: 'not-ready', reason: 'tooOld', text: expect.stringContaining('2.3.1') as string });
    }
  });

  test.each(['FreeBSD 13.0-RELEASE-amd64', 'FreeBSD 13.3-RELEASE-amd64', 'FreeBSD 14.0-RELEASE-amd64', 'FreeBSD 15.0-CURRENT-amd64'])(
    '%s is ready',
    (name) => {
      const nvme = { publisher: 'FreeBSD', source: 'https://www.freebsd.org/' };
      expect(judgeRecordedImage(record({ name, ownerId: FREEBSD, nvme }), TODAY)).toMatchObject({ readiness: 'ready' });
    },
  );
});

test.each([
  ['amzn2-ami-kernel-5.10-hvm-2.0.20240131.0-arm64-gp2', true],
  ['amzn-ami-minimal-hvm-2018.03.0.20231218.0-x86_64-ebs', true],
  ['amazon-eks-gpu-node-1.28-v20250410', true],
  ['al2023-ami-2023.5.20240903.0-kernel-6.1-x86_64', undefined],
  ['amazon-eks-node-al2023-x86_64-standard-1.28-v20250410', undefined],
])('%s keeps eth0: %s', (name, keepsEth0) => {
  expect(judgeRecordedImage(record({ name, ...AMAZON }), TODAY).keepsEth0).toBe(keepsEth0);
});

test('every row of publishers has a source', () => {
  expect(PUBLISHERS.filter(({ source }) => !/^https:\/\/[\w.-]+\/\S*$/.test(source))).toEqual([]);
});

describe('with a rule that the policy locks', () => {
  const LOCK = { statementsLockedAt: 'base/nitro.json:3' };

  test('a statement does not count, and the verdict says so', () => {
    const verdict = judgeRecordedImage(record({ nvme: STATEMENT }), TODAY, LOCK);
    expect(verdict).toMatchObject({ readiness: 'unproven', reason: 'statementsLocked' });
    expect(verdict.text).toContain(`does not count, since 'image-ready' is locked (${LOCK.statementsLockedAt})`);
  });

  test('what EC2 says, and publishers, do, with a statement beside them too', () => {
    const debian = { name: 'debian-12-amd64-20240211-1654', ownerId: '136693071363' };
    const publisher = { publisher: 'Debian', source: 'https://wiki.debian.org/' };
    expect(judgeRecordedImage(record({ ...debian, nvme: publisher }), TODAY, LOCK).readiness).toBe('ready');
    expect(judgeRecordedImage(record({ ...debian, nvme: STATEMENT }), TODAY, LOCK).readiness).toBe('ready');
    expect(judgeRecordedImage(record({ enaSupport: false, nvme: STATEMENT }), TODAY, LOCK).reason).toBe('enaDisabled');
  });

  test('an image without any evidence is not told to be vouched for by a recording', () => {
    expect(judgeRecordedImage(record(), TODAY, LOCK).reason).toBe('statementsLocked');
    expect(judgeRecordedImage(record(), TODAY).reason).toBe('declaresEna');
  });
});
