import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Catalog } from '../../lib/catalog/catalog';
import { encodeCatalog } from '../../lib/catalog/catalog-encoding';
import { readDescribeInstanceTypes } from '../../lib/catalog/describe-instance-types';
import { CommandLine, instance, template, TODAY } from './command-line';
import { described } from './described-types';

const FILE = 'nitro-catalog.json';

const cli = CommandLine.forEachTest();

/** A catalog file with what EC2 would have had to answer. */
function catalogOf(types: readonly object[], retrieved = TODAY): string {
  return encodeCatalog({ source: 'somebody', retrieved, types: readDescribeInstanceTypes({ InstanceTypes: types }) });
}

/** One with a single type, written by hand. */
function written(name: string, facts: object, retrieved = TODAY): string {
  const [family = '', size = ''] = name.split('.');
  const parts = JSON.parse(catalogOf([described('m99i.large')], retrieved)) as { families: object };
  return JSON.stringify({ ...parts, families: { [family]: { all: {}, sizes: { [size]: { ...facts } } } } }, undefined, 1);
}

const BARE_METAL = { Hypervisor: undefined, BareMetal: true };

/** The line on which a file says something of a type. */
function lineOf(text: string, name: string): number {
  const [family = '', size = ''] = name.split('.');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes(`"${family}"`));
  return lines.findIndex((line, index) => index >= start && line.includes(`"${size}"`)) + 1;
}

describe('a recorded catalog cannot make Nitro of Xen', () => {
  const files: [string, string, string][] = [
    ['a type that EC2 offers', 'm4.large', catalogOf([described('m4.large')])],
    ['among others that are fine', 't2.micro', catalogOf([described('m99i.large'), described('t2.micro'), described('t3.micro')])],
    ['a type that is no longer offered', 'p2.xlarge', catalogOf([described('p2.xlarge')])],
    ['a type of which only the documentation speaks', 'cc2.8xlarge', catalogOf([described('cc2.8xlarge')])],
    ['as bare metal', 'c4.8xlarge', catalogOf([described('c4.8xlarge', BARE_METAL)])],
    ['as bare metal, by a new size', 'm4.metal', catalogOf([described('m4.metal', BARE_METAL)])],
    ['next to a type that is Nitro by documentation', 'i3.large', catalogOf([described('i3.metal', BARE_METAL), described('i3.large')])],
    ['next to a family that is Nitro', 'p3.2xlarge', catalogOf([described('p3dn.24xlarge'), described('p3.2xlarge')])],
    ['a new size of a Xen family', 'm4.99xlarge', catalogOf([described('m4.99xlarge')])],
    ['a new bare metal size of a Xen family', 'i3.metal-24xl', catalogOf([described('i3.metal-24xl', BARE_METAL)])],
    ['in a file that is older than the package', 'm4.large', catalogOf([described('m4.large')], '2020-01-01')],
    ['in a file that is older than the package, a new size', 'm4.99xlarge', catalogOf([described('m4.99xlarge')], '2020-01-01')],
    ['written by hand', 'm4.large', written('m4.large', {})],
    ['written by hand as bare metal on Xen', 'm4.large', written('m4.large', { hypervisor: 'xen', bareMetal: true })],
    ['an unknown type, as bare metal on Xen', 'x99.large', written('x99.large', { hypervisor: 'xen', bareMetal: true })],
  ];
  test.each(files)('%s: %s', (_, name, text) => {
    cli.write(FILE, text);
    cli.write('web.json', template(name));
    const place = `${FILE}:${String(lineOf(text, name))}:\\d+`;
    for (const policy of [{}, { rules: { 'instance-type': 'locked' } }, { catalog: FILE }]) {
      cli.write('nitro.json', policy);
      const { code, out, err } = cli.run(['check', 'web.json']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(new RegExp(`^cdk-nitro: ${place}: '${name}' cannot [^\\n]+: record the catalog again\\n$`));
    }
  });

  test('by a second entry, whichever comes last', () => {
    const xen = JSON.stringify({ all: { hypervisor: 'xen' }, sizes: { large: [2, 1, 1, 1, 1, 1, 1] } });
    const nitro = JSON.stringify({ all: {}, sizes: { large: [2, 1, 1, 1, 1, 1, 1] } });
    const good = catalogOf([described('m99i.large')]);
    cli.write('web.json', template('x99.large'));
    for (const [first, last] of [
      [xen, nitro],
      [nitro, xen],
    ]) {
      cli.write(FILE, good.replace('"families": {', `"families": {\n"x99": ${first ?? ''},\n"x99": ${last ?? ''},`));
      expect(cli.run(['check', 'web.json'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(`^cdk-nitro: ${FILE}:\\d+`) });
    }
  });

  test.each([
    ['M4', '"M4"'],
    ['a blank before the family', '" m4"'],
    ['a blank after the family', '"m4 "'],
    ['letters that look alike', '"m\u{1D7DC}"'],
    ['__proto__', '"__proto__"'],
    ['nothing', '""'],
  ])('by another spelling of its name: %s', (_, family) => {
    cli.write(FILE, catalogOf([described('m99i.large')]).replace('"m99i"', family));
    cli.write('web.json', template('m4.large'));
    expect(cli.run(['check', 'web.json'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('is not an instance family name'),
    });
  });

  test.each<[string, Uint8Array]>([
    ['compressed', gzipSync(catalogOf([described('m4.large')]))],
    ['in UTF-16', Buffer.from(`\ufeff${catalogOf([described('m4.large')])}`, 'utf16le')],
    ['in base64', Buffer.from(Buffer.from(catalogOf([described('m4.large')])).toString('base64'))],
  ])('%s', (_, bytes) => {
    cli.write(FILE, bytes);
    cli.write('web.json', template('m4.large'));
    expect(cli.run(['check', 'web.json'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(`^cdk-nitro: ${FILE}`) });
  });

  test('as catalog record writes it: the answer is refused, and nothing is written', async () => {
    cli.write('good.json', { InstanceTypes: [described('m99i.large')] });
    for (const type of [described('m4.large'), described('m4.99xlarge'), described('i3.metal-24xl', BARE_METAL), described('g3.4xlarge')]) {
      cli.write('saved.json', { InstanceTypes: [described('m98i.large'), type] });
      expect(await cli.runSlow(['catalog', 'record', '--from', 'good.json', 'saved.json'])).toEqual({
        code: 2,
        out: '',
        err: expect.stringMatching(`^cdk-nitro: saved\\.json: '${String(type['InstanceType'])}' [^\\n]+: save EC2's own answer\\n$`),
      });
      expect(existsSync(join(cli.folder, FILE))).toBe(false);
    }
    await cli.runSlow(['catalog', 'record', '--from', 'good.json']);
    const before = readFileSync(join(cli.folder, FILE), 'utf8');
    expect(await cli.runSlow(['catalog', 'record', '--from', 'saved.json'])).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(join(cli.folder, FILE), 'utf8')).toBe(before);
  });
});

describe('the facts of a Xen type come from the package', () => {
  const fleet = {
    Resources: {
      Fleet: {
        Type: 'AWS::EC2::EC2Fleet',
        Properties: {
          LaunchTemplateConfigs: [
            {
              LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' },
              Overrides: [
                {
                  InstanceRequirements: {
                    VCpuCount: { Min: 2, Max: 2 },
                    MemoryMiB: { Min: 8192, Max: 8192 },
                    AllowedInstanceTypes: ['m4.large'],
                  },
                },
              ],
            },
          ],
          TargetCapacitySpecification: { TotalTargetCapacity: 1 },
        },
      },
    },
  };

  test.each<[string, object]>([
    ['that it is not offered', { offered: false }],
    ['of another size', { vCpus: 64, memoryMiB: 1, offered: true, described: true }],
    ['that is burstable', { burstable: true, vCpus: 2, memoryMiB: 8192, offered: true, described: true }],
    ['with ENA, NVMe and EFA', { enaSupport: 'required', nvmeSupport: 'required', efa: true, encryptionInTransit: true }],
  ])('and not what a file says: %s', (_, facts) => {
    cli.write('fleet.json', fleet);
    cli.write('web.json', template('m4.large'));
    const rules = (): string[] => {
      const { findings } = cli.check(['fleet.json', 'web.json', '--rule', 'encryption-in-transit=error']);
      return findings.map(({ rule, messageId }) => `${rule}/${messageId}`);
    };
    const before = rules();
    expect(before).toEqual(expect.arrayContaining(['instance-requirements/xenAllowed', 'instance-type/xen']));
    cli.write(FILE, written('m4.large', { hypervisor: 'xen', ...facts }));
    expect(rules()).toEqual(before);
  });
});

describe('a recorded catalog may say more of Nitro, and that something is Xen', () => {
  test('new facts of a Nitro-based type count', () => {
    cli.write('web.json', { Resources: { Web: { ...instance('m7i.large') } } });
    cli.write(FILE, catalogOf([described('m7i.large', { NetworkInfo: { EnaSupport: 'required', EncryptionInTransitSupported: false } })]));
    expect(cli.run(['check', 'web.json', '--rule', 'encryption-in-transit=error']).out).toContain('encryption-in-transit');
  });

  test.each(['i3.metal', 'p3dn.24xlarge', 'm99i.large'])('%s may be recorded as what it is', (name) => {
    cli.write('web.json', template(name));
    cli.write(FILE, catalogOf([described(name, name.endsWith('metal') ? BARE_METAL : {})]));
    expect(cli.run(['check', 'web.json', '--rule', 'image-ready=off'])).toMatchObject({ code: 0, err: '' });
  });

  test.each(['m5.large', 'x99.large', 'i3.metal'])('%s recorded on Xen fails, and with a type that does not', (name) => {
    cli.write('web.json', template(name));
    cli.write(FILE, catalogOf([described(name, { Hypervisor: 'xen' })]));
    const { code, findings } = cli.check(['web.json']);
    const [finding] = findings;
    expect([code, finding?.rule, finding?.messageId]).toEqual([1, 'instance-type', 'xen']);
    const advised = /use '([^']+)'/.exec(finding?.message ?? '')?.[1] ?? '';
    expect(Catalog.parse(readFileSync(join(cli.folder, FILE), 'utf8')).judge(advised).kind).toBe('nitro');
  });

  test('what attribute-based selection may choose is judged by it, too', () => {
    const InstanceRequirements = { VCpuCount: { Min: 2 }, MemoryMiB: { Min: 1 }, AllowedInstanceTypes: ['x99.*'] };
    const Overrides = [{ InstanceRequirements }];
    const LaunchTemplateConfigs = [{ LaunchTemplateSpecification: { LaunchTemplateId: 'lt-0123456789abcdef0', Version: '1' }, Overrides }];
    cli.write('fleet.json', { Resources: { Fleet: { Type: 'AWS::EC2::EC2Fleet', Properties: { LaunchTemplateConfigs } } } });
    cli.write(FILE, catalogOf([described('x99.large', { Hypervisor: 'xen' })]));
    expect(cli.run(['check', 'fleet.json']).out).toContain('x99.large');
  });

  test('a pattern that lets a recorded Xen type in does not close a parameter', () => {
    const Type = { Type: 'String', Default: 'm7i.large', AllowedPattern: 'x99\\.large|m7i\\.large' };
    cli.write('web.json', { Parameters: { Type }, Resources: { Web: instance({ Ref: 'Type' }) } });
    cli.write(FILE, catalogOf([described('x99.large', { Hypervisor: 'xen' })]));
    expect(cli.run(['check', 'web.json', '--rule', 'image-ready=off', '--fail-on', 'warning']).code).toBe(1);
  });
});

test.each([
  ['2999-12-31', /nitro-catalog\.json:\d+:\d+: retrieved: 2999-12-31 is after today, \d{4}-\d\d-\d\d: record the catalog again\n$/],
  ['2026-02-30', /nitro-catalog\.json: catalog: retrieved is '2026-02-30', expected a date like 2026-08-02: record the catalog again\n$/],
])('a catalog of %s is refused: it would outrank every later one', (retrieved, message) => {
  cli.write('web.json', template('m7i.large'));
  cli.write(FILE, catalogOf([described('m7i.large')], retrieved));
  expect(cli.run(['check', 'web.json'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(message) });
});

test('a catalog recorded by an earlier version says nothing of the facts it lacks', async () => {
  cli.write('saved.json', {
    InstanceTypes: [
      described('m8i.large', { ProcessorInfo: { SupportedArchitectures: ['x86_64'], SupportedFeatures: ['nested-virtualization'] } }),
      described('m5.large'),
    ],
  });
  await cli.runSlow(['catalog', 'record', '--from', 'saved.json']);
  const text = readFileSync(join(cli.folder, FILE), 'utf8');
  const earlier = text.replaceAll(/"nestedVirtualization":(?:true|false),?/g, '').replaceAll(',}', '}');
  expect(earlier).not.toBe(text);
  const catalog = Catalog.parse(earlier);
  expect(catalog.find('m8i.large')?.nestedVirtualization).toBe(true);
  expect(catalog.find('m5.large')?.nestedVirtualization).toBe(false);
  expect(catalog.find('m7i.metal-24xl')?.nestedVirtualization).toBe(false);
});
