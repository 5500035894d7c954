import { findingsIn, instance, launching, missing, unresolved, xen } from './checked';

const INCLUDE = { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/snippet.yaml' } };

function macro(name: string, path: string) {
  return { rule: 'instance-type-resolvable', messageId: 'macro', severity: 'error', path, values: [name] };
}

describe('macros over the whole template', () => {
  test.each([
    ['Transform', 'Rewrite', [macro('Rewrite', 'Transform')]],
    ['Transform', INCLUDE, [macro('AWS::Include', 'Transform')]],
    ['Transform', ['AWS::LanguageExtensions', 'Rewrite'], [macro('Rewrite', 'Transform/1')]],
    ['Transform', [{ Name: 5 }], [macro('Fn::Transform', 'Transform/0')]],
    ['Fn::Transform', INCLUDE, [macro('AWS::Include', 'Fn::Transform')]],
    ['Transform', 'AWS::Serverless-2016-10-31', []],
    ['Transform', ['AWS::LanguageExtensions', 'AWS::CodeDeployBlueGreen'], []],
    ['Transform', null, []],
  ])('%s: %j', (key, transform, findings) => {
    expect(launching('m5.large', { [key]: transform })).toMatchObject(findings);
  });
});

describe('macros in a part of the template', () => {
  test('Resources', () => {
    expect(findingsIn({ Resources: { 'Fn::Transform': INCLUDE, Web: instance('m5.large') } })).toMatchObject([
      macro('AWS::Include', 'Resources/Fn::Transform'),
    ]);
  });

  test('a resource of which nothing else is known', () => {
    expect(findingsIn({ Resources: { Web: { 'Fn::Transform': INCLUDE } } })).toMatchObject([
      macro('AWS::Include', 'Resources/Web/Fn::Transform'),
    ]);
  });

  test('a resource that launches', () => {
    const resource = { ...instance('m5.large'), 'Fn::Transform': INCLUDE };
    expect(findingsIn({ Resources: { Web: resource } })).toMatchObject([unresolved("'Fn::Transform' fills it in", 'Properties')]);
  });

  test.each([
    ['all of Properties', { 'Fn::Transform': INCLUDE }, 'Properties'],
    ['some of Properties', { 'Fn::Transform': INCLUDE, ImageId: 'ami-1' }, 'Properties'],
    ['the type', { InstanceType: { 'Fn::Transform': INCLUDE } }, 'Properties/InstanceType'],
  ])('%s of a resource that launches', (_what, Properties, path) => {
    expect(findingsIn({ Resources: { Web: { Type: 'AWS::EC2::Instance', Properties } } })).toMatchObject([
      unresolved("'Fn::Transform'", path),
    ]);
  });

  test('an option of a Beanstalk environment', () => {
    const option = { 'Fn::Transform': INCLUDE, Value: 'm5.large' };
    const Properties = { OptionSettings: [option, { Namespace: 'aws:ec2:instances', OptionName: 'InstanceTypes', Value: 'm5.large' }] };
    expect(findingsIn({ Resources: { Env: { Type: 'AWS::ElasticBeanstalk::Environment', Properties } } })).toMatchObject([
      unresolved("'Fn::Transform'", 'Properties/OptionSettings/0'),
    ]);
  });

  test('a module', () => {
    const Module = { Type: 'My::Web::Tier::MODULE', Properties: { InstanceType: 'm5.large' } };
    expect(findingsIn({ Resources: { Module } })).toMatchObject([macro('My::Web::Tier::MODULE', 'Resources/Module')]);
  });

  test('a macro that launches nothing does not matter', () => {
    const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: { 'Fn::Transform': INCLUDE } } };
    const Bucket = { Type: 'AWS::S3::Bucket', Properties: { 'Fn::Transform': INCLUDE, BucketName: 't2.micro' } };
    expect(findingsIn({ Resources: { Api, Bucket } })).toEqual([]);
  });

  // Most APIs that are written elsewhere call functions.
  test('an API may run instances by what a macro writes of it, which is a note', () => {
    const Api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { 'Fn::Transform': INCLUDE } } };
    expect(findingsIn({ Resources: { Api } })).toMatchObject([{ messageId: 'callUnreadable', severity: 'info', path: 'Properties/Body' }]);
  });
});

describe('Fn::ForEach', () => {
  const loop = (collection: unknown, body: unknown, variable: unknown = 'Name') => ({ 'Fn::ForEach::Loop': [variable, collection, body] });
  const webs = (type: unknown) => ({ 'Web${Name}': instance(type) });

  test('writes out one resource for each item', () => {
    expect(findingsIn({ Resources: loop(['m5', 'm4', 'c4'], webs('${Name}.large')) })).toMatchObject([
      { logicalId: 'Webm4', ...xen(['m4.large']) },
      { logicalId: 'Webc4', ...xen(['c4.large']) },
    ]);
  });

  test('the variable stands in Ref, in Fn::Sub, in keys, and without what is no letter', () => {
    const Mappings = { Types: { 'us-east': { type: 'm4.large' } } };
    const types = [
      { 'Fn::FindInMap': ['Types', { Ref: 'Name' }, 'type'] },
      { 'Fn::FindInMap': ['Types', { 'Fn::Sub': '${Name}' }, 'type'] },
    ];
    for (const type of types) {
      expect(findingsIn({ Mappings, Resources: loop(['us-east'], { 'Web&{Name}': instance(type) }) })).toMatchObject([
        { logicalId: 'Webuseast', ...xen(['m4.large'], 'mapping Types/us-east/type') },
      ]);
    }
  });

  test('the collection may be a parameter, its AllowedValues included', () => {
    const Parameters = { Types: { Type: 'CommaDelimitedList', Default: 'm5.large', AllowedValues: ['m5.large', 'm4.large'] } };
    expect(findingsIn({ Parameters, Resources: loop({ Ref: 'Types' }, webs('${Name}')) })).toMatchObject([xen(['m4.large'])]);
  });

  test('a collection that cannot be decided leaves the variable open', () => {
    const Parameters = { Types: { Type: 'CommaDelimitedList' } };
    const findings = findingsIn({
      Parameters,
      Resources: loop({ Ref: 'Types' }, { ...webs('${Name}'), ...{ 'Db${Name}': instance('m4.large') } }),
    });
    expect(findings).toMatchObject([
      { logicalId: 'Web${Name}', ...unresolved("'Fn::ForEach' is computed only at deployment") },
      { logicalId: 'Db${Name}', ...xen(['m4.large']) },
    ]);
  });

  test('one loop in another', () => {
    const inner = { 'Fn::ForEach::Inner': ['Size', ['large', 'xlarge'], { 'Web${Name}${Size}': instance('${Name}.${Size}') }] };
    expect(findingsIn({ Resources: loop(['m5', 'm4'], inner) })).toMatchObject([
      { logicalId: 'Webm4large', ...xen(['m4.large']) },
      { logicalId: 'Webm4xlarge', ...xen(['m4.xlarge']) },
    ]);
  });

  test('the types of resources', () => {
    const body = { '${Name}': { Type: 'AWS::EC2::${Name}', Properties: { InstanceType: 'm4.large' } } };
    expect(findingsIn({ Resources: loop(['Instance', 'VPC'], body) })).toMatchObject([
      // A VPC has no such property, as far as is known.
      { logicalId: 'VPC', messageId: 'ownType' },
      { logicalId: 'Instance', ...xen(['m4.large']) },
    ]);
    expect(findingsIn({ Resources: loop({ 'Fn::GetAZs': '' }, body) })).toMatchObject([
      { messageId: 'loop', severity: 'error', path: 'Resources/Fn::ForEach::Loop/2/${Name}' },
    ]);
  });

  test('properties', () => {
    const nodes = (properties: object) => findingsIn({ Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: properties } } });
    expect(nodes(loop(['InstanceTypes'], { '${Name}': ['m4.large'] }))).toMatchObject([
      xen(['m4.large'], undefined, 'Properties/InstanceTypes'),
    ]);
    expect(nodes(loop(['Labels'], { '${Name}': { a: 'm4.large' } }))).toEqual([]);
    expect(nodes(loop({ 'Fn::GetAZs': '' }, { '${Name}': ['m4.large'] }))).toMatchObject([
      xen(['m4.large'], undefined, 'Properties/InstanceTypes'),
    ]);
    expect(nodes({ 'Fn::ForEach::Loop': 'nonsense' })).toMatchObject([
      unresolved("'Fn::ForEach' cannot be followed as it is written", 'Properties/InstanceTypes'),
    ]);
  });

  test('conditions', () => {
    const Conditions = loop(['A', 'B'], { 'Is${Name}': { 'Fn::Equals': ['${Name}', 'A'] } });
    expect(launching({ 'Fn::If': ['IsA', 'm5.large', 'm4.large'] }, { Conditions })).toEqual([]);
    expect(launching({ 'Fn::If': ['IsB', 'm5.large', 'm4.large'] }, { Conditions })).toMatchObject([xen(['m4.large'])]);
  });

  test.each([
    ['nothing', null],
    ['a text', 'Loop'],
    ['two things', ['Name', ['a']]],
    ['a variable that is none', [5, ['a'], {}]],
    ['a body that is none', ['Name', ['a'], []]],
    ['a loop in it that is none', ['Name', ['a'], { 'Fn::ForEach::Inner': 'nonsense' }]],
  ])('written as %s', (_what, argument) => {
    expect(findingsIn({ Resources: { 'Fn::ForEach::Loop': argument } })).toMatchObject([
      { rule: 'instance-type-resolvable', messageId: 'loop', severity: 'error', path: 'Resources/Fn::ForEach::Loop' },
    ]);
  });

  test.each(['__proto__', 'constructor'])('%s may be a logical id, an item and a variable', (name) => {
    const resources = JSON.parse(
      `{"Fn::ForEach::Loop": ["${name}", ["${name}"], {"\${${name}}": {"Type": "AWS::EC2::Instance", "Properties": {"${name}": 1}}}]}`,
    ) as object;
    expect(findingsIn({ Resources: resources })).toMatchObject([missing(name)]);
  });
});
