import { launching, parameter, unresolved, xen } from './checked';

const find = (...keys: readonly unknown[]) => ({ 'Fn::FindInMap': keys });

const BY_ENV = { prod: { type: 'm5.large' }, dev: { type: 'm4.large' }, test: { type: 'c4.large' } };

describe('which entries count', () => {
  test('the one that is named', () => {
    expect(launching(find('Types', 'prod', 'type'), { Mappings: { Types: BY_ENV } })).toEqual([]);
    expect(launching(find('Types', 'dev', 'type'), { Mappings: { Types: BY_ENV } })).toMatchObject([
      xen(['m4.large'], 'mapping Types/dev/type'),
    ]);
  });

  test('those that AllowedValues name', () => {
    const sections = { Parameters: { Env: parameter('prod', 'test') }, Mappings: { Types: BY_ENV } };
    expect(launching(find('Types', { Ref: 'Env' }, 'type'), sections)).toMatchObject([
      xen(['c4.large'], 'mapping Types/test/type, parameter Env (AllowedValues)'),
    ]);
  });

  test.each([
    ['a parameter that admits any', { Ref: 'Env' }],
    ['the Region', { Ref: 'AWS::Region' }],
    ['a resource', { 'Fn::GetAtt': ['Lookup', 'Env'] }],
    ['what cannot be computed', { 'Fn::GetAZs': '' }],
  ])('all of them where %s names one', (_what, key) => {
    const sections = { Parameters: { Env: { Type: 'String' } }, Mappings: { Types: BY_ENV } };
    expect(launching(find('Types', key, 'type'), sections)).toMatchObject([xen(['m4.large', 'c4.large'])]);
  });

  test('of the Regions, the one that is known', () => {
    const Mappings = { Types: { 'us-east-1': { type: 'm5.large' }, 'eu-west-1': { type: 'm4.large' } } };
    const byRegion = find('Types', { Ref: 'AWS::Region' }, 'type');
    expect(launching(byRegion, { Mappings }, { region: 'us-east-1' })).toEqual([]);
    expect(launching(byRegion, { Mappings })).toMatchObject([xen(['m4.large'], 'mapping Types/eu-west-1/type')]);
    expect(launching(byRegion, { Mappings }, { region: 'ap-south-1' })).toMatchObject([
      unresolved("mapping 'Types' has no key 'ap-south-1'"),
    ]);
  });

  test('by the Region, none beside those of the Regions', () => {
    const Mappings = {
      Types: { Notes: { type: 'm4.large' }, 'us-gov-west-1': { type: 'm5.large' }, 'us-iso-east-1': { type: 'c4.large' } },
    };
    for (const key of [{ Ref: 'AWS::Region' }, { 'Fn::Sub': '${AWS::Region}' }]) {
      expect(launching(find('Types', key, 'type'), { Mappings })).toMatchObject([xen(['c4.large'])]);
    }
    const beforeDash = { 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] };
    expect(launching(find('Types', beforeDash, 'type'), { Mappings })).toMatchObject([xen(['m4.large', 'c4.large'])]);
    expect(launching(find('Types', { 'Fn::GetAtt': ['Lookup', 'Region'] }, 'type'), { Mappings })).toMatchObject([
      xen(['m4.large', 'c4.large']),
    ]);
  });

  test('not one that a condition rules out', () => {
    const sections = {
      Parameters: { Env: { Type: 'String' } },
      Conditions: { IsDev: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'Env' }, 'dev'] }, { 'Fn::Equals': [{ Ref: 'Env' }, 'test'] }] } },
      Mappings: { Types: BY_ENV },
    };
    const byEnv = find('Types', { Ref: 'Env' }, 'type');
    expect(launching({ 'Fn::If': ['IsDev', 'm5.large', byEnv] }, sections)).toEqual([]);
    expect(launching({ 'Fn::If': ['IsDev', byEnv, 'm5.large'] }, sections)).toMatchObject([xen(['m4.large', 'c4.large'])]);
  });

  test('not one that AllowedPattern rules out', () => {
    const sections = { Parameters: { Env: { Type: 'String', AllowedPattern: 'p.*|test' } }, Mappings: { Types: BY_ENV } };
    expect(launching(find('Types', { Ref: 'Env' }, 'type'), sections)).toMatchObject([xen(['c4.large'])]);
  });

  test('not one that a joined key cannot be', () => {
    const Mappings = { Types: { 'web-a': { type: 'm5.large' }, 'db-a': { type: 'm4.large' }, 'web-b': { type: 'c4.large' } } };
    expect(launching(find('Types', { 'Fn::Sub': 'web-${AWS::StackName}' }, 'type'), { Mappings })).toMatchObject([xen(['c4.large'])]);
    expect(launching(find('Types', { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'a']] }, 'type'), { Mappings })).toMatchObject([
      xen(['m4.large']),
    ]);
    expect(launching(find('Types', { 'Fn::Join': ['-', ['web', 'a']] }, 'type'), { Mappings })).toEqual([]);
  });

  test('any mapping that a parameter names', () => {
    const sections = {
      Parameters: { Map: parameter('A', 'B') },
      Mappings: { A: BY_ENV, B: { dev: { type: 'c4.large' } }, C: { dev: { type: 'r4.large' } } },
    };
    expect(launching(find({ Ref: 'Map' }, 'dev', 'type'), sections)).toMatchObject([xen(['m4.large', 'c4.large'])]);
  });

  test('each item of a list', () => {
    const Mappings = { Types: { prod: { types: ['m5.large', 'm4.large'] } } };
    expect(launching({ 'Fn::Select': [0, find('Types', 'prod', 'types')] }, { Mappings })).toEqual([]);
    expect(launching({ 'Fn::Select': [1, find('Types', 'prod', 'types')] }, { Mappings })).toMatchObject([xen(['m4.large'])]);
    expect(launching(find('Types', 'prod', 'types'), { Mappings })).toMatchObject([
      xen(['m4.large'], undefined, 'Properties/InstanceType/1'),
    ]);
  });
});

describe('two lookups by one key agree', () => {
  const Mappings = { Parts: { a: { family: 'm5', size: 'large' }, b: { family: 'i3', size: 'metal' } } };
  const joined = (key: unknown) => ({ 'Fn::Join': ['.', [find('Parts', key, 'family'), find('Parts', key, 'size')]] });

  test.each([
    ['a parameter with AllowedValues', { Ref: 'Env' }, { Env: parameter('a', 'b') }],
    ['a free parameter', { Ref: 'Env' }, { Env: { Type: 'String' } }],
    ['a free parameter with a Default', { Ref: 'Env' }, { Env: { Type: 'String', Default: 'a' } }],
    ['a stored parameter', { Ref: 'Env' }, { Env: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/env' } }],
    ['the Region', { Ref: 'AWS::Region' }, {}],
  ])('%s', (_what, key, Parameters) => {
    expect(launching(joined(key), { Parameters, Mappings })).toEqual([]);
  });

  test('what is not a parameter may change between them', () => {
    expect(launching(joined({ 'Fn::GetAtt': ['Lookup', 'Env'] }), { Mappings })).toMatchObject([xen(['i3.large'])]);
  });
});

describe('lookups that find nothing', () => {
  test.each([
    ['mapping', find('Nowhere', 'prod', 'type'), "mapping 'Nowhere' is not defined"],
    ['first key', find('Types', 'stage', 'type'), "mapping 'Types' has no key 'stage'"],
    ['second key', find('Types', 'prod', 'size'), "mapping 'Types' has no key 'prod/size'"],
    ['keys', find('Types'), 'does not take a map and two keys'],
    ['argument', { 'Fn::FindInMap': 'Types' }, 'does not take a map and two keys'],
  ])('no such %s', (_what, lookup, reason) => {
    expect(launching(lookup, { Mappings: { Types: BY_ENV } })).toMatchObject([unresolved(reason)]);
  });

  test('count only where no other lookup succeeds, as they fail the deployment', () => {
    const sections = { Parameters: { Env: parameter('prod', 'stage') }, Mappings: { Types: BY_ENV } };
    expect(launching(find('Types', { Ref: 'Env' }, 'type'), sections)).toEqual([]);
  });

  test('take the DefaultValue', () => {
    const lookup = (key: unknown) => find('Types', key, 'type', { DefaultValue: 'r4.large' });
    const sections = {
      Parameters: { Env: parameter('prod', 'stage'), Free: { Type: 'String', AllowedPattern: 'prod.*' } },
      Mappings: { Types: BY_ENV },
    };
    expect(launching(lookup('prod'), sections)).toEqual([]);
    expect(launching(lookup({ Ref: 'Env' }), sections)).toMatchObject([xen(['r4.large'], 'Fn::FindInMap DefaultValue')]);
    expect(launching(lookup({ Ref: 'Free' }), sections)).toMatchObject([xen(['r4.large'])]);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty'])('%s is a key like any other', (name) => {
    expect(launching(find(name, 'a', 'b'))).toMatchObject([unresolved('is not defined')]);
    expect(launching(find('Types', name, 'b'), { Mappings: { Types: BY_ENV } })).toMatchObject([unresolved('has no key')]);
    expect(launching(find('Types', 'prod', name), { Mappings: { Types: BY_ENV } })).toMatchObject([unresolved('has no key')]);
    const Mappings = JSON.parse(`{"${name}": {"${name}": {"${name}": "m4.large"}}}`) as object;
    expect(launching(find(name, name, name), { Mappings })).toMatchObject([xen(['m4.large'])]);
  });

  test('a mapping that is none', () => {
    for (const Mappings of [{ Types: 5 }, { Types: { prod: 'm5.large' } }, { Types: null }, [], 'Types']) {
      expect(launching(find('Types', 'prod', 'type'), { Mappings })).toMatchObject([{ messageId: 'unresolved' }]);
    }
  });
});

describe('entries that a macro adds', () => {
  const include = { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/types.yaml' } };

  test('to a mapping, or to one of its keys', () => {
    const toMapping = { Types: { 'Fn::Transform': include, ...BY_ENV } };
    expect(launching(find('Types', 'prod', 'type'), { Mappings: toMapping })).toMatchObject([
      unresolved("'Fn::Transform' adds to mapping key"),
    ]);
    const toKey = { Types: { prod: { 'Fn::Transform': include, type: 'm5.large' } } };
    expect(launching(find('Types', 'prod', 'type'), { Mappings: toKey })).toMatchObject([
      unresolved("'Fn::Transform' adds to mapping key"),
    ]);
  });

  test('to the mappings', () => {
    expect(launching(find('Types', 'prod', 'type'), { Mappings: { 'Fn::Transform': include } })).toMatchObject([
      unresolved("'Fn::Transform' adds mappings"),
    ]);
  });
});
