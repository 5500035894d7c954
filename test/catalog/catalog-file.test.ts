import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog/catalog';
import { encodeCatalog } from '../../lib/catalog/catalog-encoding';
import { type CatalogContent, contentHash } from '../../lib/catalog/catalog-file';
import { readDescribeInstanceTypes } from '../../lib/catalog/describe-instance-types';

const bundledText = readFileSync(join(__dirname, '..', '..', 'lib', 'catalog', 'instance-types.json'), 'utf8');
const bundled = Catalog.bundled();

/** The output of `aws ec2 describe-instance-types` for one type, with the fields that the catalog reads. */
function answer(name: string, overrides: object = {}): { InstanceTypes: object[] } {
  const type = {
    InstanceType: name,
    Hypervisor: 'nitro',
    BareMetal: false,
    CurrentGeneration: true,
    ProcessorInfo: { Manufacturer: 'AWS', SupportedArchitectures: ['arm64'], SupportedFeatures: [] },
    SupportedBootModes: ['uefi'],
    VCpuInfo: { DefaultVCpus: 2 },
    MemoryInfo: { SizeInMiB: 4096 },
    NetworkInfo: {
      EnaSupport: 'required',
      NetworkCards: [
        { BaselineBandwidthInGbps: 0.5, PeakBandwidthInGbps: 5 },
        { BaselineBandwidthInGbps: 0.25, PeakBandwidthInGbps: 5 },
      ],
    },
    EbsInfo: { NvmeSupport: 'required', EbsOptimizedInfo: { BaselineBandwidthInMbps: 600 } },
    ...overrides,
  };
  return { InstanceTypes: [type] };
}

function recorded(retrieved: string, ...answers: object[]): string {
  return encodeCatalog({ source: 'test', retrieved, types: answers.flatMap((output) => readDescribeInstanceTypes(output)) });
}

describe('the bundled catalog', () => {
  test('is small, dated, and carries the hash of its content', () => {
    const file = JSON.parse(bundledText) as CatalogContent & { hash: string; retrieved: string };
    expect(Buffer.byteLength(bundledText)).toBeLessThan(150_000);
    expect(file.hash).toBe(contentHash(file));
    expect(bundled.retrieved).toBe(file.retrieved);
  });

  test('comes out the same when written again from what was read', () => {
    const { source, retrieved } = JSON.parse(bundledText) as { source: string; retrieved: string };
    expect(encodeCatalog({ source, retrieved, types: [...bundled.types].reverse() })).toBe(bundledText);
  });

  test.each([
    ['m5.large', { vCpus: 2, memoryMiB: 8192, hypervisor: 'nitro', currentGeneration: false, encryptionInTransit: false, enclaves: false }],
    ['m5.metal', { hypervisor: undefined, bareMetal: true, builtOnNitro: true, bootModes: ['legacy-bios'] }],
    [
      'i3.8xlarge',
      {
        hypervisor: 'xen',
        builtOnNitro: false,
        hibernation: false,
        localStorageGB: 7600,
        localStorageTypes: ['ssd'],
        nvmeSupport: 'supported',
      },
    ],
    [
      'i3.metal',
      { bareMetal: true, builtOnNitro: true, described: false, offered: false, vCpus: 0, architectures: [], enaSupport: 'required' },
    ],
    ['g3.4xlarge', { hypervisor: 'xen', described: false, enaSupport: 'supported' }],
    [
      'p5.48xlarge',
      {
        networkBandwidthGbps: 3200,
        efa: true,
        accelerators: [{ type: 'gpu', manufacturer: 'nvidia', name: 'h100', count: 8, totalMemoryMiB: 655_360 }],
      },
    ],
    ['g6f.large', { accelerators: [{ type: 'gpu', manufacturer: 'nvidia', name: 'l4', count: 1, totalMemoryMiB: 2861 }] }],
    ['t2.micro', { burstable: true, baselineEbsBandwidthMbps: undefined, architectures: ['i386', 'x86_64'] }],
  ])('knows of %s what EC2 says', (name, facts) => {
    expect(bundled.find(name)).toMatchObject(facts);
  });

  test('knows of every Nitro-based type that it needs ENA and NVMe, and of no Xen type', () => {
    for (const { builtOnNitro, enaSupport, nvmeSupport } of bundled.types) {
      expect(enaSupport === 'required').toBe(builtOnNitro);
      expect(nvmeSupport === 'required').toBe(builtOnNitro);
    }
  });
});

describe('a recorded catalog', () => {
  test('adds to the bundled one', () => {
    const catalog = Catalog.parse(recorded('2027-01-01', answer('r9g.large')));
    expect(catalog.retrieved).toBe('2027-01-01');
    expect(catalog.judge('r9g.large')).toMatchObject({
      kind: 'nitro',
      facts: { vCpus: 2, networkBandwidthGbps: 0.75, peakNetworkBandwidthGbps: 10 },
    });
    expect(catalog.judge('r9g.3xlarge').kind).toBe('unknown');
    expect(catalog.judge('cc2.8xlarge').kind).toBe('xen');
    expect(catalog.names).toEqual(expect.arrayContaining(['r9g.large', 'm5.large']));
  });

  test.each([
    ['2027-01-01', 9],
    // Between the day on which EC2 was asked for the bundled catalog and the day on which its answer was copied.
    ['2026-08-10', 9],
    ['2026-08-01', 2],
    ['2020-01-01', 2],
  ])('of %s gives m5.large %i vCPUs: the later one counts', (retrieved, vCpus) => {
    const catalog = Catalog.parse(recorded(retrieved, answer('m5.large', { VCpuInfo: { DefaultVCpus: 9 } })));
    expect(catalog.find('m5.large')?.vCpus).toBe(vCpus);
  });

  const good = recorded('2027-01-01', answer('r9g.large'));
  test.each([
    ['not JSON', '{', /not JSON/],
    ['another document', '[]', /expected an object, got a list/],
    ['another format', good.replace('"format": 1', '"format": 2'), /format is 2, expected 1/],
    ['no date', good.replace('2027-01-01', 'yesterday'), /retrieved is 'yesterday', expected a date/],
    ['a wrong family name', good.replace('"r9g":', '"R9":'), /'R9' is not an instance family name/],
    ['a wrong size', good.replace('"large":', '"larg":'), /'r9g.larg' is not an instance type name/],
    ['a figure too few', good.replace('"large":[2,', '"large":['), /r9g.large/],
    ['a figure that is a text', good.replace('"large":[2,', '"large":["2",'), /r9g.large: 'vCpus' is "2", expected a number/],
    [
      'a word EC2 does not use',
      good.replace('"hypervisor":"nitro"', '"hypervisor":"kvm"'),
      /'hypervisor' is "kvm", expected nitro or xen or null/,
    ],
  ])('with %s is refused, and says why', (_, text, message) => {
    expect(text).not.toBe(good);
    expect(() => Catalog.parse(text)).toThrow(message);
  });
});

describe("EC2's answer", () => {
  test.each([
    ['nothing', null, /expected an object, got null/],
    ['no types', { InstanceTypes: [] }, /not the output of 'aws ec2 describe-instance-types'/],
    ['something else', { Reservations: [] }, /not the output of 'aws ec2 describe-instance-types'/],
    ['a type without vCPUs', answer('r9g.large', { VCpuInfo: {} }), /VCpuInfo\/DefaultVCpus: expected a number, got nothing/],
    ['a name that is none', answer('r9g large'), /'r9g large' is not an instance type name/],
  ])('with %s is refused, and says why', (_, output, message) => {
    expect(() => readDescribeInstanceTypes(output)).toThrow(message);
  });

  test('names an FPGA by its part number', () => {
    const FpgaInfo = { Fpgas: [{ Name: 'Virtex UltraScale (VU9P)', Manufacturer: 'Xilinx', Count: 2, MemoryInfo: { SizeInMiB: 65_536 } }] };
    const [type] = readDescribeInstanceTypes(answer('f9.large', { FpgaInfo }));
    expect(type?.accelerators).toEqual([{ type: 'fpga', manufacturer: 'xilinx', name: 'vu9p', count: 2, totalMemoryMiB: 131_072 }]);
  });
});
