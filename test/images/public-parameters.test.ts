import * as fc from 'fast-check';
import type { ImageVerdict } from '../../lib/images/image-verdict';
import { judgePublicParameter, PUBLIC_PARAMETERS, ROW_FOLDER } from '../../lib/images/public-parameters';
import { AMAZON_LINUX_NAMES } from './amazon-linux-names';

const LATEST = 'ami-amazon-linux-latest';
const WINDOWS = 'ami-windows-latest';
const UBUNTU = 'canonical/ubuntu';

type Example = readonly [path: string, expected: Partial<ImageVerdict>];

const ready: readonly Example[] = [
  [`${LATEST}/al2027-preview-ami-kernel-default-x86_64`, { architecture: 'x86_64', excludesA1: true }],
  [`${LATEST}/al2027-preview-ami-minimal-kernel-default-arm64`, { architecture: 'arm64', bootMode: 'uefi' }],
  [`${LATEST}/al2027-ami-kernel-default-x86_64`, { architecture: 'x86_64', excludesA1: true }],
  [`${LATEST}/al2027-ami-minimal-kernel-default-arm64`, { architecture: 'arm64', bootMode: 'uefi' }],
  [`${WINDOWS}/Windows_Server-2025-English-Core-ECS_Optimized/image_id`, { architecture: 'x86_64', bootMode: 'uefi' }],
  [`${WINDOWS}/Windows_Server-2025-English-Full-EKS_Optimized-1.33/image_id`, { architecture: 'x86_64', bootMode: 'uefi' }],
  ['ecs/optimized-ami/amazon-linux-2022/recommended/image_id', { architecture: 'x86_64', note: { kind: 'end-of-life' } }],
  [
    'ecs/optimized-ami/amazon-linux-2022/arm64/recommended/image_id',
    { architecture: 'arm64', replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id' },
  ],
  ['pcs/ami/al2023/arm64/latest/ami-id', { architecture: 'arm64' }],
  ['pcs/ami/ubuntu-22.04/x86_64/latest/ami-id', { architecture: 'x86_64' }],
  ['datasync/ami', { architecture: 'x86_64' }],
  ['datasync/ami/v3', { architecture: 'x86_64' }],
  ['storagegateway/ami/FILE_S3/latest', { architecture: 'x86_64' }],
  ['neuron/dlami/multi-framework/amazon-linux-2023/latest/image_id', { architecture: 'x86_64' }],
  [`${UBUNTU}/server/18.04/stable/current/amd64/hvm/ebs-gp2/ami-id`, { note: { kind: 'end-of-life', since: '2023-05-31' } }],
  [`${UBUNTU}/server/focal/stable/20240101/arm64/hvm/ebs-gp2/ami-id`, { note: { kind: 'end-of-life', since: '2025-05-29' } }],
  [`${UBUNTU}/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`, {}],
  [`${UBUNTU}/pro-server/18.04/stable/current/amd64/hvm/ebs-gp2/ami-id`, {}],
  ['debian/release/10/latest/amd64', { note: { kind: 'end-of-life', since: '2024-06-30' } }],
  ['debian/release/bullseye-backports/latest/arm64', { note: { kind: 'end-of-life', since: '2026-08-31' } }],
  ['debian/release/13/latest/amd64', {}],
  ['suse/sles/15-sp6/x86_64/latest', { note: { kind: 'end-of-life', since: '2025-12-31' } }],
  ['suse/sles/15-sp7/x86_64/latest', {}],
  ['freebsd/amd64/base/ufs/13.5/RELEASE', { note: { kind: 'end-of-life', since: '2026-04-30' } }],
  ['freebsd/amd64/base/ufs/14.4/RELEASE', {}],
  [`${WINDOWS}/Windows_Server-20H2-English-Core-Base`, { note: { kind: 'end-of-life', since: '2022-08-09' } }],
  [`${LATEST}/al2022-ami-kernel-5.15-arm64`, { architecture: 'arm64', note: { kind: 'end-of-life' } }],
  ['cloud9/amis/amazonlinux-2023-x86_64', { architecture: 'x86_64', distribution: 'amazon-linux' }],
  ['cloud9/amis/amazonlinux-2-x86_64', { note: { kind: 'end-of-life', since: '2026-06-30' } }],
  ['cloud9/amis/ubuntu-18.04-x86_64', { note: { kind: 'end-of-life', since: '2023-05-31' } }],
  ['cloud9/amis/ubuntu-22.04-x86_64', { distribution: 'ubuntu' }],
  [`${UBUNTU}/server/16.04/stable/current/amd64/hvm/ebs-gp2/ami-id`, { architecture: 'x86_64', distribution: 'ubuntu' }],
  [`${UBUNTU}/server/noble/stable/20250115/arm64/hvm/ebs-gp3/ami-id`, { architecture: 'arm64', bootMode: 'uefi' }],
  [`${UBUNTU}/server-minimal/focal/stable/current/amd64/hvm/ebs-io1/ami-id`, { architecture: 'x86_64' }],
  [`${UBUNTU}/pro-server/18.04/stable/current/arm64/hvm/ebs-gp2/ami-id`, { architecture: 'arm64' }],
  [`${UBUNTU}/eks/22.04/1.29/stable/current/amd64/hvm/ebs-gp2/ami-id`, { architecture: 'x86_64' }],
  [`${WINDOWS}/Windows_Server-2016-English-Full-Base`, { architecture: 'x86_64', distribution: 'windows' }],
  [`${WINDOWS}/Windows_Server-2019-Japanese-Full-SQL_2019_Standard`, { architecture: 'x86_64' }],
  [`${WINDOWS}/EC2LaunchV2-Windows_Server-2019-English-Full-Base`, { architecture: 'x86_64' }],
  [`${WINDOWS}/TPM-Windows_Server-2022-English-Core-Base`, { bootMode: 'uefi' }],
  [`${WINDOWS}/Windows_Server-2025-English-Full-Base`, { bootMode: 'uefi' }],
  [`${WINDOWS}/BIOS-Windows_Server-2025-English-Full-Base`, { bootMode: 'legacy-bios' }],
  [`${WINDOWS}/Windows_Server-1809-English-Core-Base`, { note: { kind: 'end-of-life' } }],
  [`${WINDOWS}/Windows_Server-2022-English-Full-ECS_Optimized/image_id`, { architecture: 'x86_64' }],
  [`${WINDOWS}/Windows_Server-2022-English-Core-EKS_Optimized-1.28/image_id`, { architecture: 'x86_64' }],
  [`${WINDOWS}/Windows_Server-20H2-English-Core-ECS_Optimized/image_id`, { note: { kind: 'end-of-life' } }],
  [`${WINDOWS}/Windows_Server-1909-English-Core-EKS_Optimized-1.16/image_id`, { note: { kind: 'end-of-life' } }],
  [`${WINDOWS}/amzn2-x86_64-SQL_2019_Standard`, { architecture: 'x86_64', distribution: 'amazon-linux' }],
  [`${WINDOWS}/amzn2-ami-hvm-2.0.20191217.0-x86_64-gp2-mono`, { distribution: 'amazon-linux', note: { kind: 'end-of-life' } }],
  ['ecs/optimized-ami/windows_server/2019/english/full/recommended/image_id', { note: { kind: 'end-of-life' } }],
  ['ecs/optimized-ami/amazon-linux-2023/recommended/image_id', { architecture: 'x86_64', distribution: 'amazon-linux' }],
  ['ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id', { architecture: 'arm64' }],
  ['ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id', { architecture: 'x86_64' }],
  [
    'ecs/optimized-ami/amazon-linux-2/kernel-5.10/arm64/recommended/image_id',
    { architecture: 'arm64', replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id' },
  ],
  [
    'ecs/optimized-ami/amazon-linux-2/recommended/image_id',
    { architecture: 'x86_64', replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id' },
  ],
  [
    'ecs/optimized-ami/amazon-linux-2/kernel-5.10/gpu/recommended/image_id',
    { architecture: 'x86_64', replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id' },
  ],
  [
    'ecs/optimized-ami/amazon-linux-2/inf/recommended/image_id',
    { architecture: 'x86_64', replacement: '/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id' },
  ],
  ['ecs/optimized-ami/amazon-linux-2/amzn2-ami-ecs-hvm-2.0.20181112-x86_64-ebs/image_id', { architecture: 'x86_64' }],
  ['ecs/optimized-ami/amazon-linux-2/inf/recommended/image_id', { architecture: 'x86_64', note: { kind: 'end-of-life' } }],
  ['ecs/optimized-ami/amazon-linux/amzn-ami-2018.03.20210413-amazon-ecs-optimized/image_id', { architecture: 'x86_64' }],
  ['ecs/optimized-ami/amazon-linux/recommended/image_id', { note: { kind: 'end-of-life', since: '2023-12-31' } }],
  ['eks/optimized-ami/1.31/amazon-linux-2023/arm64/standard/recommended/image_id', { architecture: 'arm64' }],
  ['eks/optimized-ami/1.31/amazon-linux-2023/x86_64/nvidia/recommended/image_id', { architecture: 'x86_64' }],
  [
    'eks/optimized-ami/1.29/amazon-linux-2/recommended/image_id',
    { architecture: 'x86_64', replacement: '/aws/service/eks/optimized-ami/1.29/amazon-linux-2023/x86_64/standard/recommended/image_id' },
  ],
  [
    'eks/optimized-ami/1.29/amazon-linux-2-arm64/recommended/image_id',
    { architecture: 'arm64', replacement: '/aws/service/eks/optimized-ami/1.29/amazon-linux-2023/arm64/standard/recommended/image_id' },
  ],
  [
    'eks/optimized-ami/1.29/amazon-linux-2-gpu/amazon-eks-gpu-node-1.29-v20240202/image_id',
    { architecture: 'x86_64', replacement: '/aws/service/eks/optimized-ami/1.29/amazon-linux-2023/x86_64/nvidia/recommended/image_id' },
  ],
  ['bottlerocket/aws-k8s-1.30-nvidia/arm64/latest/image_id', { architecture: 'arm64', distribution: 'bottlerocket' }],
  ['bottlerocket/aws-ecs-2/x86_64/1.20.0-fcf71a47/image_id', { architecture: 'x86_64' }],
  ['debian/release/bookworm/latest/amd64', { architecture: 'x86_64', distribution: 'debian' }],
  ['debian/daily/9/latest/arm64', { architecture: 'arm64' }],
  ['suse/sles/12-sp2/x86_64/latest', { architecture: 'x86_64', distribution: 'suse' }],
  ['suse/sles-byos/15-sp6/arm64/latest', { architecture: 'arm64' }],
  ['suse/sles/16.0/x86_64/latest', { architecture: 'x86_64' }],
  ['freebsd/amd64/base/ufs/13.0/RELEASE', { architecture: 'x86_64', distribution: 'freebsd' }],
  ['freebsd/aarch64/base/zfs/14.3/RELEASE', { architecture: 'arm64', bootMode: 'uefi' }],
  ['freebsd/amd64/base/zfs/14.3/RELEASE', { architecture: 'x86_64', bootMode: 'uefi-preferred' }],
  ['freebsd/amd64/base/ufs/13.1/RELEASE', { architecture: 'x86_64', bootMode: 'uefi' }],
  ['ec2-macos/sonoma/arm64_mac/latest/image_id', { architecture: 'arm64_mac', distribution: 'macos' }],
  ['ec2-macos/mojave/x86_64_mac/10.14.6/image_id', { architecture: 'x86_64_mac' }],
  ['deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-ubuntu-22.04/latest/ami-id', { architecture: 'x86_64' }],
  ['neuron/dlami/multi-framework/ubuntu-22.04/latest/image_id', {}],
];

const notReady: readonly (readonly [path: string, reason: string, replacement: string])[] = [
  [
    `${UBUNTU}/server/16.04/stable/current/amd64/pv/ebs-ssd/ami-id`,
    'paravirtual',
    `${UBUNTU}/server/16.04/stable/current/amd64/hvm/ebs-gp2/ami-id`,
  ],
  [
    `${UBUNTU}/server/14.04/stable/current/amd64/pv/instance-store/ami-id`,
    'paravirtual',
    `${UBUNTU}/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`,
  ],
  [
    `${UBUNTU}/server/xenial/stable/current/amd64/hvm/instance-store/ami-id`,
    'instanceStore',
    `${UBUNTU}/server/xenial/stable/current/amd64/hvm/ebs-gp2/ami-id`,
  ],
  [
    `${UBUNTU}/server/trusty/stable/current/amd64/hvm/ebs-gp2/ami-id`,
    'tooOld',
    `${UBUNTU}/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`,
  ],
  [
    `${UBUNTU}/server/16.04/stable/current/arm64/hvm/ebs-gp2/ami-id`,
    'tooOld',
    `${UBUNTU}/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id`,
  ],
  [`${WINDOWS}/Windows_Server-2012-R2_RTM-English-64Bit-Base`, 'tooOld', `${WINDOWS}/Windows_Server-2022-English-Full-Base`],
  [`${WINDOWS}/Windows_Server-2012_RTM-English-Full-Base`, 'tooOld', `${WINDOWS}/Windows_Server-2022-English-Full-Base`],
  [`${WINDOWS}/Windows_Server-2008-R2_SP1-English-64Bit-Base`, 'tooOld', `${WINDOWS}/Windows_Server-2022-English-Full-Base`],
  [`${WINDOWS}/EC2LaunchV2-Windows_Server-2012_R2_RTM-English-Full-Base`, 'tooOld', `${WINDOWS}/Windows_Server-2022-English-Full-Base`],
  ['debian/release/jessie/latest/amd64', 'tooOld', 'debian/release/13/latest/amd64'],
  ['suse/sles/12-sp1/x86_64/latest', 'tooOld', 'suse/sles/15-sp7/x86_64/latest'],
  ['suse/sles-byos/11-sp4/x86_64/latest', 'tooOld', 'suse/sles-byos/15-sp7/x86_64/latest'],
  ['freebsd/amd64/base/ufs/10.4/RELEASE', 'tooOld', 'freebsd/amd64/base/ufs/14.4/RELEASE'],
  ['freebsd/amd64/base/ufs/11.0/RELEASE', 'tooOld', 'freebsd/amd64/base/ufs/14.4/RELEASE'],
  ['freebsd/amd64/base/ufs/11.4/RELEASE', 'tooOld', 'freebsd/amd64/base/ufs/14.4/RELEASE'],
  ['freebsd/amd64/base/zfs/12.4/STABLE', 'tooOld', 'freebsd/amd64/base/zfs/14.4/RELEASE'],
  ['freebsd/aarch64/base/ufs/12.2/RELEASE', 'tooOld', 'freebsd/aarch64/base/ufs/14.4/RELEASE'],
  ['ecs/optimized-ami/amazon-linux-2023/recommended', 'notAnId', 'ecs/optimized-ami/amazon-linux-2023/recommended/image_id'],
  [
    'ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_name',
    'notAnId',
    'ecs/optimized-ami/amazon-linux-2/arm64/recommended/image_id',
  ],
  ['eks/optimized-ami/1.29/amazon-linux-2/recommended', 'notAnId', 'eks/optimized-ami/1.29/amazon-linux-2/recommended/image_id'],
  ['bottlerocket/aws-ecs-2/x86_64/latest/image_version', 'notAnId', 'bottlerocket/aws-ecs-2/x86_64/latest/image_id'],
  [
    `${WINDOWS}/Windows_Server-2022-English-Full-ECS_Optimized`,
    'notAnId',
    `${WINDOWS}/Windows_Server-2022-English-Full-ECS_Optimized/image_id`,
  ],
  [
    `${WINDOWS}/Windows_Server-2025-English-Full-ECS_Optimized`,
    'notAnId',
    `${WINDOWS}/Windows_Server-2025-English-Full-ECS_Optimized/image_id`,
  ],
  [
    `${WINDOWS}/Windows_Server-20H2-English-Core-ECS_Optimized`,
    'notAnId',
    `${WINDOWS}/Windows_Server-20H2-English-Core-ECS_Optimized/image_id`,
  ],
  [
    `${WINDOWS}/Windows_Server-1909-English-Core-EKS_Optimized-1.16`,
    'notAnId',
    `${WINDOWS}/Windows_Server-1909-English-Core-EKS_Optimized-1.16/image_id`,
  ],
  [
    'ecs/optimized-ami/amazon-linux/amzn-ami-2017.09.l-amazon-ecs-optimized/image_id',
    'tooOld',
    'ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
  ],
  [
    `${WINDOWS}/Windows_Server-2019-English-Core-EKS_Optimized-1.28`,
    'notAnId',
    `${WINDOWS}/Windows_Server-2019-English-Core-EKS_Optimized-1.28/image_id`,
  ],
  [
    'ecs/optimized-ami/windows_server/2016/english/full/2018.03.26/image_id',
    'tooOld',
    `${WINDOWS}/Windows_Server-2022-English-Full-ECS_Optimized/image_id`,
  ],
  ['ecs/optimized-ami/amazon-linux-2022/recommended', 'notAnId', 'ecs/optimized-ami/amazon-linux-2022/recommended/image_id'],
  ['ec2-macos/sonoma/arm64_mac/latest', 'notAnId', 'ec2-macos/sonoma/arm64_mac/latest/image_id'],
  [`${UBUNTU}/server/trusty/stable/current/amd64/pv/ebs-ssd`, 'notAnId', `${UBUNTU}/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`],
];

test('EC2 publishes 45 names of Amazon Linux', () => {
  expect(new Set(AMAZON_LINUX_NAMES.map(([name]) => name)).size).toBe(45);
});

test.each(AMAZON_LINUX_NAMES)('%s is %s, on %s', (name, expected, architecture) => {
  const verdict = judgePublicParameter(`/aws/service/${LATEST}/${name}`);
  expect(verdict).toMatchObject({ readiness: expected === 'ready' ? 'ready' : 'not-ready', architecture, distribution: 'amazon-linux' });
  expect(verdict.reason ?? 'ready').toBe(expected);
  expect(verdict.bootMode).toBe(architecture === 'arm64' ? 'uefi' : undefined);
  expect(verdict.note?.since).toBe(name.startsWith('al2023') ? undefined : name.startsWith('amzn2') ? '2026-06-30' : '2023-12-31');
});

test.each(AMAZON_LINUX_NAMES.filter(([, verdict]) => verdict !== 'ready'))('%s is %s, and is replaced by a name that exists', (name) => {
  const { replacement } = judgePublicParameter(`/aws/service/${LATEST}/${name}`);
  const replacements = AMAZON_LINUX_NAMES.filter(([, verdict]) => verdict === 'ready').map(([each]) => `/aws/service/${LATEST}/${each}`);
  expect(replacements).toContain(replacement);
  expect(replacement?.includes('-minimal-')).toBe(name.includes('-minimal-'));
});

test.each(ready)('%s is ready', (path, expected) => {
  expect(judgePublicParameter(`/aws/service/${path}`)).toMatchObject({ readiness: 'ready', ...expected });
});

test.each(notReady)('%s is not ready: %s', (path, reason, replacement) => {
  expect(judgePublicParameter(`/aws/service/${path}`)).toMatchObject({
    readiness: 'not-ready',
    reason,
    replacement: `/aws/service/${replacement}`,
  });
});

test.each([
  ['/aws/service/marketplace/prod-abcdef123456/latest', 'notInTable'],
  ['/aws/service/redhat/rhel/9/x86_64/latest', 'notInTable'],
  [`/aws/service/${LATEST}/al2023-ami-kernel-6.1-x86_65`, 'notInTable'],
  [`/aws/service/${LATEST}/amzn2-ami-pv-x86_64-ebs`, 'notInTable'],
  ['/aws/service/debian/release/9/latest/riscv64', 'notInTable'],
  ['/aws/reference/secretsmanager/image', 'notInTable'],
  ['/aws/service/ecs/optimized-ami/amazon-linux-2/image_id', 'notInTable'],
  ['/golden-ami', 'ownParameter'],
  ['golden-ami:3', 'ownParameter'],
  ['', 'ownParameter'],
])('%s is unproven: %s', (path, reason) => {
  expect(judgePublicParameter(path)).toMatchObject({ readiness: 'unproven', reason });
});

test.each([
  `${UBUNTU}/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id`,
  `${UBUNTU}/pro-server/18.04/stable/current/amd64/hvm/ebs-gp2/ami-id`,
  'debian/release/13/latest/amd64',
  'suse/sles/15-sp7/x86_64/latest',
  'freebsd/amd64/base/ufs/14.4/RELEASE',
])('%s is maintained', (path) => {
  expect(judgePublicParameter(`/aws/service/${path}`).note).toBeUndefined();
});

test.each([':1', ':production', ':'])('a version or label changes nothing: %s', (suffix) => {
  const path = '/aws/service/debian/release/12/latest/arm64';
  expect(judgePublicParameter(`${path}${suffix}`)).toEqual(judgePublicParameter(path));
  expect(judgePublicParameter(`arn:aws-us-gov:ssm:us-gov-west-1::parameter${path}${suffix}`)).toEqual(judgePublicParameter(path));
});

test.each([
  ['ecs/optimized-ami/amazon-linux-2/recommended', 'ecs/optimized-ami/amazon-linux-2023/recommended'],
  ['ecs/optimized-ami/amazon-linux-2/arm64/recommended', 'ecs/optimized-ami/amazon-linux-2023/arm64/recommended'],
  ['ecs/optimized-ami/amazon-linux-2/kernel-5.10/gpu/recommended', 'ecs/optimized-ami/amazon-linux-2023/gpu/recommended'],
  ['eks/optimized-ami/1.32/amazon-linux-2/recommended', 'eks/optimized-ami/1.32/amazon-linux-2023/x86_64/standard/recommended'],
  ['eks/optimized-ami/1.32/amazon-linux-2-gpu/recommended', 'eks/optimized-ami/1.32/amazon-linux-2023/x86_64/nvidia/recommended'],
  ['eks/optimized-ami/1.32/amazon-linux-2-arm64/recommended', 'eks/optimized-ami/1.32/amazon-linux-2023/arm64/standard/recommended'],
])('what is for containers is replaced by what is for containers: %s', (name, replacement) => {
  const verdict = judgePublicParameter(`/aws/service/${name}/image_id`);
  expect(verdict).toMatchObject({ readiness: 'ready', replacement: `/aws/service/${replacement}/image_id` });
  expect(judgePublicParameter(`/aws/service/${replacement}/image_id`).architecture).toBe(verdict.architecture);
});

test('every row has a name that it fits in test/images/public-parameters.test.ts, and a source', () => {
  const names = [
    ...AMAZON_LINUX_NAMES.map(([name]) => `${LATEST}/${name}`),
    ...ready.map(([path]) => path),
    ...notReady.map(([path]) => path),
  ];
  const patterns = PUBLIC_PARAMETERS.map(({ name, member }) => new RegExp(`^(?:${name})${member === undefined ? '' : `/${member}`}$`));
  const covered = new Set(names.map((name) => patterns.findIndex((pattern) => pattern.test(name))));
  expect(PUBLIC_PARAMETERS.filter((_, index) => !covered.has(index)).map(({ name }) => name)).toEqual([]);
  expect(PUBLIC_PARAMETERS.filter(({ source }) => !/^https:\/\/[\w.-]+\/\S+$/.test(source)).map(({ name }) => name)).toEqual([]);
});

test('every replacement is ready itself', () => {
  for (const path of [
    ...AMAZON_LINUX_NAMES.map(([name]) => `${LATEST}/${name}`),
    ...ready.map(([each]) => each),
    ...notReady.map(([each]) => each),
  ]) {
    const { replacement } = judgePublicParameter(`/aws/service/${path}`);
    if (replacement !== undefined) expect([path, judgePublicParameter(replacement).readiness]).toEqual([path, 'ready']);
  }
});

test('any text has a judgement', () => {
  const segment = fc.constantFrom(
    'aws',
    'service',
    'ecs',
    'optimized-ami',
    'amazon-linux-2',
    'arm64',
    'recommended',
    'image_id',
    'canonical',
    'ubuntu',
    'server',
    '14.04',
    'pv',
    'a:1',
  );
  const path = fc.array(segment, { maxLength: 12 }).map((segments) => `/${segments.join('/')}`);
  fc.assert(fc.property(fc.oneof(fc.string(), path), (text) => judgePublicParameter(text).text.length > 0));
});

test('every row begins with a folder, and none has a name of another kind beside it', () => {
  expect(PUBLIC_PARAMETERS.filter(({ name }) => !ROW_FOLDER.test(name))).toEqual([]);
  // Outside any group an alternative could begin with something else.
  const withoutGroups = (name: string): string => {
    const inner = name.replace(/\\.|\[(?:\\.|[^\]])*\]/g, '_').replace(/\([^()]*\)/g, '_');
    return inner.includes('(') ? withoutGroups(inner) : inner;
  };
  expect(PUBLIC_PARAMETERS.map(({ name }) => withoutGroups(name)).filter((name) => name.includes('|'))).toEqual([]);
});
