import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog/catalog';
import { CommandLine, TODAY } from './command-line';
import { described } from './described-types';
import { Ec2Server, type StoredInstanceType } from './ec2-server';
import { runProgram } from './program';
import { runWithEc2 } from './recording';

const FILE = 'nitro-catalog.json';
const BUNDLED = Catalog.bundled().retrieved;

const SAVED = {
  InstanceTypes: [
    described('m99i.xlarge', { VCpuInfo: { DefaultVCpus: 4 } }),
    described('m99i.large'),
    described('x99.large', { Hypervisor: 'xen' }),
    described('m99i.metal', { Hypervisor: undefined, BareMetal: true, VCpuInfo: { DefaultVCpus: 96 } }),
    described('t3.micro'),
  ],
};

const cli = CommandLine.forEachTest();

const record = (...args: readonly string[]) => cli.runSlow(['catalog', 'record', ...args]);
const read = (file = FILE): string => readFileSync(join(cli.folder, file), 'utf8');

describe('from a saved answer', () => {
  beforeEach(() => {
    cli.write('saved.json', SAVED);
  });

  test('says which types are new, and what they run on', async () => {
    expect(await record('--from', 'saved.json')).toEqual({
      code: 0,
      out: [
        'm99i.large  nitro',
        'm99i.xlarge  nitro',
        'm99i.metal  nitro',
        'x99.large  xen',
        `${FILE}: 5 instance types, 4 of them not in the catalog of ${BUNDLED}`,
        '',
      ].join('\n'),
      err: '',
    });
  });

  test('the file makes a catalog that judges by it', async () => {
    await record('--from', 'saved.json');
    const catalog = Catalog.parse(read());
    expect(Catalog.bundled().judge('m99i.large').kind).toBe('assumed-nitro');
    expect(catalog.retrieved).toBe(TODAY);
    expect(['m99i.large', 'm99i.metal', 'x99.large'].map((name) => catalog.judge(name))).toMatchObject([
      { kind: 'nitro', facts: { vCpus: 2, memoryMiB: 8192, enaSupport: 'required' } },
      { kind: 'nitro', facts: { bareMetal: true, vCpus: 96 } },
      { kind: 'xen' },
    ]);
    expect(catalog.judge('m99i.larg')).toMatchObject({ kind: 'unknown' });
    // Types that a single Region lacks, and retired types, are still known.
    expect(['t2.micro', 'c8g.large', 'p2.xlarge'].map((name) => catalog.judge(name).kind)).toEqual(['xen', 'nitro', 'xen']);
  });

  test('the file is the one that the policy names', async () => {
    cli.write('nitro.json', { catalog: 'ours.json' });
    expect((await record('--from', 'saved.json')).out).toContain('ours.json: 5 instance types');
    expect(Catalog.parse(read('ours.json')).judge('x99.large').kind).toBe('xen');
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
  });

  test('the same types give the same file, in whatever order and however often', async () => {
    await record('--from', 'saved.json');
    const { ino } = statSync(join(cli.folder, FILE));
    cli.write('turned.json', { InstanceTypes: SAVED.InstanceTypes.toReversed() });
    expect(await record('--from', 'turned.json')).toMatchObject({ code: 0 });
    expect(statSync(join(cli.folder, FILE)).ino).toBe(ino);
    cli.write('first.json', { InstanceTypes: SAVED.InstanceTypes.slice(0, 3) });
    cli.write('rest.json', { InstanceTypes: SAVED.InstanceTypes.slice(2) });
    expect(await record('--from', 'rest.json', 'first.json', '--output', 'other.json')).toMatchObject({ code: 0 });
    expect(read('other.json')).toBe(read());
  });

  test('if two answers contradict each other, the type does not pass', async () => {
    cli.write('other.json', { InstanceTypes: [described('m99i.large', { Hypervisor: 'xen' })] });
    for (const files of [
      ['saved.json', 'other.json'],
      ['other.json', 'saved.json'],
    ]) {
      await record('--from', ...files);
      expect(Catalog.parse(read()).judge('m99i.large').kind).toBe('xen');
    }
  });

  test('it may come from standard input, and go elsewhere', async () => {
    const { code, out } = await cli.runSlow(['catalog', 'record', '--from', '-', '--output', 'policy.catalog.json'], {
      stdin: JSON.stringify(SAVED),
    });
    expect([code, out]).toEqual([0, expect.stringContaining('policy.catalog.json: 5 instance types')]);
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
    expect(Catalog.parse(read('policy.catalog.json')).judge('x99.large').kind).toBe('xen');
  });

  test('a symbolic link stays one', async () => {
    mkdirSync(join(cli.folder, 'shared'));
    await record('--from', 'saved.json', '--output', 'shared/catalog.json');
    symlinkSync('shared/catalog.json', join(cli.folder, FILE));
    cli.write('saved.json', { InstanceTypes: [described('m98i.large')] });
    await record('--from', 'saved.json');
    expect(read('shared/catalog.json')).toContain('m98i');
    expect(readdirSync(join(cli.folder, 'shared'))).toEqual(['catalog.json']);
  });

  test('a file that others may not read stays one', async () => {
    await record('--from', 'saved.json');
    chmodSync(join(cli.folder, FILE), 0o600);
    cli.write('saved.json', { InstanceTypes: [described('m98i.large')] });
    await record('--from', 'saved.json');
    expect(read(FILE)).toContain('m98i');
    expect(statSync(join(cli.folder, FILE)).mode & 0o777).toBe(0o600);
  });
});

test.each([
  ['not there', undefined, 'saved.json: no such file or folder: check the path'],
  ['empty', ' \n', "saved.json: is empty: save the output of 'aws ec2 describe-instance-types' in it"],
  ['of another command', { Images: [] }, "saved.json: not the output of 'aws ec2 describe-instance-types': it has no 'InstanceTypes'"],
  ['without types', { InstanceTypes: [] }, "saved.json: not the output of 'aws ec2 describe-instance-types': it has no 'InstanceTypes'"],
  [
    'a part of it',
    '[{"InstanceType": "m5.large"}]',
    "saved.json: holds a list: save the output of 'aws ec2 describe-instance-types' without --query",
  ],
  [
    'one page of several',
    { ...SAVED, NextToken: 'abc' },
    "saved.json: the answer is incomplete, since it has a 'NextToken': save it again without --max-items and --no-paginate",
  ],
  [
    'cut off',
    '{\n "InstanceTypes": [\n',
    'saved.json:3: the file ends inside a list that begins at line 2, column 19: it may have been cut off, write it again',
  ],
  [
    'incomplete',
    { InstanceTypes: [{ InstanceType: 'm99i.large' }] },
    'saved.json: DescribeInstanceTypes/InstanceTypes/0/VCpuInfo/DefaultVCpus: expected a number, got nothing',
  ],
  [
    'nonsense',
    { InstanceTypes: [described('m99i.large', { MemoryInfo: { SizeInMiB: -1 } })] },
    "saved.json: m99i.large: 'memoryMiB' is -1, expected a number from 0",
  ],
  [
    'a name that is none',
    { InstanceTypes: [described('__proto__')] },
    "saved.json: '__proto__' is not an instance type name: expected a family, a dot and a size",
  ],
])('an answer that is %s is one line, and nothing is written', async (_, content, message) => {
  if (content !== undefined) cli.write('saved.json', content);
  expect(await record('--from', 'saved.json')).toEqual({ code: 2, out: '', err: `cdk-nitro: ${message}\n` });
  expect(existsSync(join(cli.folder, FILE))).toBe(false);
});

test('each file that cannot be read is named, and the catalog stays as it is', async () => {
  cli.write('saved.json', SAVED);
  await record('--from', 'saved.json');
  const before = read();
  cli.write('saved.json', { InstanceTypes: [described('m98i.large')] });
  expect(await record('--from', 'no.json', 'saved.json', 'nor.json')).toEqual({
    code: 2,
    out: '',
    err: 'cdk-nitro: no.json: no such file or folder: check the path\ncdk-nitro: nor.json: no such file or folder: check the path\n',
  });
  expect(read()).toBe(before);
});

test('a file that is no catalog is not replaced', async () => {
  cli.write('saved.json', SAVED);
  cli.write('nitro.json', { rules: {} });
  expect(await record('--from', 'saved.json', '--output', 'nitro.json')).toEqual({
    code: 2,
    out: '',
    err: 'cdk-nitro: nitro.json is not a catalog: remove it, or name another file with --output\n',
  });
  expect(JSON.parse(read('nitro.json'))).toEqual({ rules: {} });
  cli.write('folder/x', '');
  expect(await record('--from', 'saved.json', '--output', 'folder')).toMatchObject({ code: 2, err: expect.stringContaining('folder: ') });
  expect(await record('--from', 'saved.json', '--output', 'no/folder.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no/folder.json cannot be written: '),
  });
});

test.each([
  [['catalog'], 'catalog takes record'],
  [['catalog', 'show'], "catalog takes record, not 'show'"],
  [['catalog', 'record', 'm5.large'], "catalog record takes options only, not 'm5.large'"],
  [['catalog', 'record', '--region', 'eu-west-1', 'Ireland'], "--region takes the names of Regions, such as eu-west-1, not 'Ireland'"],
  [['catalog', 'record', '--profile', 'dev', 'eu-west-1'], "catalog record takes options only, not 'eu-west-1'"],
  [
    ['catalog', 'record', '--from', 'x', '--region', 'eu-west-1'],
    '--from reads saved output instead of asking EC2: remove --region and --profile',
  ],
  [['catalog', 'record', '--regoin', 'x'], "unknown option '--regoin' of catalog record: did you mean '--region'"],
])('%j is bad usage', async (args, message) => {
  const { code, out, err } = await cli.runSlow(args);
  expect([code, out, err.split('\n')[0]]).toEqual([2, '', `cdk-nitro: ${message}`]);
});

describe('asking EC2', () => {
  let server: Ec2Server;
  beforeEach(async () => {
    server = new Ec2Server();
    await server.start();
  });
  afterEach(() => server.stop());

  const run = (...args: readonly string[]) => runWithEc2(['catalog', 'record', ...args], { folder: cli.folder, ec2: server.url });
  const nitro = (name: string): StoredInstanceType => ({ name, hypervisor: 'nitro' });

  test('takes all pages of several Regions', async () => {
    server.pageSize = 2;
    server.instanceTypes.set('eu-west-1', [nitro('m99i.large'), { name: 'x99.large', hypervisor: 'xen' }, nitro('t3.micro')]);
    server.instanceTypes.set('us-east-1', [nitro('t3.micro'), { name: 'm99i.metal', vCpus: 96 }]);
    const args = ['catalog', 'record', '--region', 'us-east-1', 'eu-west-1'];
    expect(await runProgram(args, { folder: cli.folder, ec2: server.url })).toEqual({
      code: 0,
      out: [
        'm99i.large  nitro',
        'm99i.metal  nitro',
        'x99.large  xen',
        `${FILE}: 4 instance types, 3 of them not in the catalog of ${BUNDLED}`,
        '',
      ].join('\n'),
      err: '',
    });
    expect(server.requests.map((request) => [request.get('Action'), request.get('MaxResults'), request.get('NextToken')])).toEqual([
      ['DescribeInstanceTypes', '100', null],
      ['DescribeInstanceTypes', '100', null],
      ['DescribeInstanceTypes', '100', '2'],
    ]);
    expect(read()).toContain('"source": "EC2 DescribeInstanceTypes, eu-west-1, us-east-1"');
    const catalog = Catalog.parse(read());
    expect(['m99i.large', 'm99i.metal', 'x99.large'].map((name) => catalog.judge(name).kind)).toEqual(['nitro', 'nitro', 'xen']);
  });

  test('if one Region fails, nothing is written', async () => {
    server.instanceTypes.set('eu-west-1', [nitro('m99i.large')]);
    expect(await run('--region', 'eu-west-1')).toMatchObject({ code: 0 });
    const before = read();
    server.instanceTypes.set('eu-west-1', [nitro('m98i.large')]);
    server.refusal = { status: 403, code: 'UnauthorizedOperation', region: 'us-east-1' };
    expect(await run('--region', 'us-east-1', '--region', 'eu-west-1', 'eu-north-1')).toEqual({
      code: 2,
      out: '',
      err: [
        'cdk-nitro: us-east-1: no permission to describe instance types: ask for ec2:DescribeInstanceTypes (UnauthorizedOperation)',
        'cdk-nitro: eu-north-1: EC2 has returned no instance types: check the Region',
        '',
      ].join('\n'),
    });
    expect(read()).toBe(before);
  });

  test('it takes a Region, and credentials', async () => {
    expect(await run()).toEqual({ code: 2, out: '', err: 'cdk-nitro: no Region given: use --region, or set AWS_REGION\n' });
    // The SDK itself remarks on stderr that there are keys as well.
    const { code, out, err } = await run('--region', 'eu-west-1', '--profile', 'nobody');
    expect([code, out, err.trimEnd().split('\n').at(-1)]).toEqual([
      2,
      '',
      "cdk-nitro: eu-west-1: profile 'nobody' has no usable AWS credentials: sign in to it, or name another with --profile (CredentialsProviderError: Could not load credentials from any providers)",
    ]);
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
  });
});

/** Takes fields out of the answer, as a client does that is older than they are. */
function without(type: Record<string, unknown>, ...paths: readonly string[]): Record<string, unknown> {
  const members = Object.entries(type).filter(([key]) => !paths.includes(key));
  return Object.fromEntries(
    members.map(([key, value]) => {
      const inner = paths.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));
      return [key, inner.length === 0 ? value : without(value as Record<string, unknown>, ...inner)];
    }),
  );
}

describe('an answer that lacks a field is not a "no"', () => {
  const fields = [
    'NitroEnclavesSupport',
    'NitroTpmSupport',
    'HibernationSupported',
    'BurstablePerformanceSupported',
    'SupportedBootModes',
    'NetworkInfo.EnaSrdSupported',
    'NetworkInfo.EncryptionInTransitSupported',
    'EbsInfo.NvmeSupport',
  ];

  test.each(fields)('%s, which no type has', async (field) => {
    cli.write('types.json', { InstanceTypes: [without(described('m5.xlarge'), field), without(described('c5.large'), field)] });
    const { code, out, err } = await record('--from', 'types.json');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`types.json: no type has '${field}'`);
    expect(err).toContain('ask again with a newer AWS CLI or SDK');
    expect(existsSync(join(cli.folder, FILE))).toBe(false);
  });

  test('several, all of them named', async () => {
    cli.write('types.json', { InstanceTypes: [without(described('m5.xlarge'), 'NitroEnclavesSupport', 'NitroTpmSupport')] });
    expect((await record('--from', 'types.json')).err).toContain("'NitroEnclavesSupport', 'NitroTpmSupport'");
  });

  test('null stands for a field that is absent', async () => {
    cli.write('types.json', { InstanceTypes: [described('m5.xlarge', { NitroEnclavesSupport: null })] });
    expect(await record('--from', 'types.json')).toMatchObject({ code: 2 });
  });

  test.each([
    ['m6a.large', 'ProcessorInfo.SupportedFeatures'],
    ['m8i.large', 'ProcessorInfo.SupportedFeatures'],
    ['g6.xlarge', 'GpuInfo.Gpus'],
    ['trn1.2xlarge', 'NeuronInfo.NeuronDevices'],
    ['i4i.large', 'InstanceStorageInfo.TotalSizeInGB'],
  ])('%s is known to have %s', async (name, field) => {
    cli.write('types.json', { InstanceTypes: [described(name)] });
    expect(await record('--from', 'types.json')).toMatchObject({ code: 2, err: expect.stringContaining(`'${field}'`) });
  });

  test('a field that some type has was not dropped, and one that EC2 gives for few types need not be there', async () => {
    cli.write('types.json', { InstanceTypes: [described('m5.xlarge'), without(described('c5.large'), 'NitroEnclavesSupport')] });
    expect(await record('--from', 'types.json')).toMatchObject({ code: 0, err: '' });
  });
});
