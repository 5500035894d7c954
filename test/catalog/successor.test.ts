import { Catalog } from '../../lib/catalog/catalog';
import { SUCCESSOR_FAMILIES } from '../../lib/catalog/successor-families';

const catalog = Catalog.bundled();

test.each([
  ['t2.micro', 't3.micro', 't4g.micro'],
  ['t1.micro', 't3.micro', 't4g.micro'],
  ['m4.large', 'm7i.large', 'm7g.large'],
  ['m1.small', 't3.small', 'm7g.medium'],
  ['m1.medium', 't3.medium', 'm7g.medium'],
  ['m3.medium', 't3.medium', 'm7g.medium'],
  ['m4.10xlarge', 'm7i.12xlarge', 'm7g.12xlarge'],
  ['c4.8xlarge', 'c7i.8xlarge', 'c7g.8xlarge'],
  ['i2.xlarge', 'i4i.xlarge', 'i8g.xlarge'],
  ['i3.16xlarge', 'i4i.16xlarge', 'i8g.16xlarge'],
  ['h1.2xlarge', 'i4i.2xlarge', 'im4gn.2xlarge'],
  ['h1.16xlarge', 'i4i.16xlarge', 'im4gn.16xlarge'],
  ['d2.xlarge', 'd3.xlarge', 'is4gen.xlarge'],
  ['hs1.8xlarge', 'd3.8xlarge', 'is4gen.8xlarge'],
  ['x1.32xlarge', 'x2idn.32xlarge', undefined],
  ['g3.4xlarge', 'gr6.4xlarge', 'g5g.16xlarge'],
  ['g3.8xlarge', 'gr6.8xlarge', 'g5g.16xlarge'],
  ['g3s.xlarge', 'g6.2xlarge', 'g5g.4xlarge'],
  ['p2.xlarge', 'g6.4xlarge', undefined],
  ['p2.8xlarge', 'g6.24xlarge', undefined],
  ['p3.16xlarge', 'p4d.24xlarge', undefined],
])('the successor of %s is %s, on arm64 %s', (xen, type, arm64) => {
  expect(catalog.successor(xen).type).toBe(type);
  expect(catalog.successor(xen).arm64).toBe(arm64);
  expect(catalog.successor(xen, { architecture: 'arm64' }).type).toBe(arm64 ?? type);
});

test.each(catalog.xenTypes().map((type) => [type.name, type] as const))('%s has a successor that can be launched instead', (name, xen) => {
  const { type, arm64 } = catalog.successor(name);
  const wanted = { builtOnNitro: true, bareMetal: false, offered: true, described: true, currentGeneration: true };
  expect(catalog.find(type)).toMatchObject({ ...wanted, architectures: ['x86_64'] });
  if (arm64 !== undefined) expect(catalog.find(arm64)).toMatchObject({ ...wanted, architectures: ['arm64'] });
  // The retired families that had accelerators.
  const accelerated = /^(cg1|g[23]|p[23]|f1)/.test(xen.family);
  expect((catalog.find(type)?.accelerators.length ?? 0) > 0).toBe(accelerated);
});

test('every family of the catalog with Xen types, and no other, has successor families', () => {
  expect(new Set(SUCCESSOR_FAMILIES.keys())).toEqual(
    new Set(catalog.types.filter((type) => !type.builtOnNitro).map(({ family }) => family)),
  );
});

test('a family without Xen types succeeds itself', () => {
  expect(['t2', 'm5', 'q99'].map((family) => catalog.successorFamily(family))).toEqual(['t3', 'm5', 'q99']);
  expect(catalog.successorFamily('m4', { architecture: 'arm64' })).toBe('m7g');
});

test('a Nitro-based type succeeds itself, and what is no type gets an example', () => {
  expect(catalog.successor('m5.large').type).toBe('m5.large');
  expect(catalog.successor('nonsense').type).toBe('t3.micro');
  expect(catalog.successor('nonsense', { architecture: 'arm64' }).type).toBe('t4g.micro');
});

test('the alternative that encrypts traffic does so, on the same architecture', () => {
  for (const { name, described, architectures } of catalog.types) {
    const alternative = catalog.find(catalog.encryptingAlternative(name));
    expect(alternative?.encryptionInTransit).toBe(true);
    if (described && architectures.includes('arm64')) expect(alternative?.architectures).toContain('arm64');
  }
  expect(catalog.encryptingAlternative('m5.large')).toBe('m7i.large');
  expect(catalog.encryptingAlternative('m6i.large')).toBe('m6i.large');
});
