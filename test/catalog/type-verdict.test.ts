import fc from 'fast-check';
import { Catalog } from '../../lib/catalog/catalog';
import { XEN_FAMILIES } from '../../lib/catalog/successor-families';
import { sdkInstanceTypes } from './sdk-instance-types';

const catalog = Catalog.bundled();

describe('an instance type', () => {
  test.each([
    ['m5.large', 'nitro'],
    ['i3.metal', 'nitro'],
    ['p3dn.24xlarge', 'nitro'],
    ['dl1.24xlarge', 'nitro'],
    ['u-9tb1.112xlarge', 'nitro'],
    ['u-6tb1.metal', 'nitro'],
    ['mac2-m2pro.metal', 'nitro'],
    ['i3.large', 'xen'],
    ['p3.2xlarge', 'xen'],
    ['t2.micro', 'xen'],
    ['cc2.8xlarge', 'xen'],
    ['p2.xlarge', 'xen'],
    ['g3.4xlarge', 'xen'],
    ['f1.2xlarge', 'xen'],
  ])('%s is known: %s', (name, verdict) => {
    expect(catalog.judge(name)).toMatchObject({ verdict, facts: { name, builtOnNitro: verdict === 'nitro' } });
  });

  test.each([
    ['t8i.micro', 'new-family'],
    ['r9g.large', 'new-family'],
    ['m12q.48xlarge', 'new-family'],
    ['u7ib-12tb.224xlarge', 'new-family'],
    ['mac3-m9ultra.metal', 'new-family'],
    ['m9g.metal-24xl', 'new-bare-metal'],
  ])('%s is newer than the catalog: %s', (name, reason) => {
    expect(catalog.judge(name)).toEqual({ kind: 'assumed-nitro', reason });
  });

  test.each([
    ['m5.larg', 'no-such-size', 'm5.large'],
    ['m5.3xlarge', 'no-such-size', 'm5.2xlarge'],
    ['t2.3xlarge', 'no-such-size', 't3.2xlarge'],
    ['m4.metal', 'no-such-size', 'm7i.metal-24xl'],
    ['i3.metal-16xl', 'no-such-size', 'i3.metal'],
    [' m5.large', 'not-a-name', 'm5.large'],
    ['M5.LARGE', 'not-a-name', 'm5.large'],
    ['T2.Micro', 'not-a-name', 't3.micro'],
    ['m5', 'not-a-name', 'm5.large'],
    ['t3micro', 'not-a-name', 't3.micro'],
    ['m5.large.foo', 'not-a-name', 'm5.large'],
    ['db.m5.large', 'not-a-name', 'm5.large'],
    ['optimal', 'not-a-name', undefined],
    ['default_x86_64', 'not-a-name', undefined],
    ['ami.large', 'not-a-name', 'a1.large'],
    ['something.large', 'not-a-name', undefined],
    ['m5.constructor', 'no-such-size', undefined],
    ['__proto__.large', 'not-a-name', undefined],
    ['', 'not-a-name', undefined],
  ])('%j is unknown: %s, did you mean %s', (name, reason, suggestion) => {
    expect(catalog.judge(name)).toEqual({ kind: 'unknown', reason, suggestion });
  });

  test('of a Xen family is never assumed to be built on Nitro', () => {
    for (const family of XEN_FAMILIES) {
      for (const size of ['3xlarge', '96xlarge', 'metal', 'metal-48xl', 'nano']) {
        expect(['xen', 'unknown', 'nitro']).toContain(catalog.judge(`${family}.${size}`).kind);
      }
    }
  });

  test('any text at all is judged without throwing', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => typeof catalog.judge(text).kind === 'string' && typeof catalog.judgeFamily(text).kind === 'string',
      ),
    );
  });

  test('misspelled is never nitro or xen', () => {
    const mutation = fc.oneof(
      fc.constantFrom<(name: string) => string>(
        (n) => n.toUpperCase(),
        (n) => ` ${n}`,
        (n) => `${n}\n`,
        (n) => `${n}.`,
        (n) => n.replace('.', ''),
      ),
      fc.tuple(fc.nat(20), fc.string({ minLength: 1, maxLength: 2 })).map(
        ([at, extra]) =>
          (n: string) =>
            n.slice(0, at) + extra + n.slice(at),
      ),
    );
    const known = new Set(catalog.names);
    fc.assert(
      fc.property(fc.constantFrom(...catalog.names), mutation, (name, mutate) => {
        fc.pre(!known.has(mutate(name)));
        expect(['unknown', 'assumed-nitro']).toContain(catalog.judge(mutate(name)).kind);
      }),
    );
  });

  test('suggested for another is offered or known, and built on Nitro', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalog.names), fc.nat(20), (name, at) => {
        const { suggestion } = catalog.judge(name.slice(0, at) + name.slice(at + 1));
        expect(suggestion === undefined || catalog.find(suggestion)?.builtOnNitro).toBe(true);
      }),
    );
  });
});

describe("the AWS SDK's list of instance types", () => {
  const names = sdkInstanceTypes();
  const judged = names.map((name) => ({ name, ...catalog.judge(name) }));

  test('is read', () => {
    expect(names).toEqual(expect.arrayContaining(['m5.large', 't1.micro', 'u7inh-32tb.480xlarge']));
  });

  test('holds nothing unknown', () => {
    expect(judged.filter(({ kind }) => kind === 'unknown')).toEqual([]);
  });

  test('has Xen types in the families of the closed set, and in no other', () => {
    const families = judged.filter(({ kind }) => kind === 'xen').map(({ name }) => name.split('.')[0]);
    expect(new Set(families)).toEqual(XEN_FAMILIES);
  });

  test('names every type of the catalog', () => {
    expect(catalog.names.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('an instance family', () => {
  test('with one size on Xen is xen, and says which', () => {
    const { kind, types, xen } = catalog.judgeFamily('i3');
    expect(kind).toBe('xen');
    expect(xen.map(({ size }) => size)).toEqual(['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '16xlarge']);
    expect(types).toEqual(xen);
  });

  test('no longer offered is judged by all it had', () => {
    expect(catalog.judgeFamily('f1').xen.map(({ size }) => size)).toEqual(['16xlarge', '2xlarge', '4xlarge']);
  });

  test.each([
    ['c5', 'nitro', undefined],
    ['p3dn', 'nitro', undefined],
    ['t9x', 'assumed-nitro', undefined],
    ['C5', 'unknown', 'c5'],
    ['m4.large', 'unknown', 'm7i'],
    ['optimal', 'unknown', undefined],
  ])('%s is %s, did you mean %s', (family, verdict, suggestion) => {
    expect(catalog.judgeFamily(family)).toMatchObject({ verdict, suggestion });
  });
});
