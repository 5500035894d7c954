import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as gamelift from 'aws-cdk-lib/aws-gamelift';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct, type IConstruct } from 'constructs';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { authoredProp } from '../../lib/cdk/checking/authored-prop';
import { CONSTRUCT_PROPS } from '../../lib/cdk/checking/construct-props';
import { camelCased } from '../../lib/cdk/checking/language';
import { launchRows } from '../../lib/launch/sites';

interface JsiiType {
  readonly kind: string;
  readonly properties?: readonly { readonly name: string; readonly type: JsiiReference }[];
  readonly interfaces?: readonly string[];
  readonly base?: string;
  readonly initializer?: { readonly parameters?: readonly { readonly name: string; readonly type: JsiiReference }[] };
}

interface JsiiReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly union?: { readonly types: readonly JsiiReference[] };
  readonly collection?: { readonly elementtype: JsiiReference };
}

/** The types of aws-cdk-lib, as jsii describes them. */
const { types } = JSON.parse(
  gunzipSync(readFileSync(join(dirname(require.resolve('aws-cdk-lib/package.json')), '.jsii.gz'))).toString(),
) as { readonly types: Readonly<Record<string, JsiiType>> };

const { peerDependencies } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as {
  readonly peerDependencies: { readonly 'aws-cdk-lib': string };
};
const { version } = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')) as { readonly version: string };
const IS_LOWEST_PEER = peerDependencies['aws-cdk-lib'] === `^${version}`;

/** Finds the types of a member of one of the types, inherited ones included; undefined where there is none. */
function memberTypes(names: readonly string[], member: string): readonly string[] | undefined {
  for (const name of names) {
    const type = types[name];
    const found = type?.properties?.find((each) => each.name === member);
    if (found !== undefined) return typesIn(found.type);
    const inherited = memberTypes([...(type?.interfaces ?? []), ...(type?.base === undefined ? [] : [type.base])], member);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** Lists the named types in a reference; `json` and `any` are named so. */
function typesIn({ fqn, primitive, union, collection }: JsiiReference): readonly string[] {
  if (collection !== undefined) return typesIn(collection.elementtype);
  return union?.types.flatMap(typesIn) ?? [fqn ?? primitive ?? ''];
}

function propsOf(name: string): readonly string[] {
  return types[name]?.initializer?.parameters?.find((each) => each.name === 'props')?.type.fqn === undefined
    ? []
    : typesIn(types[name].initializer.parameters.find((each) => each.name === 'props')?.type ?? {});
}

/** Tells whether a path of props is of a type: `capacity.dataNodeInstanceType`. */
function isProp(name: string, path: string): boolean {
  let at: readonly string[] | undefined = propsOf(name);
  for (const member of path.replaceAll(/\[\d+\]/g, '').split('.')) {
    if (at.some((each) => each === 'any' || each === 'json')) return true;
    at = memberTypes(at, member);
    if (at === undefined) return false;
  }
  return true;
}

test.each(Object.entries(CONSTRUCT_PROPS).flatMap(([name, made]) => made.flatMap(({ rows }) => rows.map(({ prop }) => [name, prop]))))(
  '%s has the prop %s',
  (name = '', prop = '') => {
    expect([name, isProp(name, prop)]).toEqual([name, true]);
  },
);

test('a prop that a construct lacks is not taken for one', () => {
  expect(isProp('aws-cdk-lib.aws_ec2.BastionHostLinux', 'creditSpecification')).toBe(false);
  expect(isProp('aws-cdk-lib.aws_opensearchservice.Domain', 'capacity.instanceType')).toBe(false);
});

/** The parts that the lowest supported aws-cdk-lib lacks. */
const OF_NEWER_PEERS: readonly (readonly [type: string, property: RegExp])[] = [
  ['AWS::Batch::ComputeEnvironment', /^ComputeResources\.ManagedInstancesProvider\./],
  ['AWS::EKS::Cluster', /^OutpostConfig\.EtcdInstanceType$/],
  ['AWS::SageMaker::InferenceComponent', /InstanceType$/],
];

function isOfNewerPeers(type: string, path: string): boolean {
  return IS_LOWEST_PEER && OF_NEWER_PEERS.some(([each, property]) => each === type && property.test(path));
}

describe('the props of L1 classes', () => {
  const classes = Object.entries(types).filter(([name, { kind }]) => kind === 'class' && /\.Cfn\w+$/.test(name));
  const byType = new Map(
    launchRows
      .map(({ type }) => {
        const [, service = '', resource = ''] = type.split('::');
        const name = new RegExp(`^aws-cdk-lib\\.aws_${service.toLowerCase()}\\.Cfn${resource}$`);
        return [type, classes.find(([each]) => name.test(each))?.[0]] as const;
      })
      .filter(([, name]) => name !== undefined),
  );

  test('are known for most launches', () => {
    expect(byType.size).toBeGreaterThan(30);
  });

  test.each([...byType])('%s', (type, name = '') => {
    const sites = launchRows.filter((each) => each.type === type).flatMap((each) => each.sites);
    const paths = sites.map(({ path }) => path).filter((path) => !path.startsWith('/') && !path.includes('*') && !path.includes('::'));
    const wrong = paths.filter((path) => !isProp(name, camelCased(path.replaceAll('[]', '0').replaceAll('.', '/'))));
    expect(wrong.filter((path) => !isOfNewerPeers(type, path))).toEqual([]);
  });
});

/** The description of a resource's property: `instanceType of ec2.Instance Web/Server`. */
function said(resource: IConstruct | undefined, path: string, value?: string): string | undefined {
  if (!CfnResource.isCfnResource(resource)) throw new Error('it is no resource');
  const prop = authoredProp(resource, path, value);
  return prop === undefined ? undefined : `${prop.name} of ${prop.className} ${prop.construct.node.path}`;
}

function below(construct: IConstruct, ...ids: readonly string[]): IConstruct {
  return ids.reduce<IConstruct>((at, id) => at.node.findChild(id), construct);
}

describe('a prop', () => {
  const stack = new Stack(new App(), 'Web');
  const instanceType = new ec2.InstanceType('m7i.large');
  const machineImage = ec2.MachineImage.latestAmazonLinux2023();
  const vpc = new ec2.Vpc(stack, 'Network', { natGatewayProvider: ec2.NatProvider.instanceV2({ instanceType }) });

  test.each<[string, () => IConstruct, string, string]>([
    [
      'an instance',
      () => below(new ec2.Instance(stack, 'Server', { vpc, instanceType, machineImage }), 'Resource'),
      'Properties/BlockDeviceMappings/0/DeviceName',
      'blockDevices of ec2.Instance Web/Server',
    ],
    [
      'a bastion, which makes an instance',
      () => below(new ec2.BastionHostLinux(stack, 'Bastion', { vpc, instanceType }), 'Resource', 'Resource'),
      'Properties/InstanceType',
      'instanceType of ec2.BastionHostLinux Web/Bastion',
    ],
    [
      'a launch template',
      () => below(new ec2.LaunchTemplate(stack, 'Template', { instanceType, machineImage }), 'Resource'),
      'Properties/LaunchTemplateData/ImageId',
      'machineImage of ec2.LaunchTemplate Web/Template',
    ],
    [
      'an Auto Scaling group',
      () => below(new autoscaling.AutoScalingGroup(stack, 'Group', { vpc, instanceType, machineImage }), 'LaunchConfig'),
      'Properties/UserData',
      'userData of autoscaling.AutoScalingGroup Web/Group',
    ],
    [
      'a construct of the app that extends one of the CDK',
      () => below(new (class Server extends ec2.Instance {})(stack, 'Own', { vpc, instanceType, machineImage }), 'Resource'),
      'Properties/ImageId',
      'machineImage of ec2.Instance Web/Own',
    ],
    [
      'a NAT instance, whose provider the network takes',
      () => below(vpc, 'PublicSubnet1', 'NatInstance', 'Resource'),
      'Properties/InstanceType',
      'natGatewayProvider of ec2.Vpc Web/Network',
    ],
    [
      'a database',
      () => below(new rds.DatabaseInstance(stack, 'Data', { vpc, engine: rds.DatabaseInstanceEngine.POSTGRES }), 'Resource'),
      'Properties/DBInstanceClass',
      'instanceType of rds.DatabaseInstance Web/Data',
    ],
    [
      'an instance of a cluster',
      () => below(new docdb.DatabaseCluster(stack, 'Documents', { vpc, instanceType, masterUser: { username: 'u' } }), 'Instance1'),
      'Properties/DBInstanceClass',
      'instanceType of docdb.DatabaseCluster Web/Documents',
    ],
    [
      'a search domain',
      () => below(new opensearch.Domain(stack, 'Search', { version: opensearch.EngineVersion.OPENSEARCH_2_19 }), 'Resource'),
      'Properties/ClusterConfig/DedicatedMasterType',
      'capacity.masterNodeInstanceType of opensearchservice.Domain Web/Search',
    ],
    [
      'an L1 class',
      () => new ec2.CfnSpotFleet(stack, 'Fleet', { spotFleetRequestConfigData: { iamFleetRole: '', targetCapacity: 1 } }),
      'Properties/SpotFleetRequestConfigData/LaunchSpecifications/1/InstanceType',
      'spotFleetRequestConfigData.launchSpecifications[1].instanceType of ec2.CfnSpotFleet Web/Fleet',
    ],
  ])('of %s', (_, build, path, expected) => {
    expect(said(build(), path)).toBe(expected);
  });

  test('of what a cluster makes is that of the cluster, or of what was added to it', () => {
    const own = new Stack(new App(), 'Own');
    const cluster = new eks.Cluster(own, 'Cluster', {
      version: eks.KubernetesVersion.V1_33,
      defaultCapacityType: eks.DefaultCapacityType.NODEGROUP,
      defaultCapacityInstance: instanceType,
    });
    cluster.addNodegroupCapacity('more', { instanceTypes: [instanceType] });
    const nodes = (id: string): IConstruct => below(cluster, id, 'Resource');
    expect(said(nodes('NodegroupDefaultCapacity'), 'Properties/InstanceTypes/0')).toBe(
      'defaultCapacityInstance of eks_v2.Cluster Own/Cluster',
    );
    expect(said(nodes('NodegroupDefaultCapacity'), 'Properties/AmiType')).toBeUndefined();
    expect(said(nodes('Nodegroupmore'), 'Properties/AmiType')).toBe('amiType of eks_v2.Nodegroup Own/Cluster/Nodegroupmore');
    const services = new ecs.Cluster(stack, 'Services', { vpc, capacity: { instanceType } });
    expect(said(below(services, 'DefaultAutoScalingGroup', 'LaunchConfig'), 'Properties/InstanceType')).toBe(
      'instanceType of autoscaling.AutoScalingGroup Web/Services/DefaultAutoScalingGroup',
    );
  });

  test.each([
    ['optimal', 'useOptimalInstanceClasses'],
    ['default_x86_64', 'defaultInstanceClasses'],
    ['c4', 'instanceClasses'],
    ['c4.large', 'instanceTypes'],
  ])('of a compute environment depends on the value: %s', (value, prop) => {
    const environment = new batch.ManagedEc2EcsComputeEnvironment(stack, `Batch${prop}`, { vpc });
    expect(said(below(environment, 'Resource'), 'Properties/ComputeResources/InstanceTypes/0', value)).toBe(
      `${prop} of batch.ManagedEc2EcsComputeEnvironment Web/Batch${prop}`,
    );
  });

  test('of a construct in an alpha module', () => {
    class BuildFleet extends Construct {}
    const fqn = '@aws-cdk/aws-gamelift-alpha.BuildFleet';
    Object.defineProperty(BuildFleet, Symbol.for('jsii.rtti'), { value: { fqn, version: '2.91.0-alpha.0' } });
    const fleet = new BuildFleet(stack, 'GameServers');
    const resource = new gamelift.CfnFleet(fleet, 'Resource', { name: 'fleet' });
    expect(said(resource, 'Properties/EC2InstanceType')).toBe('instanceType of gamelift.BuildFleet Web/GameServers');
  });

  test('of a construct around another is not taken for that of the inner one', () => {
    const group = new autoscaling.AutoScalingGroup(stack, 'Outer', { vpc, instanceType, machineImage });
    const inner = new ec2.Instance(group, 'Inner', { vpc, instanceType, machineImage });
    expect(said(below(inner, 'Resource'), 'Properties/InstanceType')).toBe('instanceType of ec2.Instance Web/Outer/Inner');
  });

  test.each([
    ['python/3.12.1', 'instance_type'],
    ['DotNet/8.0', 'InstanceType'],
    ['go/1.22', 'InstanceType'],
    ['Java/17', 'instanceType'],
  ])('is spelled as in %s', (agent, name) => {
    process.env['JSII_AGENT'] = agent;
    try {
      const instance = new ec2.CfnInstance(stack, `Instance${agent.slice(0, 2)}`, {});
      expect(authoredProp(instance, 'Properties/InstanceType', undefined)?.name).toBe(name);
    } finally {
      delete process.env['JSII_AGENT'];
    }
  });
});

describe('no prop is known', () => {
  const stack = new Stack(new App(), 'Web');
  const property = 'Properties/InstanceType';

  test('of a raw resource', () => {
    expect(said(new CfnResource(stack, 'Raw', { type: 'AWS::EC2::Instance' }), property)).toBeUndefined();
  });

  test('of an override', () => {
    const instance = new ec2.CfnInstance(stack, 'Overridden', {});
    instance.addPropertyOverride('InstanceType', 'm4.large');
    expect(said(instance, property)).toBeUndefined();
    expect(said(instance, 'Properties/ImageId')).toBe('imageId of ec2.CfnInstance Web/Overridden');
  });

  test('of an included template', () => {
    const templateFile = join(mkdtempSync(join(tmpdir(), 'cdk-nitro-include-')), 'template.json');
    writeFileSync(templateFile, JSON.stringify({ Resources: { Included: { Type: 'AWS::EC2::Instance' } } }));
    expect(said(new CfnInclude(stack, 'Include', { templateFile }).getResource('Included'), property)).toBeUndefined();
  });

  test('of a property that the construct takes no prop for', () => {
    const launch = new ec2.LaunchTemplate(stack, 'Template', {});
    expect(said(below(launch, 'Resource'), 'Properties/LaunchTemplateData/CpuOptions/AmdSevSnp')).toBeUndefined();
  });

  test('of a construct of a package that takes props of its own', () => {
    class Runner extends Construct {}
    Object.defineProperty(Runner, Symbol.for('jsii.rtti'), { value: { fqn: '@acme/runners.Runner', version: '1.0.0' } });
    const packaged = new Runner(stack, 'Runner');
    expect(said(new ec2.CfnInstance(packaged, 'Instance', {}), property)).toBeUndefined();
    const own = new (class Own extends Construct {})(stack, 'Own');
    expect(said(new ec2.CfnInstance(own, 'Instance', {}), property)).toBe('instanceType of ec2.CfnInstance Web/Own/Instance');
  });

  test.each([
    ['...new Runner in @acme/runners...', false],
    ['...aws-cdk-lib, make in acme-runners...', false],
    ['...new Runner in .pnpm...', false],
    ['make (/app/node_modules/acme-runners/index.js:3:5)', false],
    ['...new CfnInstance in .pnpm...', true],
    ['...constructs, new Instance2 in aws-cdk-lib...', true],
    ['main (/tmp/venv/lib/python3.12/site-packages/aws_cdk/aws_ec2/__init__.py:3)', true],
  ])('of what code of another package has made: %s', (frame, isKnown) => {
    const instance = new ec2.CfnInstance(stack, frame.replace(/\W/g, ''), {});
    for (const { type, data } of instance.node.metadata) {
      if (type === 'aws:cdk:creationStack') (data as string[]).splice(0, Infinity, frame, 'main (/app/bin/web.ts:3:5)');
    }
    expect(said(instance, property) !== undefined).toBe(isKnown);
  });
});
