import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog/catalog';
import { sdkInstanceTypes } from '../catalog/sdk-instance-types';
import { blocksOf } from './markdown-blocks';
import { isDenied, listOf, type PolicyDocument, type ResourceRequest } from './policy-evaluation';

const page = readFileSync(join(__dirname, '../../docs/comparison.md'), 'utf8');

/** The policy as the page prints it. */
const [printed, ...others] = blocksOf('docs/comparison.md').filter(({ language }) => language === 'json');
const text = printed?.code ?? '';
const policy = JSON.parse(text) as PolicyDocument;

/** AWS's limit for a service control policy before it was doubled in May 2026, which tools still check. */
const SIZE_LIMIT = 5_120;

const REGIONS = { aws: 'eu-west-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' } as const;
const PARTITIONS = Object.keys(REGIONS) as (keyof typeof REGIONS)[];

/**
 * The calls that name an instance type in a condition key, the key, the resource that brings it, and the other resources of the call.
 * Source: the Service Authorization Reference for Amazon EC2 and Amazon EC2 Auto Scaling, as of September 2026.
 */
interface Call {
  readonly action: string;
  readonly key: string;
  readonly bearer: string;
  readonly beside?: readonly string[];
  readonly isList?: true;
}
const CALLS: readonly Call[] = [
  {
    action: 'ec2:RunInstances',
    key: 'ec2:InstanceType',
    bearer: 'instance/*',
    beside: [
      'capacity-reservation/cr-1',
      'key-pair/key',
      'launch-template/lt-1',
      'network-interface/*',
      'placement-group/group',
      'security-group/sg-1',
      'spot-instances-request/*',
      'subnet/subnet-1',
      'volume/*',
    ],
  },
  {
    action: 'ec2:CreateFleet',
    key: 'ec2:InstanceType',
    bearer: 'instance/*',
    beside: ['fleet/*', 'launch-template/lt-1', 'placement-group/group', 'subnet/subnet-1', 'volume/*'],
  },
  { action: 'ec2:AllocateHosts', key: 'ec2:InstanceType', bearer: 'dedicated-host/*' },
  { action: 'ec2:CreateCapacityReservation', key: 'ec2:InstanceType', bearer: 'capacity-reservation/*' },
  { action: 'ec2:ModifyInstanceAttribute', key: 'ec2:Attribute/InstanceType', bearer: 'instance/i-1', beside: ['volume/vol-1'] },
  { action: 'ec2:ModifyHosts', key: 'ec2:Attribute/InstanceType', bearer: 'dedicated-host/h-1' },
  { action: 'autoscaling:CreateLaunchConfiguration', key: 'autoscaling:InstanceType', bearer: 'launchConfiguration:*' },
  { action: 'autoscaling:CreateAutoScalingGroup', key: 'autoscaling:InstanceTypes', bearer: 'autoScalingGroup:*', isList: true },
  { action: 'autoscaling:UpdateAutoScalingGroup', key: 'autoscaling:InstanceTypes', bearer: 'autoScalingGroup:*', isList: true },
];

function arn(partition: keyof typeof REGIONS, action: string, resource: string): string {
  return `arn:${partition}:${action.split(':')[0] ?? ''}:${REGIONS[partition]}:123456789012:${resource}`;
}

/** Whether a call is denied: its resources are evaluated one by one, and the type is known of one of them only. */
function isCallDenied(call: Call, partition: keyof typeof REGIONS, type: string | readonly string[], context = {}): boolean {
  const { action, key, bearer, beside = [] } = call;
  const requests: ResourceRequest[] = [
    { action, resource: arn(partition, action, bearer), context: { ...context, [key]: type } },
    ...beside.map((resource) => ({ action, resource: arn(partition, action, resource), context: {} })),
    ...(action === 'ec2:RunInstances'
      ? [{ action, resource: `arn:${partition}:ec2:${REGIONS[partition]}::image/ami-1`, context: {} }]
      : []),
  ];
  return requests.some((request) => isDenied(policy, request));
}

const catalog = Catalog.bundled();
const names = [...new Set([...catalog.names, ...sdkInstanceTypes()])];
const isXen = (name: string): boolean => catalog.judge(name).kind === 'xen';

test('docs/comparison.md prints one policy, and it is a whole document', () => {
  expect(others).toEqual([]);
  expect(policy.Version).toBe('2012-10-17');
  expect(policy.Statement.map(({ Sid }) => Sid)).toEqual(policy.Statement.map(() => expect.stringMatching(/^[A-Za-z\d]+$/)));
});

test('the policy fits into what a service control policy may have, and the page says how much of that it takes', () => {
  const sizes = [text, JSON.stringify(policy)].map((written) => Buffer.byteLength(written));
  for (const size of sizes) expect(size).toBeLessThanOrEqual(SIZE_LIMIT);
  for (const size of [...sizes, SIZE_LIMIT]) expect(page).toContain(size.toLocaleString('en-US'));
});

test('there are Xen types and Nitro-based ones to try', () => {
  expect(names.filter(isXen).length).toBeGreaterThan(90);
  expect(names.length).toBeGreaterThan(1_400);
});

describe.each(PARTITIONS)('in the partition %s', (partition) => {
  test.each(CALLS.map((call) => [call.action, call] as const))('%s is denied for every Xen type and for no other', (_action, call) => {
    const denied = names.filter((name) => isCallDenied(call, partition, call.isList === true ? [name] : name));
    expect(denied).toEqual(names.filter(isXen));
    expect(denied).not.toEqual(expect.arrayContaining(['i3.metal']));
    expect(denied).not.toEqual(expect.arrayContaining(['p3dn.24xlarge']));
  });

  test.each(CALLS.filter(({ isList }) => isList).map((call) => [call.action, call] as const))(
    '%s is denied where one type of several is Xen',
    (_action, call) => {
      expect(isCallDenied(call, partition, ['m7i.large', 'm4.large'])).toBe(true);
      expect(isCallDenied(call, partition, ['m7i.large', 'm6i.large'])).toBe(false);
    },
  );

  test.each(CALLS.map((call) => [call.action, call] as const))('%s is left alone where it names no type', (_action, call) => {
    const resources = [call.bearer, ...(call.beside ?? [])].map((resource) => arn(partition, call.action, resource));
    const requests = resources.map((resource) => ({ action: call.action, resource, context: {} }));
    expect(requests.filter((request) => isDenied(policy, request))).toEqual([]);
  });

  test.each(['ec2:StopInstances', 'ec2:TerminateInstances', 'ec2:CreateImage', 'ec2:DescribeInstanceAttribute', 'ec2:StartInstances'])(
    '%s is left alone for a Xen instance that is there',
    (action) => {
      const resource = arn(partition, action, 'instance/i-1');
      expect(isDenied(policy, { action, resource, context: { 'ec2:InstanceType': 'm4.large' } })).toBe(false);
    },
  );

  test('a Xen instance can be resized to a Nitro-based type, and have its other attributes changed', () => {
    const resize = { action: 'ec2:ModifyInstanceAttribute', resource: arn(partition, 'ec2:ModifyInstanceAttribute', 'instance/i-1') };
    const context = { 'ec2:InstanceType': 'm4.large' };
    expect(isDenied(policy, { ...resize, context: { ...context, 'ec2:Attribute/InstanceType': 'm7i.large' } })).toBe(false);
    expect(isDenied(policy, { ...resize, context: { ...context, 'ec2:Attribute/EbsOptimized': 'true' } })).toBe(false);
    expect(isDenied(policy, { ...resize, context: { 'ec2:InstanceType': 'm7i.large', 'ec2:Attribute/InstanceType': 'm4.large' } })).toBe(
      true,
    );
  });
});

test.each(['t8i.micro', 'm12q.48xlarge', 'i3x.large', 'c10g.metal', 'x10.large', 'p30.2xlarge'])(
  '%s, which is newer than the catalog, is left alone',
  (name) => {
    expect(CALLS.filter((call) => isCallDenied(call, 'aws', call.isList === true ? [name] : name))).toEqual([]);
  },
);

test('every action of the policy has the condition key of its statement', () => {
  const pairs = policy.Statement.flatMap(({ Action, Condition = {} }) =>
    listOf(Action).flatMap((action) =>
      Object.values(Condition)
        .flatMap(Object.keys)
        .map((key) => `${action} ${key}`),
    ),
  );
  expect(pairs.sort()).toEqual(CALLS.map(({ action, key }) => `${action} ${key}`).sort());
});

test.each([
  'RequestSpotInstances',
  'RequestSpotFleet',
  'ModifySpotFleetRequest',
  'ModifyFleet',
  'CreateLaunchTemplate',
  'CreateLaunchTemplateVersion',
  'CreateCapacityReservationFleet',
])('the page says that nothing tells the type of %s', (action) => {
  expect(page).toContain(`\`${action}\``);
});
