import type { SelectableArchitecture } from '../../base/architecture';

/**
 * Batch's keywords for a choice of instance types, each with the architecture of the types. `optimal` used to mean C4, M4 and R4
 * (https://aws.amazon.com/blogs/hpc/introducing-default-instance-categories-for-aws-batch/), and has meant `default_x86_64`
 * since November 2025 (https://docs.aws.amazon.com/batch/latest/userguide/optimal-default-instance-troubleshooting.html).
 */
export const BATCH_KEYWORDS: ReadonlyMap<string, SelectableArchitecture> = new Map<string, SelectableArchitecture>([
  ['optimal', 'x86_64'],
  ['default_x86_64', 'x86_64'],
  ['default_arm64', 'arm64'],
]);
