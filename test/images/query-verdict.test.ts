import { readQueryKey } from '../../lib/images/image-query';
import { judgeImage, type KnownImages } from '../../lib/images/judge-image';
import { QueriedImages } from '../../lib/images/queried-images';
import { record } from './records';

const ID = 'ami-0123456789abcdef0';
const HERE = { account: '123456789012', region: 'eu-west-1' };

function keyOf(owners: readonly string[], filters: Readonly<Record<string, readonly string[]>>): string {
  const list = (name: string, values: readonly string[]): string[] => values.map((value, index) => `${name}.${String(index)}=${value}`);
  const all = [...list('owners', owners), ...Object.entries(filters).flatMap(([name, values]) => list(`filters.${name}`, values))];
  return ['ami', ...[`account=${HERE.account}`, `region=${HERE.region}`, ...all].sort()].join(':');
}

function knowing(key: string, value: unknown = ID): KnownImages {
  const queried = new QueriedImages();
  queried.addContext([[key, value]]);
  return { recorded: new Map(), queried, today: '2026-11-01' };
}

const readinessOf = (owners: readonly string[], name: string, filters = {}): string =>
  judgeImage(ID, knowing(keyOf(owners, { 'image-type': ['machine'], name: [name], ...filters })), HERE.region, HERE).readiness;

const CANONICAL = '099720109477';
const NITRO = { 'ena-support': ['true'], 'virtualization-type': ['hvm'], 'root-device-type': ['ebs'] };

test.each([
  [CANONICAL, 'ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-amd64-server-*'],
  [CANONICAL, 'ubuntu/images/hvm-ssd/ubuntu-*-22.04-arm64-server-*'],
  ['136693071363', 'debian-12-arm64-*'],
  ['amazon', 'al2023-ami-2023.*-x86_64'],
  ['137112412989', 'amzn2-ami-hvm-*-x86_64-gp2'],
  ['568608671756', 'fck-nat-al2023-*-arm64-ebs'],
])('%s under %s is ready, whatever the wildcards stand for', (owner, name) => {
  expect(readinessOf([owner], name)).toBe('ready');
});

test.each([
  [['amazon'], 'amzn-ami-vpc-nat-*'],
  [['amazon'], 'amzn-ami-hvm-2018.03*'],
  [['amazon'], 'ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*'],
  [[CANONICAL], 'ubuntu/images/*'],
  [[CANONICAL], '*'],
  [[], 'ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*'],
  [[CANONICAL, '210987654321'], 'ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*'],
  [['self'], 'ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*'],
  [['013907871322'], 'suse-sles-12-sp3-v*'],
] as const)('%j under %s is unproven', (owners, name) => {
  expect(readinessOf(owners, name)).toBe('unproven');
});

test('one name of several that is not ready is enough for a doubt', () => {
  const name = ['ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*', 'golden-*'];
  expect(readinessOf([CANONICAL], '', { name })).toBe('unproven');
});

test('paravirtual by its name, or by a filter, is not ready', () => {
  expect(readinessOf(['amazon'], 'amzn-ami-pv-*')).toBe('not-ready');
  expect(readinessOf(['self'], 'golden-*', { 'virtualization-type': ['paravirtual'] })).toBe('not-ready');
});

test('filters for what Nitro needs are proof of an owner, and of no image without one', () => {
  expect(readinessOf(['self'], 'golden-*', NITRO)).toBe('ready');
  expect(readinessOf([], 'golden-*', NITRO)).toBe('unproven');
  expect(readinessOf(['self'], 'golden-*', { ...NITRO, 'ena-support': ['true', 'false'] })).toBe('unproven');
});

test('an answer counts in its account and Region only', () => {
  const known = knowing(keyOf([CANONICAL], { name: ['ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-server-*'] }));
  const readiness = (at: { readonly account?: string; readonly region?: string }): string => judgeImage(ID, known, at.region, at).readiness;
  expect(readiness(HERE)).toBe('ready');
  expect(readiness({ ...HERE, region: 'eu-north-1' })).toBe('unproven');
  expect(readiness({ ...HERE, account: '210987654321' })).toBe('unproven');
  expect(readiness({ region: HERE.region })).toBe('unproven');
});

test('a key that the CDK would not write answers nothing', () => {
  const key = keyOf([CANONICAL], { name: ['debian-12-*'] });
  expect(readQueryKey(key)?.key).toBe(key);
  for (const wrong of [
    key.replace(/:region.*/, ''),
    `${key}:owners.0=amazon`,
    key.replace('owners.0', 'owners.1'),
    key.replace('debian-12-*', 'a$:b'),
    `ami:region=${HERE.region}:${key.slice(4).replace(`:region=${HERE.region}`, '')}`,
  ]) {
    expect(readQueryKey(wrong)).toBeUndefined();
  }
  expect(readQueryKey(keyOf(['self'], { 'tag:Team': ['web'], name: ['golden'] }))).toMatchObject({
    filters: new Map([
      ['name', ['golden']],
      ['tag:Team', ['web']],
    ]),
  });
});

test('a look-up stays in force beside a record that proves nothing, and yields to one that disproves', () => {
  const known = knowing(keyOf(['self'], { name: ['golden-*'], ...NITRO }));
  const recorded = (changes: object): KnownImages => ({ ...known, recorded: new Map([[HERE.region, new Map([[ID, record(changes)]])]]) });
  expect(judgeImage(ID, recorded({}), HERE.region, HERE).readiness).toBe('ready');
  expect(judgeImage(ID, recorded({ enaSupport: false }), HERE.region, HERE)).toMatchObject({ reason: 'enaDisabled' });
});

test('a locked rule takes publishers only', () => {
  const locked = (key: string): KnownImages => ({ ...knowing(key), statementsLockedAt: 'base.json:3' });
  expect(
    judgeImage(ID, locked(keyOf([CANONICAL], { name: ['ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-*'] })), HERE.region, HERE).readiness,
  ).toBe('ready');
  expect(judgeImage(ID, locked(keyOf(['self'], { name: ['golden-*'], ...NITRO })), HERE.region, HERE).readiness).toBe('unproven');
});

describe('the placeholder of a first synthesis', () => {
  const open = (...keys: readonly string[]): KnownImages => {
    const queried = new QueriedImages();
    for (const key of keys) queried.addOpen(key);
    return { recorded: new Map(), queried, today: '2026-11-01' };
  };
  const UBUNTU = keyOf([CANONICAL], { name: ['ubuntu/images/hvm-ssd/ubuntu-noble-24.04-amd64-*'] });
  const NAT = keyOf(['amazon'], { name: ['amzn-ami-vpc-nat-*'] });

  test('has the verdict of its look-up, if all it may stand for have that', () => {
    expect(judgeImage('ami-1234', open(UBUNTU), HERE.region, HERE).readiness).toBe('ready');
    expect(judgeImage('ami-1234', open(UBUNTU, NAT), HERE.region, HERE)).toMatchObject({ reason: 'notLookedUp', isForNat: true });
    expect(judgeImage('ami-1234', open(UBUNTU), 'eu-north-1', { ...HERE, region: 'eu-north-1' })).toMatchObject({ reason: 'notLookedUp' });
  });

  test.each([
    ['lookupFailed', 'Need to perform AWS calls for account 123456789012, but no credentials have been configured'],
    ['notFound', 'No AMI found that matched the search criteria'],
  ])('is %s after the error: %s', (reason, problem) => {
    const known = open(NAT);
    known.queried?.addContext([[NAT, { $providerError: problem }]]);
    expect(judgeImage('ami-1234', known, HERE.region, HERE)).toMatchObject({ readiness: 'unproven', reason });
  });
});
