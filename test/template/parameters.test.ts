import { findingsIn, launching, parameter, unknown, unresolved, xen } from './checked';

const TYPE = { Ref: 'Type' };

function withParameter(declaration: unknown, given?: string) {
  const parameters = given === undefined ? {} : { parameters: new Map([['Type', given]]) };
  return launching(TYPE, { Parameters: { Type: declaration } }, parameters);
}

describe('the values a parameter may take', () => {
  test('every one of AllowedValues counts', () => {
    expect(withParameter(parameter('m5.large', 'm4.large', 'c4.large'))).toMatchObject([
      xen(['m4.large', 'c4.large'], 'parameter Type (AllowedValues)'),
    ]);
  });

  test('the one that applies by default comes first', () => {
    expect(withParameter({ Type: 'String', AllowedValues: ['c4.large', 'm4.large'], Default: 'm4.large' })).toMatchObject([
      xen(['m4.large', 'c4.large'], 'parameter Type (Default)'),
    ]);
  });

  test('a Default that AllowedValues do not list counts all the same', () => {
    expect(withParameter({ Type: 'String', AllowedValues: ['m5.large'], Default: 'm4.large' })).toMatchObject([xen(['m4.large'])]);
  });

  test('AllowedValues that are all built on Nitro are fine without a Default', () => {
    expect(withParameter({ Type: 'String', AllowedValues: ['m5.large', 'i3.metal'] })).toEqual([]);
  });

  test('a free parameter is reported as one', () => {
    expect(withParameter({ Type: 'String' })).toMatchObject([unresolved("parameter 'Type' has no default and admits any value")]);
    expect(withParameter({ Type: 'String', Default: 'm5.large' })).toMatchObject([
      { rule: 'instance-type-resolvable', messageId: 'freeParameter', severity: 'warning', values: ['m5.large'] },
    ]);
    expect(withParameter({ Type: 'String', Default: 'm4.large' })).toMatchObject([xen(['m4.large'], 'parameter Type (Default)')]);
  });

  test.each([{}, null, 'String', [], { Type: 5 }, { Type: 'String', NoEcho: true }, { Type: 'String', AllowedValues: [] }])(
    'a declaration that says nothing of the values leaves it free: %j',
    (declaration) => {
      expect(withParameter(declaration)).toMatchObject([unresolved("parameter 'Type'")]);
    },
  );

  test('AllowedValues that hold something other than texts leave it free', () => {
    expect(withParameter({ Type: 'String', AllowedValues: ['m5.large', { Ref: 'Other' }] })).toMatchObject([
      unresolved("parameter 'Type' has no default"),
    ]);
  });

  test('numbers and booleans are taken as texts', () => {
    expect(withParameter({ Type: 'Number', Default: 5 })).toMatchObject([unknown('5')]);
    expect(withParameter({ Type: 'String', AllowedValues: [true] })).toMatchObject([unknown('true')]);
  });

  test.each(['T2.micro', ' t2.micro ', 't2.micro\n'])('%j is no instance type, and not passed over', (value) => {
    expect(withParameter(parameter(value))).toMatchObject([unknown(value)]);
  });

  test('a value given at deployment is the only one', () => {
    expect(withParameter(parameter('m5.large', 'm4.large'), 'm5.large')).toEqual([]);
    expect(withParameter({ Type: 'String', Default: 'm5.large' }, 'm4.large')).toMatchObject([xen(['m4.large'], 'parameter Type (given)')]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a parameter may be called %s', (name) => {
    const declared = JSON.parse(`{"${name}": {"Type": "String", "AllowedValues": ["m4.large"]}}`) as object;
    expect(launching({ Ref: name }, { Parameters: declared })).toMatchObject([xen(['m4.large'], `parameter ${name} (AllowedValues)`)]);
    expect(launching({ Ref: name })).toMatchObject([unresolved(`'${name}' is neither a parameter nor a resource`)]);
  });
});

describe('list parameters', () => {
  const nodes = (instanceTypes: unknown, declaration: unknown) =>
    findingsIn({
      Parameters: { Types: declaration },
      Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: instanceTypes } } },
    });
  const ALL = { Ref: 'Types' };

  test('each item of the Default counts', () => {
    const declaration = { Type: 'CommaDelimitedList', Default: 'm5.large, m4.large,c4.large' };
    expect(nodes(ALL, declaration)).toMatchObject([xen(['m4.large', 'c4.large'], 'parameter Types (Default)', 'Properties/InstanceTypes')]);
  });

  test('with AllowedValues, a list holds any of them in any order', () => {
    const declaration = { Type: 'CommaDelimitedList', Default: 'm5.large,c5.large', AllowedValues: ['m5.large', 'c5.large', 'm4.large'] };
    expect(nodes(ALL, declaration)).toMatchObject([xen(['m4.large'], 'parameter Types (AllowedValues)', 'Properties/InstanceTypes')]);
    expect(nodes([{ 'Fn::Select': [0, ALL] }], declaration)).toMatchObject([xen(['m4.large'], undefined, 'Properties/InstanceTypes/0')]);
  });

  test('what AllowedValues make of a joined list is left open', () => {
    const declaration = { Type: 'CommaDelimitedList', AllowedValues: ['m5.large', 'c5.large'] };
    const joined = { 'Fn::Join': ['', ALL] };
    expect(nodes([joined], declaration)).toMatchObject([
      unresolved("'Fn::Join' joins a list that is chosen", 'Properties/InstanceTypes/0'),
    ]);
  });

  test('AllowedPattern is for each item', () => {
    expect(nodes(ALL, { Type: 'CommaDelimitedList', AllowedPattern: 'm5\\.\\w+' })).toEqual([]);
    expect(nodes([{ 'Fn::Select': [0, ALL] }], { Type: 'CommaDelimitedList', AllowedPattern: 'm5\\.\\w+' })).toEqual([]);
    expect(nodes(ALL, { Type: 'CommaDelimitedList', AllowedPattern: 'm[45]\\.\\w+' })).toMatchObject([
      unresolved("parameter 'Types'", 'Properties/InstanceTypes'),
    ]);
  });
});

describe('values kept elsewhere', () => {
  test.each(['AWS::SSM::Parameter::Value<String>', 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>'])(
    'the Default of %s is a name in Parameter Store',
    (type) => {
      const declaration = { Type: type, Default: '/golden/type' };
      expect(withParameter(declaration)).toMatchObject([unresolved("parameter 'Type' is stored in Systems Manager as '/golden/type'")]);
    },
  );

  test('so are its AllowedValues, and what is given', () => {
    const declaration = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a', AllowedValues: ['/a', '/b'] };
    expect(withParameter(declaration)).toMatchObject([unresolved("as '/a'")]);
    expect(withParameter(declaration, '/b')).toMatchObject([unresolved("as '/b'")]);
  });

  test.each(['AWS::SSM::Parameter::Value<List<String>>', 'AWS::SSM::Parameter::Value<CommaDelimitedList>'])('an item of %s', (type) => {
    const declaration = { Type: type, Default: '/golden/types' };
    expect(launching({ 'Fn::Select': [0, TYPE] }, { Parameters: { Type: declaration } })).toMatchObject([unresolved("as '/golden/types'")]);
  });

  test('a dynamic reference, whole or in part, wherever it is written', () => {
    const reference = '{{resolve:ssm:/golden/type:1}}';
    expect(launching(reference)).toMatchObject([unresolved("it is stored in Systems Manager as '/golden/type'")]);
    expect(launching('{{resolve:secretsmanager:golden:SecretString:type}}')).toMatchObject([unresolved("Secrets Manager as 'golden'")]);
    const arn = 'arn:aws:ssm:eu-west-1:123456789012:parameter/golden/type';
    expect(launching(`{{resolve:ssm:${arn}:1}}`)).toMatchObject([unresolved(`Systems Manager as '${arn}'`)]);
    expect(launching('m4.{{resolve:ssm:size}}')).toMatchObject([unresolved("'m4....'")]);
    expect(withParameter(parameter(reference))).toMatchObject([unresolved("as '/golden/type'")]);
  });

  test('a Parameter Store parameter of the same template is followed', () => {
    const stored = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'm4.large' } };
    expect(launching({ 'Fn::GetAtt': ['Stored', 'Value'] }, { Resources: { Stored: stored } })).toMatchObject([xen(['m4.large'])]);
    expect(launching({ 'Fn::GetAtt': 'Stored.Value' }, { Resources: { Stored: stored } })).toMatchObject([xen(['m4.large'])]);
  });

  test('anything else of a resource is not', () => {
    const custom = { Type: 'Custom::Types', Properties: {} };
    expect(launching({ 'Fn::GetAtt': ['Lookup', 'InstanceType'] }, { Resources: { Lookup: custom } })).toMatchObject([
      unresolved("'Lookup.InstanceType' is known only at deployment"),
    ]);
    expect(launching({ Ref: 'Lookup' }, { Resources: { Lookup: custom } })).toMatchObject([
      unresolved("it refers to the resource 'Lookup'"),
    ]);
  });
});
