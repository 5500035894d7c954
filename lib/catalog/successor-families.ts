/** The source of a suggestion: AWS names the successor, or we chose the closest family. */
export type SuggestionSource = 'documented' | 'own suggestion';

export interface SuccessorFamilies {
  /** x86_64 families in order of preference; a later one counts where the earlier ones have no size with as many vCPUs. */
  readonly x86: readonly [string, ...string[]];
  /** Graviton families in order of preference; empty where none is comparable. */
  readonly arm64: readonly string[];
  readonly source: SuggestionSource;
}

/**
 * The families with a type that runs on the Xen hypervisor, each with its successors. The set is closed: G3s of 2018 was the last
 * Xen family that EC2 released. Each type still has a verdict of its own, since i3.metal and p3dn.24xlarge are built on Nitro (P3dn is a family
 * of its own). The successors are families of the current generation, which G5, for one, no longer is.
 *
 * Sources: EC2's list of Nitro-based instances, and DescribeInstanceTypes where the type still exists; for documented successors
 * AWS's "previous generation instances" page.
 */
export const SUCCESSOR_FAMILIES: ReadonlyMap<string, SuccessorFamilies> = new Map<string, SuccessorFamilies>([
  // General purpose
  ['m1', { x86: ['m7i', 'm7a'], arm64: ['m7g'], source: 'documented' }],
  ['m2', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['m3', { x86: ['m7i', 'm7a'], arm64: ['m7g'], source: 'documented' }],
  ['m4', { x86: ['m7i'], arm64: ['m7g'], source: 'own suggestion' }],
  ['t1', { x86: ['t3'], arm64: ['t4g'], source: 'documented' }],
  ['t2', { x86: ['t3'], arm64: ['t4g'], source: 'own suggestion' }],
  // Compute optimized
  ['c1', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['c3', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['c4', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['cc1', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['cc2', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  // Memory optimized
  ['cr1', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['r3', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['r4', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['x1', { x86: ['x2idn'], arm64: ['x2gd', 'x8g'], source: 'own suggestion' }],
  ['x1e', { x86: ['x2iedn'], arm64: [], source: 'own suggestion' }],
  // Storage optimized
  ['d2', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['h1', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['hi1', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  ['hs1', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  // AWS documents I3 for I2, which runs on Xen as well.
  ['i2', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  ['i3', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  // Accelerated computing
  ['cg1', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['f1', { x86: ['f2'], arm64: [], source: 'own suggestion' }],
  ['g2', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3s', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['p2', { x86: ['g6'], arm64: [], source: 'own suggestion' }],
  ['p3', { x86: ['g6e', 'p4d'], arm64: [], source: 'own suggestion' }],
]);

/** Every family with a type that runs on the Xen hypervisor. */
export const XEN_FAMILIES: ReadonlySet<string> = new Set(SUCCESSOR_FAMILIES.keys());

/**
 * Successors of types that EC2 no longer describes, so the catalog has no figures to compare: the closest in vCPUs and memory, with
 * at least as many accelerators. Comments: vCPUs, memory in GiB and accelerators of the old type, from its documentation.
 */
export const SUCCESSORS_OF_UNDESCRIBED: ReadonlyMap<string, { readonly x86: string; readonly arm64?: string }> = new Map([
  ['cc1.4xlarge', { x86: 'c7i.4xlarge', arm64: 'c7g.4xlarge' }], // 16, 23
  ['cc2.8xlarge', { x86: 'c7i.8xlarge', arm64: 'c7g.8xlarge' }], // 32, 60.5
  ['cr1.8xlarge', { x86: 'r7i.8xlarge', arm64: 'r7g.8xlarge' }], // 32, 244
  ['hi1.4xlarge', { x86: 'i4i.4xlarge', arm64: 'i4g.4xlarge' }], // 16, 60.5
  ['hs1.8xlarge', { x86: 'd3.4xlarge', arm64: 'is4gen.4xlarge' }], // 16, 117
  ['cg1.4xlarge', { x86: 'g6.12xlarge', arm64: 'g5g.16xlarge' }], // 16, 22.5, 2 GPUs
  ['g2.2xlarge', { x86: 'g6.2xlarge', arm64: 'g5g.2xlarge' }], // 8, 15, 1 GPU
  ['g2.8xlarge', { x86: 'g6.12xlarge' }], // 32, 60, 4 GPUs
  ['g3s.xlarge', { x86: 'g6.xlarge', arm64: 'g5g.xlarge' }], // 4, 30.5, 1 GPU
  ['g3.4xlarge', { x86: 'g6.4xlarge', arm64: 'g5g.4xlarge' }], // 16, 122, 1 GPU
  ['g3.8xlarge', { x86: 'g6.12xlarge', arm64: 'g5g.16xlarge' }], // 32, 244, 2 GPUs
  ['g3.16xlarge', { x86: 'g6.24xlarge' }], // 64, 488, 4 GPUs
  ['p2.xlarge', { x86: 'g6.xlarge' }], // 4, 61, 1 GPU
  ['p2.8xlarge', { x86: 'g6.48xlarge' }], // 32, 488, 8 GPUs
  ['p2.16xlarge', { x86: 'g6.48xlarge' }], // 64, 732, 16 GPUs of half the size
  ['p3.2xlarge', { x86: 'g6e.2xlarge' }], // 8, 61, 1 GPU
  ['p3.8xlarge', { x86: 'g6e.12xlarge' }], // 32, 244, 4 GPUs
  ['p3.16xlarge', { x86: 'p4d.24xlarge' }], // 64, 488, 8 GPUs
  ['f1.2xlarge', { x86: 'f2.6xlarge' }], // 8, 122, 1 FPGA
  ['f1.4xlarge', { x86: 'f2.12xlarge' }], // 16, 244, 2 FPGAs
  ['f1.16xlarge', { x86: 'f2.48xlarge' }], // 64, 976, 8 FPGAs
]);
