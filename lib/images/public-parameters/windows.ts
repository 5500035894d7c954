import type { PublicParameterRow } from './row';

const SOURCE = 'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters-ami.html';
/** Images from before August 2018 need drivers before they move to Nitro. */
const DRIVERS = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html';
/** Windows Server 2025 boots by UEFI, for containers too, unless its name begins with `BIOS-`. */
const BOOT_MODES = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/launch-instance-boot-mode.html';
const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html';
const EKS = 'https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html';

const LATEST = 'ami-windows-latest/';
const SERVER = '(?:EC2LaunchV2-)?Windows_Server-';
/** Long-term releases, as they stand in a name. */
const YEARS = '(?:2016|2019|2022|2025)';
/** Long-term releases that boot by legacy BIOS by default. */
const YEARS_BEFORE_2025 = '(?:2016|2019|2022)';
/** Releases in between, all of them no longer maintained. */
const SEMI_ANNUAL = '(?<release>1709|1803|1809|1903|1909|2004|20H2)';
const REPLACEMENT = `/aws/service/${LATEST}Windows_Server-2022-English-Full-Base`;

const ECS_REPLACEMENT = `/aws/service/${LATEST}Windows_Server-2022-English-Full-ECS_Optimized/image_id`;

/** Rows of Windows images share these. */
const WINDOWS_IMAGE = { distribution: 'windows', architecture: 'x86_64' } as const;

export const WINDOWS: readonly PublicParameterRow[] = [
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}2025-English-(?:Full|Core)-ECS_Optimized`,
    member: 'image_id',
    about: 'Windows Server 2025 optimized for Amazon ECS, which boots by UEFI',
    bootMode: 'uefi',
    source: ECS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${YEARS_BEFORE_2025}-English-(?:Full|Core)-ECS_Optimized`,
    member: 'image_id',
    about: 'Windows Server optimized for Amazon ECS',
    source: ECS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}2025-English-(?:Full|Core)-EKS_Optimized-[\\d.]+`,
    member: 'image_id',
    about: 'Windows Server 2025 optimized for Amazon EKS, which boots by UEFI',
    bootMode: 'uefi',
    source: EKS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${YEARS_BEFORE_2025}-English-(?:Full|Core)-EKS_Optimized-[\\d.]+`,
    member: 'image_id',
    about: 'Windows Server optimized for Amazon EKS',
    source: EKS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${SEMI_ANNUAL}-English-Core-ECS_Optimized`,
    member: 'image_id',
    about: 'a semi-annual release of Windows Server optimized for Amazon ECS',
    replacement: ECS_REPLACEMENT,
    source: ECS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${SEMI_ANNUAL}-English-Core-EKS_Optimized-(?<kubernetes>[\\d.]+)`,
    member: 'image_id',
    about: 'a semi-annual release of Windows Server optimized for Amazon EKS',
    replacement: `/aws/service/${LATEST}Windows_Server-2022-English-Core-EKS_Optimized-$<kubernetes>/image_id`,
    source: EKS,
  },
  {
    ...WINDOWS_IMAGE,
    name: 'ecs/optimized-ami/windows_server/2016/english/full/2018\\.0[1-7]\\.[\\w.-]+',
    member: 'image_id',
    about: 'Windows Server optimized for Amazon ECS from before August 2018, which may lack the ENA and NVMe drivers',
    unready: 'tooOld',
    replacement: ECS_REPLACEMENT,
    source: DRIVERS,
  },
  {
    ...WINDOWS_IMAGE,
    // Named by their date, and from before August 2018 without the drivers.
    name: 'ecs/optimized-ami/windows_server/(?:2016|2019)/english/full/(?!2018\\.0[1-7]\\.)[\\w.-]+',
    member: 'image_id',
    about: 'Windows Server optimized for Amazon ECS, under names that are no longer kept up to date',
    note: { kind: 'end-of-life' },
    replacement: ECS_REPLACEMENT,
    source: ECS,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}TPM-${SERVER}${YEARS}-[\\w.-]+`,
    about: 'Windows Server that boots by UEFI, with NitroTPM',
    bootMode: 'uefi',
    nitroTpm: true,
    source: 'https://docs.aws.amazon.com/ec2/latest/windows-ami-reference/ami-windows-tpm.html',
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}2025-[\\w.-]+`,
    about: 'Windows Server that boots by UEFI',
    bootMode: 'uefi',
    source: BOOT_MODES,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}BIOS-${SERVER}2025-[\\w.-]+`,
    about: 'Windows Server 2025 that boots by legacy BIOS',
    bootMode: 'legacy-bios',
    source: BOOT_MODES,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${YEARS}-[\\w.-]+`,
    about: 'Windows Server 2016 or later',
    source: SOURCE,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}${SERVER}${SEMI_ANNUAL}-[\\w.-]+`,
    about: 'a semi-annual release of Windows Server',
    replacement: REPLACEMENT,
    source: SOURCE,
  },
  {
    ...WINDOWS_IMAGE,
    name: `${LATEST}(?:TPM-)?${SERVER}20(?:03|08|12)(?:[-_](?:[\\w.-]*-(?<architecture>32Bit)-)?[\\w.-]+)`,
    about: 'Windows Server from before 2016, which may lack the ENA and NVMe drivers',
    unready: 'tooOld',
    replacement: REPLACEMENT,
    source: DRIVERS,
  },
];
