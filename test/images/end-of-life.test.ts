import { endOfLifeOf, LIFECYCLES } from '../../lib/images/end-of-life';
import { PUBLISHERS } from '../../lib/images/publishers';
import { PUBLIC_PARAMETERS } from '../../lib/images/public-parameters';
import { judgeRecordedImage } from '../../lib/images/recorded-image-verdict';
import { record } from './records';

const TODAY = '2026-11-28';

test('every distribution has a page that its days are from, and no day twice for one release', () => {
  for (const { source, ended } of Object.values(LIFECYCLES)) {
    expect(source).toMatch(/^https:\/\/\S+$/);
    const releases = ended.flatMap(([, ...names]) => names);
    expect(new Set(releases).size).toBe(releases.length);
    expect(ended.filter(([day, ...names]) => !/^20\d\d-[01]\d-[0-3]\d$/.test(day) || names.length === 0)).toEqual([]);
  }
});

test('no day is still to come: a verdict on a public parameter says that it has passed', () => {
  const days = Object.values(LIFECYCLES).flatMap(({ ended }) => ended.map(([day]) => day));
  expect(days.filter((day) => day > TODAY)).toEqual([]);
});

test('each publisher of a distribution with ended releases tells the release of an image', () => {
  const ended = PUBLISHERS.filter(({ distribution }) => distribution !== undefined && LIFECYCLES[distribution].ended.length > 0);
  const silent = ended.filter(({ imageName, release }) => release === undefined && !imageName.source.includes('(?<release>'));
  // Of these no release has ended: Amazon Linux 2023 and 2027, Ubuntu Pro, the Windows Server of 2016 and later.
  expect(silent.map(({ imageName }) => imageName.source).filter((name) => !/al20|node-$|ubuntu-pro|Windows/.test(name))).toEqual([]);
});

test('each row of a distribution tells the release, or the note, of those that ended', () => {
  const of = PUBLIC_PARAMETERS.filter(({ distribution, unready }) => distribution === 'ubuntu' && unready === undefined);
  expect(of.filter(({ name }) => !name.includes('(?<release>')).map(({ about }) => about)).toEqual([
    'Ubuntu Pro 16.04 or later',
    'Ubuntu 22.04 for AWS Cloud9',
  ]);
});

test.each([
  ['ubuntu/images/hvm-ssd/ubuntu-bionic-18.04-amd64-server-20230531', '099720109477', '2023-05-31'],
  ['ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20250101', '099720109477', undefined],
  ['ubuntu-pro-server/images/hvm-ssd/ubuntu-bionic-18.04-amd64-pro-server-20240103', '099720109477', undefined],
  ['debian-10-amd64-20240101-1', '136693071363', '2024-06-30'],
  ['debian-12-amd64-20240101-1', '136693071363', undefined],
  ['CentOS Linux 7.9.2009 x86_64', '125523088429', '2024-06-30'],
  ['CentOS 8.4.2105 x86_64', '125523088429', '2021-12-31'],
  ['CentOS Stream 8 x86_64 20230523', '125523088429', '2024-05-31'],
  ['CentOS Stream 9 x86_64 20230523', '125523088429', undefined],
  ['RHEL-7.9_HVM-20221027-x86_64-0-Hourly2-GP2', '309956199498', '2024-06-30'],
  ['RHEL-9.3.0_HVM-20240117-x86_64-49-Hourly2-GP3', '309956199498', undefined],
  ['suse-sles-12-sp5-v20240102-hvm-ssd-x86_64', '013907871322', '2024-10-31'],
  ['suse-sles-15-v20190102-hvm-ssd-x86_64', '013907871322', '2019-12-31'],
  ['suse-sles-sap-15-sp7-v20250702-hvm-ssd-x86_64', '013907871322', undefined],
  ['FreeBSD 13.2-RELEASE-amd64', '782442783595', '2024-06-30'],
  ['FreeBSD 14.4-RELEASE-amd64', '782442783595', undefined],
])('the recorded image %s of %s: %s', (name, ownerId, since) => {
  const verdict = judgeRecordedImage(record({ name, ownerId, nvme: { statement: 'looked', date: TODAY } }), TODAY);
  expect(verdict.note).toEqual(since === undefined ? undefined : { kind: 'end-of-life', since });
});

test.each([
  ['amzn-ami-vpc-nat-2018.03.0.20230807.0-x86_64-ebs', '2023-12-31'],
  ['amzn2-ami-hvm-2.0.20240131.0-x86_64-gp2', '2026-06-30'],
  ['amazon-eks-node-1.28-v20250410', '2025-11-26'],
  ['al2023-ami-2023.5.20240903.0-kernel-6.1-x86_64', undefined],
])("Amazon's recorded image %s: %s", (name, since) => {
  const image = record({ name, ownerId: '137112412989', ownerAlias: 'amazon' });
  expect(judgeRecordedImage(image, TODAY).note?.since).toBe(since);
});

test("EC2's answer about an image takes precedence, and an unknown release has no note", () => {
  const image = record({ name: 'debian-10-amd64-20240101-1', ownerId: '136693071363', vanished: '2026-05-05' });
  expect(judgeRecordedImage(image, TODAY).note).toEqual({ kind: 'vanished', since: '2026-05-05' });
  expect(endOfLifeOf('ubuntu', '99.04')).toBeUndefined();
  expect(endOfLifeOf(undefined, '7')).toBeUndefined();
});
