import * as fc from 'fast-check';
import { NodegroupAmiType } from 'aws-cdk-lib/aws-eks';
import { EcsMachineImageType, EksMachineImageType } from 'aws-cdk-lib/aws-batch';
import {
  judgeBatchImageType,
  judgeBeanstalkPlatform,
  judgeCloud9Alias,
  judgeEksAmiType,
  judgeEmrRelease,
  judgeImageBuilderImage,
  SERVICE_IMAGES,
} from '../../lib/images/service-images';

const builder = (name: string): string => `arn:aws:imagebuilder:eu-west-1:aws:image/${name}/x.x.x`;

test.each(Object.values(NodegroupAmiType))('the AMI type %s of the CDK is ready, and its architecture known', (amiType) => {
  expect(judgeEksAmiType(amiType)).toMatchObject({ readiness: 'ready', architecture: amiType.includes('ARM_64') ? 'arm64' : 'x86_64' });
});

test.each([...Object.values(EcsMachineImageType), ...Object.values(EksMachineImageType), 'ECS_AL1'])(
  'the image type %s is ready',
  (type) => {
    const verdict = judgeBatchImageType(type);
    expect(verdict).toMatchObject({ readiness: 'ready', distribution: 'amazon-linux' });
    if (verdict.replacement !== undefined) expect(judgeBatchImageType(verdict.replacement)).toMatchObject({ readiness: 'ready' });
  },
);

test.each([
  [judgeEksAmiType, 'WINDOWS_FULL_2025_x86_64', { architecture: 'x86_64', distribution: 'windows', bootMode: 'uefi' }],
  [judgeEksAmiType, 'WINDOWS_CORE_2022_x86_64', { architecture: 'x86_64' }],
  [judgeEksAmiType, 'AL2_x86_64', { replacement: 'AL2023_x86_64_STANDARD', note: { kind: 'end-of-life', since: '2025-11-26' } }],
  [judgeEksAmiType, 'AL2_x86_64_GPU', { replacement: 'AL2023_x86_64_NVIDIA' }],
  [judgeEksAmiType, 'AL2_ARM_64', { replacement: 'AL2023_ARM_64_STANDARD' }],
  [judgeEksAmiType, 'BOTTLEROCKET_ARM_64_NVIDIA_FIPS', { architecture: 'arm64', bootMode: 'uefi' }],
  [judgeBatchImageType, 'EKS_AL2_NVIDIA', { architecture: 'x86_64' }],
  [judgeBatchImageType, 'EKS_AL2', { replacement: 'EKS_AL2023', note: { kind: 'end-of-life', since: '2025-11-26' } }],
  [judgeBatchImageType, 'ECS_AL2023', { excludesA1: true }],
  [judgeBatchImageType, 'ECS_AL2023_NVIDIA', { architecture: 'x86_64' }],
  [judgeBatchImageType, 'ECS_AL2_NVIDIA', { replacement: 'ECS_AL2023_NVIDIA', note: { kind: 'end-of-life', since: '2026-06-30' } }],
  [judgeBeanstalkPlatform, '64bit Amazon Linux 2023 v6.1.2 running Node.js 20', { distribution: 'amazon-linux' }],
  [
    judgeBeanstalkPlatform,
    '64bit Amazon Linux 2 v5.9.1 running Tomcat 9 Corretto 11',
    { note: { kind: 'end-of-life', since: '2026-06-30' } },
  ],
  [judgeBeanstalkPlatform, 'arn:aws:elasticbeanstalk:eu-west-1::platform/Python 3.11 running on 64bit Amazon Linux 2023/4.0.1', {}],
  [judgeBeanstalkPlatform, '64bit Amazon Linux 2018.03 v2.17.5 running PHP 7.2', { architecture: 'x86_64' }],
  [judgeBeanstalkPlatform, '64bit Windows Server Core 2022 v2.15.0 running IIS 10.0', { distribution: 'windows' }],
  [
    judgeBeanstalkPlatform,
    '64bit Windows Server Core 2016 v2.23.5 running IIS 10.0',
    { distribution: 'windows', note: { kind: 'end-of-life', since: '2026-09-30' } },
  ],
  [judgeEmrRelease, 'emr-7.5.0', {}],
  [judgeEmrRelease, 'emr-6.15.0', { note: { kind: 'end-of-life', since: '2026-06-30' } }],
  [judgeEmrRelease, 'emr-5.36.2', {}],
  [judgeEmrRelease, 'emr-5.30.0', { note: { kind: 'end-of-life', since: '2026-06-30' } }],
  [judgeEmrRelease, 'emr-5.29.0', { note: { kind: 'end-of-life', since: '2023-12-31' } }],
  [judgeEmrRelease, 'emr-5.20.1', { note: { kind: 'end-of-life', since: '2023-12-31' } }],
  [judgeEmrRelease, 'emr-5.13.0', { note: { kind: 'end-of-life', since: '2023-12-31' }, replacement: 'emr-7.9.0' }],
  [judgeCloud9Alias, 'amazonlinux-2023-x86_64', { architecture: 'x86_64' }],
  [judgeCloud9Alias, 'amazonlinux-2-x86_64', { replacement: 'amazonlinux-2023-x86_64' }],
  [judgeCloud9Alias, 'amazonlinux-1-x86_64', { replacement: 'amazonlinux-2023-x86_64' }],
  [judgeCloud9Alias, 'ubuntu-18.04-x86_64', { replacement: 'ubuntu-22.04-x86_64' }],
  [judgeCloud9Alias, 'ubuntu-22.04-x86_64', { distribution: 'ubuntu' }],
  [judgeImageBuilderImage, builder('amazon-linux-2023-x86'), { architecture: 'x86_64', distribution: 'amazon-linux' }],
  [judgeImageBuilderImage, builder('amazon-linux-2023-ecs-optimized-arm64'), { architecture: 'arm64', bootMode: 'uefi' }],
  [judgeImageBuilderImage, builder('amazon-linux-2-ecs-optimized-kernel-5-x86'), { architecture: 'x86_64' }],
  [judgeImageBuilderImage, builder('amazon-linux-x86-latest'), { architecture: 'x86_64' }],
  [judgeImageBuilderImage, builder('windows-server-2025-english-full-base-x86'), { bootMode: 'uefi' }],
  [judgeImageBuilderImage, builder('windows-server-2022-english-full-base-x86'), { distribution: 'windows' }],
  [judgeImageBuilderImage, builder('ubuntu-server-18-lts-x86'), { note: { kind: 'end-of-life', since: '2023-05-31' } }],
  [judgeImageBuilderImage, builder('ubuntu-server-22-lts-x86'), { distribution: 'ubuntu', architecture: 'x86_64' }],
  [judgeImageBuilderImage, builder('red-hat-enterprise-linux-9-arm64'), { distribution: 'rhel', architecture: 'arm64' }],
  [judgeImageBuilderImage, builder('suse-linux-enterprise-server-15-x86'), { distribution: 'suse' }],
  [judgeImageBuilderImage, 'arn:aws-cn:imagebuilder:cn-north-1:aws-cn:image/amazon-linux-2023-x86/2024.1.2/1', {}],
])('%o: %s is ready', (judge, name, expected) => {
  expect(judge(name)).toMatchObject({ readiness: 'ready', ...expected });
});

test.each([
  [judgeBeanstalkPlatform, '64bit Amazon Linux 2014.09 v1.0.9 running PHP 5.5'],
  [judgeBeanstalkPlatform, '64bit Debian jessie v2.16.0 running Python 3.4 (Preconfigured - Docker)'],
  [judgeBeanstalkPlatform, '64bit Windows Server 2012 R2 v2.11.0 running IIS 8.5'],
  [judgeEmrRelease, 'emr-5.12.2'],
  [judgeEmrRelease, 'emr-5.4.0'],
  [judgeEmrRelease, 'emr-4.9.6'],
  [judgeImageBuilderImage, builder('windows-server-2012-r2-english-full-base-x86')],
  [judgeImageBuilderImage, builder('ubuntu-server-14-lts-x86')],
  [judgeImageBuilderImage, builder('ubuntu-server-16-lts-arm64')],
])('%o: %s is too old', (judge, name) => {
  expect(judge(name)).toMatchObject({ readiness: 'not-ready', reason: 'tooOld' });
});

test.each([
  [judgeEksAmiType, 'CUSTOM', 'ownImage'],
  [judgeEksAmiType, 'AL3_x86_64', 'notInTable'],
  [judgeBatchImageType, 'my-image-type', 'notInTable'],
  [judgeBeanstalkPlatform, 'arn:aws:elasticbeanstalk:eu-west-1:123456789012:platform/Mine/1.0.0', 'ownImage'],
  [judgeBeanstalkPlatform, 'Amazon Linux', 'notInTable'],
  [judgeEmrRelease, 'emr-5.12', 'notInTable'],
  [judgeEmrRelease, 'emr-0.1.0', 'notInTable'],
  [judgeCloud9Alias, 'fedora', 'notInTable'],
  [judgeImageBuilderImage, 'arn:aws:imagebuilder:eu-west-1:123456789012:image/mine/1.0.0', 'ownImage'],
  [judgeImageBuilderImage, builder('plan-9'), 'notInTable'],
  [judgeImageBuilderImage, 'arn:aws:imagebuilder', 'notInTable'],
])('%o: %s is unproven', (judge, name, reason) => {
  expect(judge(name)).toMatchObject({ readiness: 'unproven', reason });
});

test('any text has a judgement', () => {
  const judges = [judgeEksAmiType, judgeBatchImageType, judgeBeanstalkPlatform, judgeEmrRelease, judgeCloud9Alias, judgeImageBuilderImage];
  fc.assert(fc.property(fc.constantFrom(...judges), fc.string(), (judge, text) => judge(text).text.length > 0));
  expect(Object.keys(SERVICE_IMAGES)).toHaveLength(judges.length);
});
