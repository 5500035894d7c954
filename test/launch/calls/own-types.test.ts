import fc from 'fast-check';
import type { Json } from '../../../lib/base/json/json';
import { check, type CheckOptions } from '../../../lib/check';
import { runs } from '../../property-runs';

type Site = NonNullable<CheckOptions['launchSites']>[number];

const TYPE = 'Acme::Compute::Server';

function reported(resources: Readonly<Record<string, Json>>, ...launchSites: readonly Site[]): readonly string[] {
  const { findings } = check([{ id: 't', template: { Resources: resources } }], { launchSites });
  return findings.map(({ rule, messageId, logicalId, path }) => `${rule}/${messageId} ${logicalId ?? ''} ${path}`);
}

function server(properties: Json, type = TYPE): Json {
  return { Type: type, Properties: properties };
}

test.each(['InstanceType', 'InstanceTypes', 'instance_type', 'ImageId', 'AmiId', 'UserData'])(
  'a property called %s is undecided',
  (name) => {
    expect(reported({ A: server({ Config: { [name]: 'x' } }) })).toEqual([`instance-type-resolvable/ownType A Properties/Config/${name}`]);
  },
);

test('each type is reported once, and types that are known, disabled or without such a property are not', () => {
  const never = { Condition: 'Never' };
  const template = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: {
      A: server({ InstanceType: 'm5.large' }),
      B: server({ InstanceType: 'm4.large' }),
      C: server({ InstanceType: 'm4.large' }, 'Custom::Server'),
      D: { ...(server({ InstanceType: 'm4.large' }, 'Custom::Never') as object), ...never } as Json,
      E: server({ Name: 'x' }, 'Acme::Compute::Queue'),
      F: server({ InstanceType: 'm5.large' }, 'AWS::EC2::CapacityReservation'),
    },
  };
  const { findings } = check([{ id: 't', template }]);
  expect(findings.map(({ messageId, logicalId }) => `${messageId} ${logicalId ?? ''}`)).toEqual(['ownType A', 'ownType C']);
});

test('a type of AWS that is newer than the table is undecided, too', () => {
  expect(reported({ A: server({ InstanceType: 'm4.large' }, 'AWS::Future::Fleet') })).toEqual([
    'instance-type-resolvable/ownType A Properties/InstanceType',
  ]);
});

// A type of AWS's is left out by its names alone, where none counts; one of one's own is always searched.
test("a type of AWS's is searched like one of one's own", () => {
  const name = fc.constantFrom('InstanceType', 'instance_types', 'IMAGE-ID', 'amiId', 'User.Data', 'Name', 'Tags', 'Nodes', '__proto__');
  const { node } = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<Json>('x', true, null),
      fc.array(tie('node'), { maxLength: 2 }),
      fc.array(fc.tuple(name, tie('node')), { maxLength: 2 }).map((entries) => Object.fromEntries(entries)),
      fc.tuple(tie('node'), tie('node')).map(([one, other]): Json => ({ 'Fn::If': ['Perhaps', one, other] })),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(name, node, { maxKeys: 3 }), (properties) => {
      const ofAws = reported({ A: server(properties, 'AWS::Future::Fleet') });
      expect(ofAws).toEqual(reported({ A: server(properties) }));
    }),
    { numRuns: runs(300) },
  );
});

describe('a declared property', () => {
  const declared: Site = { resourceType: TYPE, property: 'Nodes.[].InstanceType', holds: 'instance-type' };

  test('is judged like any other', () => {
    expect(reported({ A: server({ Nodes: [{ InstanceType: 'm5.large' }, { InstanceType: 'm4.large' }] }) }, declared)).toEqual([
      'instance-type/xen A Properties/Nodes/1/InstanceType',
    ]);
    expect(reported({ A: server({ Nodes: [{ InstanceType: 'm5.large' }] }) }, declared)).toEqual([]);
  });

  test('that a resource leaves out is left to the handler', () => {
    expect(reported({ A: server({ Nodes: [] }) }, declared)).toEqual(['instance-type-indirect/delegated A Properties']);
  });

  test('leaves the others undecided', () => {
    expect(reported({ A: server({ Nodes: [{ InstanceType: 'm5.large' }], ImageId: 'ami-1' }) }, declared)).toEqual([
      'instance-type-resolvable/ownType A Properties/ImageId',
    ]);
  });

  test('that is said to hold something else than its name says is still undecided', () => {
    const wrong: Site = { resourceType: TYPE, property: 'InstanceType', holds: 'user-data' };
    expect(reported({ A: server({ InstanceType: 'm4.large' }) }, wrong)).toContain(
      'instance-type-resolvable/ownType A Properties/InstanceType',
    );
  });

  describe('that holds nothing', () => {
    const nothing: Site = { resourceType: TYPE, property: 'Lookup.ImageId', holds: 'nothing' };
    const lookup = { Lookup: { ImageId: 'ami-1' } };

    test('is no launch', () => {
      expect(check([{ id: 't', template: { Resources: { A: server(lookup) } } }], { launchSites: [nothing] })).toMatchObject({
        findings: [],
        launches: 0,
      });
    });

    test('says nothing of another property, nor of another type', () => {
      expect(reported({ A: server({ ...lookup, InstanceType: 'm4.large' }) }, nothing)).toEqual([
        'instance-type-resolvable/ownType A Properties/InstanceType',
      ]);
      expect(reported({ A: server(lookup, 'Acme::Compute::Lookup') }, nothing)).toHaveLength(1);
      expect(reported({ A: server({ ImageId: 'ami-1' }) }, nothing)).toHaveLength(1);
    });

    test('takes nothing from what the table knows', () => {
      const resources = { A: server({ InstanceType: 'm4.large' }, 'AWS::EC2::Instance') };
      const hidden: Site = { resourceType: 'AWS::EC2::Instance', property: 'InstanceType', holds: 'nothing' };
      expect(reported(resources, hidden)).toEqual(['instance-type/xen A Properties/InstanceType']);
    });
  });

  test('may be an image or a script', () => {
    const image: Site = { resourceType: TYPE, property: 'Ami', holds: 'machine-image' };
    const script: Site = { resourceType: TYPE, property: 'Boot', holds: 'user-data' };
    const resources = { A: server({ Ami: 'ami-0123456789abcdef0', Boot: '#!/bin/bash\ncat /sys/hypervisor/uuid\n' }) };
    expect(reported(resources, image, script)).toEqual(['image-ready/unproven A Properties/Ami', 'user-data-xen/xen A Properties/Boot']);
  });

  test('adds to what the table knows of a type', () => {
    const more: Site = { resourceType: 'AWS::EC2::Host', property: 'Spare', holds: 'instance-type' };
    expect(reported({ A: server({ InstanceType: 'm4.large', Spare: 'm3.large' }, 'AWS::EC2::Host') }, more)).toEqual([
      'instance-type/xen A Properties/InstanceType',
      'instance-type/xen A Properties/Spare',
    ]);
  });
});

describe('properties that a macro fills in', () => {
  const INCLUDE = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/server.yaml' } } };
  const CUSTOM = 'AWS::CloudFormation::CustomResource';

  test.each<readonly [string, Json, string]>([
    ['all', INCLUDE, 'Properties/Fn::Transform'],
    ['some', { Name: 'x', ...INCLUDE }, 'Properties/Fn::Transform'],
    ['those of a part', { Nodes: [{ Size: 1 }, INCLUDE] }, 'Properties/Nodes/1/Fn::Transform'],
    ['in a case', { Nodes: { 'Fn::If': ['Large', INCLUDE, { Ref: 'AWS::NoValue' }] } }, 'Properties/Nodes/Fn::If/1/Fn::Transform'],
  ])('are undecided: %s', (_name, properties, path) => {
    expect(reported({ A: server(properties), B: server(properties) })).toEqual([`instance-type-resolvable/ownType A ${path}`]);
    expect(reported({ A: server(properties, CUSTOM) })).toEqual([`instance-type-resolvable/ownType A ${path}`]);
  });

  test.each(['Custom::AWSCDK-EKS-Cluster', 'AWS::S3::Bucket', 'AWS::SNS::Topic'])('are no launch of %s', (type) => {
    expect(reported({ A: server({ Name: 'x', Config: INCLUDE }, type) })).toEqual([]);
  });

  test('are no launch where the policy says so, or as tags', () => {
    expect(reported({ A: server(INCLUDE) }, { resourceType: TYPE, property: 'Config', holds: 'nothing' })).toEqual([]);
    expect(reported({ A: server({ Name: 'x', Tags: INCLUDE }) })).toEqual([]);
  });

  test('are undecided at a declared property', () => {
    const site: Site = { resourceType: TYPE, property: 'Config.InstanceType', holds: 'instance-type' };
    expect(reported({ A: server(INCLUDE) }, site)).toEqual(['instance-type-resolvable/unresolved A Properties']);
    expect(reported({ A: server({ Config: INCLUDE }) }, site)).toHaveLength(1);
  });
});

test("the type of the CDK's CustomResource is read like any other of one's own", () => {
  expect(reported({ A: server({ NodeType: 'm4.large' }, 'AWS::CloudFormation::CustomResource') })).toEqual([
    'instance-type-resolvable/ownType A Properties/NodeType',
  ]);
  expect(reported({ A: server({ Script: 'instance_type = "t2.micro"' }, 'AWS::CloudFormation::CustomResource') })).toEqual([
    'instance-type-resolvable/programType A Properties/Script',
  ]);
  expect(reported({ A: server({ ServiceToken: 'arn:x', Bucket: 'b' }, 'AWS::CloudFormation::CustomResource') })).toEqual([]);
});
