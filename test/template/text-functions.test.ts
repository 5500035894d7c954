import { findingsIn, launching, parameter, unknown, unresolved, xen } from './checked';

const sub = (...argument: readonly unknown[]) => ({ 'Fn::Sub': argument.length === 1 ? argument[0] : argument });
const join = (delimiter: unknown, list: unknown) => ({ 'Fn::Join': [delimiter, list] });
const split = (delimiter: unknown, text: unknown) => ({ 'Fn::Split': [delimiter, text] });
const select = (index: unknown, list: unknown) => ({ 'Fn::Select': [index, list] });
const NO_VALUE = { Ref: 'AWS::NoValue' };

describe('Fn::Sub', () => {
  const Parameters = { Family: parameter('m4', 'm5'), Size: parameter('large') };

  test.each([
    ['parameters', sub('${Family}.${Size}')],
    ['spaces around a name', sub('${ Family }.large')],
    ['a map of its own', sub('${F}.${Size}', { F: { Ref: 'Family' } })],
    ['a map that goes before parameters', sub('${Size}.large', { Size: { Ref: 'Family' } })],
    ['one Sub in another', sub('${Whole}', { Whole: sub('${Family}.large') })],
    ['a text that nothing is replaced in', sub('m4.large')],
  ])('replaces %s', (_what, type) => {
    expect(launching(type, { Parameters })).toMatchObject([xen(['m4.large'])]);
  });

  test('takes ${! for ${, whatever follows', () => {
    expect(launching(sub('m4.${!large[$i]}${!a:-${Size}}'), { Parameters })).toMatchObject([unknown('m4.${large[$i]}${a:-large}')]);
  });

  test('leaves ${!Literal} alone', () => {
    expect(launching(sub('m4.${!large}'), { Parameters })).toMatchObject([unknown('m4.${large}')]);
  });

  test('says which parts cannot be decided', () => {
    expect(launching(sub('m4.${AWS::StackName}'))).toMatchObject([unresolved("the instance type 'm4....'")]);
    expect(launching(sub('${Lookup.Type}'))).toMatchObject([unresolved("'Lookup.Type' is known only at deployment")]);
    expect(launching(sub('${Nothing}'))).toMatchObject([unresolved("'Nothing' is neither a parameter nor a resource")]);
  });

  test('says why by the part that can be decided, before the Region and the like', () => {
    const Parameters = { Free: { Type: 'String' } };
    for (const text of ['m4.${AWS::Region}${Free}', 'm4.${Free}${AWS::Region}']) {
      expect(launching(sub(text), { Parameters })).toMatchObject([unresolved("parameter 'Free' has no default")]);
    }
  });

  test.each([[5], [null], [[]], [{ Ref: 'Family' }], [[{ Ref: 'Family' }, {}]]])('takes no %j', (argument) => {
    expect(launching({ 'Fn::Sub': argument }, { Parameters })).toMatchObject([unresolved("'Fn::Sub' does not take a text")]);
  });
});

describe('Fn::Join', () => {
  test('puts texts and numbers together, and leaves AWS::NoValue out', () => {
    expect(launching(join('', ['m', 4, NO_VALUE, '.large']))).toMatchObject([xen(['m4.large'], 'literal')]);
    expect(
      launching(join('.', ['m4', { 'Fn::If': ['C', 'large', NO_VALUE] }]), { Conditions: { C: { 'Fn::Equals': ['a', 'a'] } } }),
    ).toMatchObject([xen(['m4.large'])]);
  });

  test('a parameter used twice has one value', () => {
    const Parameters = { Part: parameter('a', 'b') };
    const Mappings = { Of: { a: { family: 'm5', size: 'large' }, b: { family: 'i3', size: 'metal' } } };
    const part = (key: string) => ({ 'Fn::FindInMap': ['Of', { Ref: 'Part' }, key] });
    expect(launching(join('.', [part('family'), part('size')]), { Parameters, Mappings })).toEqual([]);
  });

  test.each([[''], [['']], [['', 'a']], [[{ Ref: 'D' }, []]], [['', [], '']]])('takes no %j', (argument) => {
    expect(launching({ 'Fn::Join': argument })).toMatchObject([{ messageId: 'unresolved' }]);
  });

  test('lists and objects are no texts', () => {
    expect(launching(join('', [['m5'], '.large']))).toMatchObject([unresolved('it has a list or an object in place of a text')]);
    expect(launching(join('', [{ a: 'm5' }, '.large']))).toMatchObject([unresolved('it has a list or an object in place of a text')]);
  });
});

describe('a list that one parameter holds as a text', () => {
  const Parameters = { Types: parameter('m5.large,m4.large', 'c4.large', 'm6i.large,c5.large') };
  const items = split(',', { Ref: 'Types' });

  test('each position holds what it may', () => {
    expect(launching(select(0, items), { Parameters })).toMatchObject([xen(['c4.large'], 'parameter Types (AllowedValues)')]);
    expect(launching(select('1', items), { Parameters })).toMatchObject([xen(['m4.large'], 'parameter Types (Default)')]);
    expect(launching(select({ Ref: 'AWS::StackName' }, items), { Parameters })).toMatchObject([xen(['m4.large', 'c4.large'])]);
  });

  test('the whole of it', () => {
    const Nodes = { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: items } };
    expect(findingsIn({ Parameters, Resources: { Nodes } })).toMatchObject([
      xen(['m4.large', 'c4.large'], undefined, 'Properties/InstanceTypes'),
    ]);
  });

  test('padded so that there are always enough, and picked where there are', () => {
    const padded = split(',', join(',', [{ Ref: 'Types' }, '', '', '']));
    const has = (index: number) => ({ 'Fn::Not': [{ 'Fn::Equals': [select(index, padded), ''] }] });
    const pick = (index: number) => ({ 'Fn::If': [`Has${String(index)}`, select(index, padded), 'm5.large'] });
    const Conditions = { Has0: has(0), Has1: has(1), Has2: has(2) };
    expect(launching(pick(0), { Parameters, Conditions })).toMatchObject([xen(['c4.large'])]);
    expect(launching(pick(1), { Parameters, Conditions })).toMatchObject([xen(['m4.large'])]);
    expect(launching(pick(2), { Parameters, Conditions })).toEqual([]);
  });

  test('a position that no value has', () => {
    expect(launching(select(7, items), { Parameters })).toMatchObject([
      unresolved("'Fn::Select' asks for an item that the list does not have"),
    ]);
  });

  test('texts are taken as they are written', () => {
    expect(launching(select(1, split(',', 'm5.large, m4.large')))).toMatchObject([unknown(' m4.large')]);
  });

  test('what is split and cannot be decided is not', () => {
    expect(launching(select(0, split(',', { Ref: 'Free' })), { Parameters: { Free: { Type: 'String' } } })).toMatchObject([
      unresolved("parameter 'Free'"),
    ]);
  });

  test('AllowedPattern of the text says nothing of its parts', () => {
    const Free = { Type: 'String', AllowedPattern: '(m4|m5)\\.large,m5\\.large' };
    expect(launching(select(0, split(',', { Ref: 'Free' })), { Parameters: { Free } })).toMatchObject([unresolved("parameter 'Free'")]);
  });
});

describe('Fn::Select', () => {
  test('one item of a list that is written out', () => {
    expect(launching(select(1, ['m5.large', { 'Fn::Sub': 'm4.large' }]))).toMatchObject([xen(['m4.large'])]);
    expect(launching(select(0, ['m5.large', 'm4.large']))).toEqual([]);
  });

  test('AWS::NoValue lets later items move up', () => {
    const Conditions = { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } };
    const first = { 'Fn::If': ['C', 'm5.large', NO_VALUE] };
    expect(launching(select(0, [first, 'm4.large']), { Conditions })).toMatchObject([xen(['m4.large'])]);
    expect(launching(select(1, [first, 'm5.large', 'm4.large']), { Conditions })).toMatchObject([xen(['m4.large'])]);
    expect(launching(select(0, ['m5.large', first, 'm4.large']), { Conditions })).toEqual([]);
  });

  test.each([[-1], ['x'], ['1e0'], [''], [0.5], [null], [{}]])('the index %j may be any', (index) => {
    expect(launching(select(index, ['m5.large', 'm4.large']))).toMatchObject([xen(['m4.large'])]);
  });

  test.each([[[]], [[0]], ['0'], [[0, 'm4.large']], [[0, {}]], [[{ Ref: 'Free' }, []]], [[0, []]]])('of %j is not decided', (argument) => {
    expect(launching({ 'Fn::Select': argument })).toMatchObject([{ messageId: 'unresolved' }]);
  });
});

describe('other functions', () => {
  test.each([
    { 'Fn::GetAZs': '' },
    { 'Fn::Cidr': ['10.0.0.0/8', 1, 8] },
    { 'Fn::Transform': { Name: 'Types' } },
    { 'Fn::ToJsonString': { a: 1 } },
    { 'Fn::Nonsense': [] },
  ])('%j is known only at deployment', (type) => {
    expect(launching(type)).toMatchObject([unresolved('is computed only at deployment')]);
  });

  test('Fn::Length and Fn::Base64 of what is known', () => {
    const Conditions = { Two: { 'Fn::Equals': [{ 'Fn::Length': ['a', 'b'] }, 2] } };
    expect(launching({ 'Fn::If': ['Two', 'm5.large', 'm4.large'] }, { Conditions })).toEqual([]);
    expect(launching({ 'Fn::Base64': 'm5.large' })).toMatchObject([unknown('bTUubGFyZ2U=')]);
  });

  test.each([
    { Ref: 5 },
    { Ref: null },
    { Ref: ['A'] },
    { 'Fn::GetAtt': 'A' },
    { 'Fn::GetAtt': ['A'] },
    { 'Fn::GetAtt': 5 },
    { 'Fn::ImportValue': {} },
  ])('%j is not decided', (type) => {
    expect(launching(type)).toMatchObject([{ messageId: 'unresolved' }]);
  });

  test('a loop is none', () => {
    const loop = { 'Fn::ForEach::Types': ['T', ['m4.large'], { a: '${T}' }] };
    expect(launching(loop)).toMatchObject([{ rule: 'instance-type-known', messageId: 'notAText' }]);
  });

  test('two functions at once are none', () => {
    expect(launching({ Ref: 'A', 'Fn::Sub': 'm5.large' })).toMatchObject([{ rule: 'instance-type-known', messageId: 'notAText' }]);
  });
});
