import type { SelectableArchitecture } from '../../base/architecture';

/**
 * Batch's keywords for a choice of instance types, each with the architecture of the types. `optimal`, which used to mean C4, M4 and R4 as
 * well, has meant `default_x86_64` since November 2025.
 * Source: AWS Batch API reference, ComputeResource; AWS Batch user guide, "Instance type compute table".
 */
export const BATCH_KEYWORDS: ReadonlyMap<string, SelectableArchitecture> = new Map<string, SelectableArchitecture>([
  ['optimal', 'x86_64'],
  ['default_x86_64', 'x86_64'],
  ['default_arm64', 'arm64'],
]);
