import { Catalog } from '../../lib/catalog/catalog';
import { lateGenerationOf } from '../../lib/catalog/nitro-generation';
import { oldEnaOfProbe } from '../../lib/images/ena-minimum';
import { judgeImage, NO_RECORDED_IMAGES } from '../../lib/images/judge-image';
import { judgeRecordedImage } from '../../lib/images/recorded-image-verdict';
import type { DescribedImage } from '../../lib/images/image-record';
import { record } from './records';

const isOldParameter = (path: string): boolean => judgeImage(`{{resolve:ssm:${path}}}`, NO_RECORDED_IMAGES).oldEna !== undefined;
const ubuntu = (release: string, serial: string): string =>
  `/aws/service/canonical/ubuntu/server/${release}/stable/${serial}/amd64/hvm/ebs-gp2/ami-id`;

test.each([
  '/aws/service/debian/release/9/latest/amd64',
  '/aws/service/debian/release/buster/latest/arm64',
  ubuntu('16.04', 'current'),
  ubuntu('bionic', '20200408'),
  ubuntu('18.04', '20200408.1'),
  ubuntu('20.04', '20200423'),
  ubuntu('19.10', 'current'),
  '/aws/service/canonical/ubuntu/pro-server/16.04/stable/current/amd64/hvm/ebs-gp2/ami-id',
  '/aws/service/suse/sles/12-sp3/x86_64/latest',
  '/aws/service/suse/sles/15/x86_64/latest',
  '/aws/service/ecs/optimized-ami/amazon-linux-2/amzn2-ami-ecs-hvm-2.0.20191212-x86_64-ebs/image_id',
  '/aws/service/eks/optimized-ami/1.15/amazon-linux-2/amazon-eks-node-1.15-v20200507/image_id',
])('%s shows a driver that is too old', (path) => {
  expect(isOldParameter(path)).toBe(true);
});

test.each([
  '/aws/service/debian/release/11/latest/amd64',
  '/aws/service/debian/release/buster-backports/latest/amd64',
  ubuntu('18.04', 'current'),
  ubuntu('18.04', '20210224'),
  ubuntu('24.04', 'current'),
  '/aws/service/suse/sles/12-sp5/x86_64/latest',
  '/aws/service/suse/sles/15-sp1/x86_64/latest',
  '/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2',
  '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id',
  '/aws/service/eks/optimized-ami/1.31/amazon-linux-2/amazon-eks-node-1.31-v20250507/image_id',
])('%s does not', (path) => {
  expect(isOldParameter(path)).toBe(false);
});

const AMAZON = { ownerId: '137112412989', ownerAlias: 'amazon' };
test.each<[string, boolean, Partial<DescribedImage>]>([
  ['RHEL-7.9_HVM-20220512-x86_64-1-Hourly2-GP2', true, { ownerId: '309956199498' }],
  ['RHEL-8.3_HVM-20201031-x86_64-0-Hourly2-GP2', true, { ownerId: '309956199498' }],
  ['RHEL-8.4.0_HVM-20210504-x86_64-2-Hourly2-GP2', false, { ownerId: '309956199498' }],
  ['RHEL-8.10.0_HVM-20240521-x86_64-2-Hourly2-GP3', false, { ownerId: '309956199498' }],
  ['RHEL-9.4.0_HVM-20240605-x86_64-1', false, { ownerId: '309956199498' }],
  ['CentOS 7.9.2009 x86_64', true, { ownerId: '125523088429' }],
  ['CentOS Stream 8 x86_64 20230830', false, { ownerId: '125523088429' }],
  ['debian-10-amd64-20240211-1654', true, { ownerId: '136693071363' }],
  ['debian-10-backports-amd64-20240211-1654', false, { ownerId: '136693071363' }],
  ['suse-sles-15-v20180816-hvm-ssd-x86_64', true, { ownerId: '013907871322' }],
  ['suse-sles-15-v20220816-hvm-ssd-x86_64', false, { ownerId: '013907871322' }],
  ['suse-sles-12-sp4-v20190816-hvm-ssd-x86_64', true, { ownerId: '013907871322' }],
  ['suse-sles-15-sp1-v20200701-hvm-ssd-x86_64', true, { ownerId: '013907871322' }],
  ['suse-sles-12-sp5-v20220916-hvm-ssd-x86_64', false, { ownerId: '013907871322' }],
  ['suse-sles-15-sp5-v20230816-hvm-ssd-x86_64', false, { ownerId: '013907871322' }],
  ['amzn2-ami-hvm-2.0.20190115-x86_64-gp2', true, AMAZON],
  ['amzn2-ami-hvm-2.0.20230115.1-x86_64-gp2', false, AMAZON],
  ['amzn-ami-vpc-nat-hvm-2018.03.0.20181116-x86_64-ebs', true, AMAZON],
  // Of one's own, with a publisher's name.
  ['debian-10-amd64-20240211-1654', false, {}],
])('%s of a publisher: %s', (name, isOld, image) => {
  expect(judgeRecordedImage(record({ name, ...image }), '2026-11-01').oldEna !== undefined).toBe(isOld);
});

test.each([
  ['2.2.9', undefined, false],
  ['2.2.9g', undefined, false],
  ['2.2.10', undefined, false],
  ['2.10.0', undefined, false],
  ['3.0', undefined, false],
  ['2.2.8', undefined, true],
  ['2.1.0K', undefined, true],
  ['1.5.0', undefined, true],
  ['2.2', undefined, true],
  ['2.2.3', 'windows 2022', false],
  ['2.2.2', 'Windows Server 2016', true],
] as const)('ENA %s (%s): too old is %s', (enaVersion, os, isOld) => {
  const proof = { date: '2026-10-28', verdict: 'ready', evidence: 'files', failed: [], sha256: '', enaVersion } as const;
  expect(oldEnaOfProbe({ ...proof, ...(os === undefined ? {} : { os }) }) !== undefined).toBe(isOld);
});

test('the generations of the families that EC2 describes', () => {
  const families = [...new Set(Catalog.bundled().types.map(({ family }) => family))];
  const fifth = families.filter((family) => lateGenerationOf(family) === 5);
  expect(fifth).toEqual(
    expect.arrayContaining([
      'c7gn',
      'c8g',
      'c8gd',
      'm8g',
      'm8gd',
      'r8g',
      'r8gd',
      'x8g',
      'i7ie',
      'i8g',
      'p5en',
      'trn2',
      'hpc7g',
      'mac-m4',
      'mac-m4pro',
    ]),
  );
  const sixth = families.filter((family) => lateGenerationOf(family) === 6);
  expect(sixth).toEqual(expect.arrayContaining(['c8i', 'm8i', 'm8i-flex', 'm8a', 'r8gb', 'p6-b200', 'hpc8a']));
  for (const family of ['m7i', 'c7g', 't3', 't4g', 'u-9tb1', 'u7i-8tb', 'p5', 'g6', 'i7i', 'mac-m4max', 'i4i', 'hpc7a', 'is4gen', 'm4']) {
    expect([family, lateGenerationOf(family)]).toEqual([family, undefined]);
  }
  for (const family of ['t8i', 'm9g', 'g7e', 'p6-b300']) expect(lateGenerationOf(family)).toBe(6);
});
