/** The source of a suggestion: AWS names the successor, or we chose the closest family. */
export type SuggestionSource = 'documented' | 'own suggestion';

export interface SuccessorFamilies {
  /**
   * x86_64 families in order of preference. A later one counts if the earlier ones have no size with as many vCPUs, are not offered in the
   * Region of the launch, or do not satisfy the launch.
   */
  readonly x86: readonly [string, ...string[]];
  /** Graviton families in order of preference; empty if none is comparable. */
  readonly arm64: readonly string[];
  readonly source: SuggestionSource;
}

/**
 * The families with a type that runs on the Xen hypervisor, each with its successors. The set is closed: G3s of 2018 was the last Xen
 * family that EC2 released. Each type has its own verdict all the same, because i3.metal and p3dn.24xlarge are built on Nitro (P3dn is a
 * family of its own). The successors are families of the current generation; G5, for example, no longer is.
 *
 * Sources: EC2's list of Nitro-based instances, and DescribeInstanceTypes if the type still exists. For documented successors, AWS's
 * "previous generation instances" page.
 */
export const SUCCESSOR_FAMILIES: ReadonlyMap<string, SuccessorFamilies> = new Map<string, SuccessorFamilies>([
  // General purpose
  ['m1', { x86: ['m7i', 'm6i'], arm64: ['m7g', 'm6g'], source: 'documented' }],
  ['m2', { x86: ['r7i', 'r6i'], arm64: ['r7g', 'r6g'], source: 'own suggestion' }],
  ['m3', { x86: ['m7i', 'm6i'], arm64: ['m7g', 'm6g'], source: 'documented' }],
  ['m4', { x86: ['m7i', 'm6i'], arm64: ['m7g', 'm6g'], source: 'own suggestion' }],
  ['t1', { x86: ['t3'], arm64: ['t4g'], source: 'documented' }],
  ['t2', { x86: ['t3'], arm64: ['t4g'], source: 'own suggestion' }],
  // Compute optimized
  ['c1', { x86: ['c7i', 'c6i'], arm64: ['c7g', 'c6g'], source: 'own suggestion' }],
  ['c3', { x86: ['c7i', 'c6i'], arm64: ['c7g', 'c6g'], source: 'own suggestion' }],
  ['c4', { x86: ['c7i', 'c6i'], arm64: ['c7g', 'c6g'], source: 'own suggestion' }],
  ['cc1', { x86: ['c7i', 'c6i'], arm64: ['c7g', 'c6g'], source: 'own suggestion' }],
  ['cc2', { x86: ['c7i', 'c6i'], arm64: ['c7g', 'c6g'], source: 'own suggestion' }],
  // Memory optimized
  ['cr1', { x86: ['r7i', 'r6i'], arm64: ['r7g', 'r6g'], source: 'own suggestion' }],
  ['r3', { x86: ['r7i', 'r6i'], arm64: ['r7g', 'r6g'], source: 'own suggestion' }],
  ['r4', { x86: ['r7i', 'r6i'], arm64: ['r7g', 'r6g'], source: 'own suggestion' }],
  ['x1', { x86: ['x2idn', 'x2iedn'], arm64: ['x2gd'], source: 'own suggestion' }],
  ['x1e', { x86: ['x2iedn'], arm64: [], source: 'own suggestion' }],
  // Storage optimized
  ['d2', { x86: ['d3', 'i3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['h1', { x86: ['i4i', 'i3en'], arm64: ['im4gn'], source: 'own suggestion' }],
  ['hi1', { x86: ['i4i', 'i3en'], arm64: ['i8g', 'i4g'], source: 'own suggestion' }],
  ['hs1', { x86: ['d3', 'i3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  // AWS documents I3 for I2, which runs on Xen as well.
  ['i2', { x86: ['i4i', 'i3en'], arm64: ['i8g', 'i4g'], source: 'own suggestion' }],
  ['i3', { x86: ['i4i', 'i3en'], arm64: ['i8g', 'i4g'], source: 'own suggestion' }],
  // Accelerated computing
  ['cg1', { x86: ['g6', 'g4dn'], arm64: ['g5g'], source: 'own suggestion' }],
  ['f1', { x86: ['f2'], arm64: [], source: 'own suggestion' }],
  ['g2', { x86: ['g6', 'g4dn'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3', { x86: ['g6', 'g4dn'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3s', { x86: ['g6', 'g4dn'], arm64: ['g5g'], source: 'own suggestion' }],
  ['p2', { x86: ['g6', 'g4dn'], arm64: [], source: 'own suggestion' }],
  ['p3', { x86: ['g6e', 'p4d'], arm64: [], source: 'own suggestion' }],
]);

/** Every family with a type that runs on the Xen hypervisor. */
export const XEN_FAMILIES: ReadonlySet<string> = new Set(SUCCESSOR_FAMILIES.keys());

/** Types to use instead, in order of preference. */
export interface SuccessorTypes {
  readonly x86: readonly [string, ...string[]];
  readonly arm64: readonly string[];
}

/**
 * Successors of single types: of types that EC2 no longer describes, which have no figures to compare, and of types with one vCPU, whose
 * successor family has no size as small. Comments: vCPUs, memory in GiB and accelerators of the old type, from its documentation. If no
 * type has as much of each, memory counts more than accelerators, because newer accelerators do more.
 */
export const SUCCESSORS_BY_TYPE: ReadonlyMap<string, SuccessorTypes> = new Map<string, SuccessorTypes>([
  ['m1.small', { x86: ['t3.small'], arm64: ['m7g.medium', 'm6g.medium'] }], // 1, 1.7
  ['m1.medium', { x86: ['t3.medium'], arm64: ['m7g.medium', 'm6g.medium'] }], // 1, 3.75
  ['m3.medium', { x86: ['t3.medium'], arm64: ['m7g.medium', 'm6g.medium'] }], // 1, 3.75
  ['cc1.4xlarge', { x86: ['c7i.4xlarge', 'c6i.4xlarge'], arm64: ['c7g.4xlarge', 'c6g.4xlarge'] }], // 16, 23
  ['cc2.8xlarge', { x86: ['c7i.8xlarge', 'c6i.8xlarge'], arm64: ['c7g.8xlarge', 'c6g.8xlarge'] }], // 32, 60.5
  ['cr1.8xlarge', { x86: ['r7i.8xlarge', 'r6i.8xlarge'], arm64: ['r7g.8xlarge', 'r6g.8xlarge'] }], // 32, 244
  ['hi1.4xlarge', { x86: ['i4i.4xlarge', 'i3en.6xlarge'], arm64: ['i8g.4xlarge', 'i4g.4xlarge'] }], // 16, 60.5
  ['hs1.8xlarge', { x86: ['d3.8xlarge', 'i3en.12xlarge'], arm64: ['is4gen.8xlarge'] }], // 16, 117, 48 TB of disks
  ['cg1.4xlarge', { x86: ['g6.12xlarge', 'g4dn.12xlarge'], arm64: ['g5g.16xlarge'] }], // 16, 22.5, 2 GPUs
  ['g2.2xlarge', { x86: ['g6.2xlarge', 'g4dn.2xlarge'], arm64: ['g5g.2xlarge'] }], // 8, 15, 1 GPU
  ['g2.8xlarge', { x86: ['g6.12xlarge', 'g4dn.12xlarge'], arm64: [] }], // 32, 60, 4 GPUs
  ['g3s.xlarge', { x86: ['g6.2xlarge', 'g4dn.2xlarge'], arm64: ['g5g.4xlarge'] }], // 4, 30.5, 1 GPU
  ['g3.4xlarge', { x86: ['gr6.4xlarge', 'g4dn.8xlarge'], arm64: ['g5g.16xlarge'] }], // 16, 122, 1 GPU
  ['g3.8xlarge', { x86: ['gr6.8xlarge', 'g4dn.12xlarge'], arm64: ['g5g.16xlarge'] }], // 32, 244, 2 GPUs
  ['g3.16xlarge', { x86: ['g6.24xlarge', 'g4dn.12xlarge'], arm64: [] }], // 64, 488, 4 GPUs
  ['p2.xlarge', { x86: ['g6.4xlarge', 'g4dn.4xlarge'], arm64: [] }], // 4, 61, 1 GPU
  ['p2.8xlarge', { x86: ['g6.24xlarge', 'g4dn.12xlarge'], arm64: [] }], // 32, 488, 8 GPUs
  ['p2.16xlarge', { x86: ['g6.48xlarge', 'g4dn.12xlarge'], arm64: [] }], // 64, 732, 16 GPUs of half the size
  ['p3.2xlarge', { x86: ['g6e.2xlarge'], arm64: [] }], // 8, 61, 1 GPU
  ['p3.8xlarge', { x86: ['g6e.12xlarge'], arm64: [] }], // 32, 244, 4 GPUs
  ['p3.16xlarge', { x86: ['p4d.24xlarge', 'g6e.48xlarge'], arm64: [] }], // 64, 488, 8 GPUs
  ['f1.2xlarge', { x86: ['f2.6xlarge'], arm64: [] }], // 8, 122, 1 FPGA
  ['f1.4xlarge', { x86: ['f2.12xlarge'], arm64: [] }], // 16, 244, 2 FPGAs
  ['f1.16xlarge', { x86: ['f2.48xlarge'], arm64: [] }], // 64, 976, 8 FPGAs
]);
