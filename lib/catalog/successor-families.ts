/** Where a suggestion comes from: AWS names the successor somewhere, or we chose the closest family ourselves. */
export type SuggestionSource = 'documented' | 'own suggestion';

export interface SuccessorFamilies {
  /** x86_64 families, the first choice first; a later one counts where the earlier has no size with as many vCPUs. */
  readonly x86: readonly [string, ...string[]];
  /** The same for Graviton; empty where there is nothing comparable. */
  readonly arm64: readonly string[];
  readonly source: SuggestionSource;
}

/** AWS's "previous generation instances" page for what is documented. All families are of the current generation: G5, for one, no longer is. */
export const SUCCESSOR_FAMILIES: ReadonlyMap<string, SuccessorFamilies> = new Map<string, SuccessorFamilies>([
  ['t1', { x86: ['t3'], arm64: ['t4g'], source: 'documented' }],
  ['t2', { x86: ['t3'], arm64: ['t4g'], source: 'own suggestion' }],
  ['m1', { x86: ['m7i', 'm7a'], arm64: ['m7g'], source: 'documented' }],
  ['m3', { x86: ['m7i', 'm7a'], arm64: ['m7g'], source: 'documented' }],
  ['m4', { x86: ['m7i'], arm64: ['m7g'], source: 'own suggestion' }],
  ['c1', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['c3', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['c4', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['cc1', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['cc2', { x86: ['c7i'], arm64: ['c7g'], source: 'own suggestion' }],
  ['m2', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['r3', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['r4', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['cr1', { x86: ['r7i'], arm64: ['r7g'], source: 'own suggestion' }],
  ['x1', { x86: ['x2idn'], arm64: ['x2gd', 'x8g'], source: 'own suggestion' }],
  ['x1e', { x86: ['x2iedn'], arm64: [], source: 'own suggestion' }],
  // AWS documents I3 for I2, which runs on Xen as well.
  ['i2', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  ['i3', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  ['hi1', { x86: ['i4i'], arm64: ['i4g'], source: 'own suggestion' }],
  ['d2', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['h1', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['hs1', { x86: ['d3', 'd3en'], arm64: ['is4gen'], source: 'own suggestion' }],
  ['cg1', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g2', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['g3s', { x86: ['g6'], arm64: ['g5g'], source: 'own suggestion' }],
  ['p2', { x86: ['g6'], arm64: [], source: 'own suggestion' }],
  ['p3', { x86: ['g6e', 'p4d'], arm64: [], source: 'own suggestion' }],
  ['f1', { x86: ['f2'], arm64: [], source: 'own suggestion' }],
]);

/**
 * Successors of types that EC2 no longer describes, so that the catalog has no size to compare: the closest in vCPUs and memory,
 * with at least as many accelerators. What the old type had, by its documentation: vCPUs, memory in GiB, accelerators.
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
