import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { matchesGlob } from '../../lib/base/glob';

test.each([
  ['m5.8xlarge', 'm5.8xlarge', true],
  ['m5.8xlarge', 'm5.8xlarges', false],
  ['c5*.*', 'c5n.large', true],
  ['m5a.*', 'm5ad.large', false],
  ['r*', 'r5.large', true],
  ['*3*', 'p3dn.24xlarge', true],
  ['i3.*large', 'i3.xlarge', true],
  ['i3.*large', 'i3.metal', false],
  ['*large*large', 'm5.large', false],
  ['M5.*', 'm5.large', false],
  ['m5?large', 'm5.large', false],
  ['m5.+', 'm5.large', false],
  ['**', 'm5.large', true],
  ['', 'm5.large', false],
])('%s matches %s: %s', (pattern, name, matches) => {
  expect(matchesGlob(pattern, name)).toBe(matches);
});

test('a star stands for any part of the name', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.nat(30), fc.nat(30), (name, a, b) => {
      fc.pre(!name.includes('*'));
      expect(matchesGlob(`${name.slice(0, Math.min(a, b))}*${name.slice(Math.max(a, b))}`, name)).toBe(true);
    }),
  );
});

test('many stars take no longer than few', () => {
  expect(matchesGlob('*a'.repeat(20_000), 'a'.repeat(19_999))).toBe(false);
});

test('the catalog finds retired types too', () => {
  expect(
    Catalog.bundled()
      .glob('cc*')
      .map(({ name }) => name),
  ).toEqual(['cc1.4xlarge', 'cc2.8xlarge']);
});

test.each(['', '*', 'm5', 'm5*', 'm5.*', 'm5.l*', 'm5.large', 'M5.*', 'i3.*large', '*.metal', 'm*.x*', '.large', '.*', 'm5.large.*'])(
  "the catalog finds by '%s' what matches it of all names, in their order",
  (pattern) => {
    const catalog = Catalog.bundled();
    expect(catalog.glob(pattern).map(({ name }) => name)).toEqual(catalog.names.filter((name) => matchesGlob(pattern, name)));
  },
);
