import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { type InstanceRequirements, type NumberRange, shortestExclusion, typesSatisfying } from '../../lib/catalog/instance-requirements';
import { matchesGlob } from '../../lib/base/glob';

const catalog = Catalog.bundled();
const MINIMUM: InstanceRequirements = { vCpuCount: { min: 0 }, memoryMiB: { min: 0 } };

function satisfying(requirements: InstanceRequirements): string[] {
  return typesSatisfying(requirements, catalog).map(({ name }) => name);
}

describe('attribute-based selection', () => {
  test.each<[string, InstanceRequirements, string[], string[]]>([
    [
      "EC2's defaults",
      {},
      ['m4.large', 'm5.large', 'h1.2xlarge', 'i3.large'],
      ['t2.micro', 't3.micro', 'm5.metal', 'p3.2xlarge', 'i3.metal'],
    ],
    ['vCPUs', { vCpuCount: { min: 2, max: 2 } }, ['m4.large'], ['m4.xlarge', 'm3.medium']],
    ['memory', { memoryMiB: { min: 8192, max: 8192 } }, ['m4.large'], ['m3.large', 'm4.xlarge']],
    ['memory per vCPU', { memoryGiBPerVCpu: { min: 8 } }, ['x1.16xlarge'], ['m4.large']],
    [
      'current generation',
      { instanceGenerations: ['current'] },
      ['h1.2xlarge', 'i3.large', 'm7i.large'],
      ['m4.large', 'm5.large', 'g5.xlarge'],
    ],
    ['previous generation', { instanceGenerations: ['previous'] }, ['m4.large', 'm5.large'], ['i3.large']],
    ['burstable included', { burstablePerformance: 'included' }, ['t2.micro', 'm4.large'], []],
    ['burstable required', { burstablePerformance: 'required' }, ['t2.micro', 't3.micro'], ['m4.large']],
    ['bare metal included', { bareMetal: 'included' }, ['m5.metal', 'm4.large'], ['i3.metal']],
    ['bare metal required', { bareMetal: 'required' }, ['m5.metal'], ['m4.large']],
    ['CPU maker', { cpuManufacturers: ['amd', 'amazon-web-services'] }, ['m6a.large', 'm6g.large'], ['m4.large']],
    ['allowed types', { allowedInstanceTypes: ['m4*', 'c5.large'] }, ['m4.large', 'c5.large'], ['m5.large', 'c5.xlarge']],
    ['excluded types', { excludedInstanceTypes: ['m4.*'] }, ['m5.large'], ['m4.large']],
    ['hibernation', { requireHibernateSupport: true }, ['m4.large'], ['h1.2xlarge']],
    ['encryption in transit', { requireEncryptionInTransit: true }, ['m7i.large'], ['m4.large', 'm5.large']],
    ['network interfaces', { networkInterfaceCount: { min: 15 } }, ['m5.24xlarge'], ['m4.large']],
    ['local storage excluded', { localStorage: 'excluded' }, ['m4.large'], ['i3.large']],
    ['local storage required', { localStorage: 'required' }, ['i3.large'], ['m4.large']],
    ['local storage type', { localStorage: 'required', localStorageTypes: ['hdd'] }, ['h1.2xlarge'], ['i3.large']],
    ['local storage size', { totalLocalStorageGB: { min: 10_000 } }, ['i3.16xlarge'], ['i3.large', 'm4.large']],
    ['EBS bandwidth', { baselineEbsBandwidthMbps: { min: 10_000 } }, ['m4.16xlarge'], ['m4.large']],
    ['EBS bandwidth EC2 does not tell', { baselineEbsBandwidthMbps: { min: 10_000 } }, ['c3.large', 'm3.medium'], []],
    ['network bandwidth, baseline or peak', { networkBandwidthGbps: { min: 10 } }, ['r4.large', 'm4.10xlarge'], ['m4.large']],
    [
      'no accelerators',
      { acceleratorCount: { max: 0 } },
      ['m4.large'],
      ['g5.xlarge', 'inf1.xlarge', 'trn1.2xlarge', 'f2.6xlarge', 'vt1.3xlarge'],
    ],
    ['accelerators', { acceleratorCount: { min: 4 } }, ['g5.12xlarge', 'inf1.6xlarge'], ['g5.xlarge', 'm4.large']],
    ['accelerator type', { acceleratorTypes: ['fpga', 'inference'] }, ['f2.6xlarge', 'inf1.xlarge', 'trn1.2xlarge'], ['g5.xlarge']],
    [
      'accelerator maker',
      { acceleratorManufacturers: ['amazon-web-services', 'xilinx'] },
      ['inf1.xlarge', 'trn1.2xlarge', 'f2.6xlarge'],
      ['g5.xlarge'],
    ],
    ['accelerator memory', { acceleratorTotalMemoryMiB: { min: 300_000 } }, ['p5.48xlarge'], ['g5.xlarge', 'm4.large']],
  ])('%s', (_, requirements, chosen, notChosen) => {
    const names = satisfying({ ...MINIMUM, ...requirements });
    expect(names).toEqual(expect.arrayContaining(chosen));
    expect(names.filter((name) => notChosen.includes(name))).toEqual([]);
  });

  test.each([
    ['a100', 'p4d.24xlarge'],
    ['a10g', 'g5.xlarge'],
    ['h100', 'p5.48xlarge'],
    ['inferentia', 'inf1.xlarge'],
    ['inferentia2', 'inf2.xlarge'],
    ['l4', 'g6.xlarge'],
    ['l40s', 'g6e.xlarge'],
    ['radeon-pro-v520', 'g4ad.xlarge'],
    ['t4', 'g4dn.xlarge'],
    ['t4g', 'g5g.xlarge'],
    ['trainium', 'trn1.2xlarge'],
    ['trainium2', 'trn2.48xlarge'],
    ['u30', 'vt1.3xlarge'],
    ['v100', 'p3dn.24xlarge'],
  ])("EC2's accelerator name %s finds %s", (name, type) => {
    expect(satisfying({ acceleratorNames: [name], allowedInstanceTypes: [type] })).toEqual([type]);
  });

  test('an attribute given as undefined keeps its default', () => {
    expect(satisfying({ bareMetal: undefined, burstablePerformance: undefined })).toEqual(satisfying({}));
  });

  test('leaving an attribute out never removes a type', () => {
    fc.assert(
      fc.property(anyRequirements(), fc.nat(), (requirements, pick) => {
        const removable = Object.keys(requirements).filter((key) => key !== 'bareMetal' && key !== 'burstablePerformance');
        const removed = removable[pick % Math.max(removable.length, 1)];
        const wider = Object.fromEntries(Object.entries(requirements).filter(([key]) => key !== removed));
        expect(satisfying(wider)).toEqual(expect.arrayContaining(satisfying(requirements)));
      }),
      { numRuns: 40 },
    );
  });

  test('including bare metal and burstable types never removes a type', () => {
    fc.assert(
      fc.property(anyRequirements(), (requirements) => {
        const wider: InstanceRequirements = {
          ...requirements,
          bareMetal: 'included',
          burstablePerformance: 'included',
          localStorage: 'included',
        };
        expect(satisfying(wider)).toEqual(expect.arrayContaining(satisfying(requirements)));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the shortest exclusion', () => {
  const xenTypes = catalog.xenTypes();
  const of = (...names: string[]) =>
    shortestExclusion(
      xenTypes.filter(({ name }) => names.includes(name)),
      catalog,
    );

  test.each([
    [['m4.large'], ['m4.large']],
    [['m4.large', 'm4.xlarge'], ['m4.*']],
    [['i3.large', 'i3.xlarge'], ['i3.*large']],
    [['p3.2xlarge', 'p3.8xlarge'], ['p3.*']],
    [['x1.16xlarge', 'x1e.xlarge'], ['x1*']],
    [
      ['t2.micro', 't1.micro'],
      ['t1.micro', 't2.micro'],
    ],
    [[], []],
  ])('of %j is %j', (names, exclusion) => {
    expect(of(...names)).toEqual(exclusion);
  });

  test('closes the hole, takes no Nitro-based type away, and has no entry to spare', () => {
    fc.assert(
      fc.property(anyRequirements(), (requirements) => {
        const open = { ...requirements, excludedInstanceTypes: undefined, allowedInstanceTypes: undefined };
        const before = typesSatisfying(open, catalog);
        const xen = before.filter((type) => !type.builtOnNitro);
        const exclusion = shortestExclusion(xen, catalog);

        expect(satisfying({ ...open, excludedInstanceTypes: exclusion })).toEqual(
          before.filter((type) => type.builtOnNitro).map(({ name }) => name),
        );
        for (const entry of exclusion) {
          const others = exclusion.filter((other) => other !== entry);
          expect(xen.some(({ name }) => !others.some((other) => matchesGlob(other, name)))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of all Xen types matches no Nitro-based one', () => {
    const exclusion = shortestExclusion(xenTypes, catalog);
    const matched = catalog.types.filter(({ name }) => exclusion.some((entry) => matchesGlob(entry, name)));
    expect(matched).toEqual(xenTypes);
  });
});

function anyRequirements(): fc.Arbitrary<InstanceRequirements> {
  const range = (most: number): fc.Arbitrary<NumberRange> => fc.record({ min: fc.nat(most), max: fc.nat(most * 4) }, { requiredKeys: [] });
  const some = (...words: string[]) => fc.subarray(words);
  const inclusion = fc.constantFrom('included' as const, 'excluded' as const, 'required' as const);
  return fc.record(
    {
      vCpuCount: range(16),
      memoryMiB: range(65_536),
      memoryGiBPerVCpu: range(8),
      cpuManufacturers: some('intel', 'amd', 'amazon-web-services', 'apple'),
      allowedInstanceTypes: some('*', 'm*', 'c4.*', '*large'),
      excludedInstanceTypes: some('m4.*', 't2*', '*xlarge'),
      instanceGenerations: some('current', 'previous'),
      bareMetal: inclusion,
      burstablePerformance: inclusion,
      requireHibernateSupport: fc.boolean(),
      requireEncryptionInTransit: fc.boolean(),
      networkInterfaceCount: range(8),
      networkBandwidthGbps: range(10),
      baselineEbsBandwidthMbps: range(5_000),
      localStorage: inclusion,
      localStorageTypes: some('hdd', 'ssd'),
      totalLocalStorageGB: range(2_000),
      acceleratorTypes: some('gpu', 'fpga', 'inference', 'media'),
      acceleratorCount: range(4),
      acceleratorManufacturers: some('nvidia', 'amd'),
      acceleratorNames: some('t4', 'a10g'),
      acceleratorTotalMemoryMiB: range(100_000),
    },
    { requiredKeys: [] },
  );
}
