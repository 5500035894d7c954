import { findingsIn, instance, launching, launchTemplate, missing, parameter, unknown, unresolved, xen } from './checked';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });
const not = (condition: unknown) => ({ 'Fn::Not': [condition] });
const and = (...conditions: unknown[]) => ({ 'Fn::And': conditions });
const or = (...conditions: unknown[]) => ({ 'Fn::Or': conditions });
const named = (name: string) => ({ Condition: name });
const when = (condition: unknown, ifHolds: unknown, ifFails: unknown) => ({ 'Fn::If': [condition, ifHolds, ifFails] });

/** The findings of `Fn::If: [C, ifHolds, ifFails]`, the condition `C` and others being defined. */
function branches(condition: unknown, ifHolds: unknown, ifFails: unknown, parameters: object = {}, more: object = {}) {
  return launching(when('C', ifHolds, ifFails), { Parameters: parameters, Conditions: { C: condition, ...more } });
}

describe('which branches count', () => {
  const ENV = { Env: parameter('prod', 'dev') };
  const isProd = equals({ Ref: 'Env' }, 'prod');

  test('both of a condition that a parameter decides', () => {
    expect(branches(isProd, 'm4.large', 'c4.large', ENV)).toMatchObject([xen(['m4.large', 'c4.large'], 'branch C (true)')]);
    expect(branches(isProd, 'm5.large', 'c4.large', ENV)).toMatchObject([xen(['c4.large'], 'branch C (false)')]);
  });

  test.each([
    ['equal literals', equals('a', 'a')],
    ['equal numbers', equals(1, '1')],
    ['a value AllowedValues do not have', not(equals({ Ref: 'Env' }, 'test'))],
    ['a mapping', equals({ 'Fn::FindInMap': ['Sizes', 'prod', 'size'] }, 'big')],
    [
      'a mapping looked up by a parameter',
      or(equals({ 'Fn::FindInMap': ['Sizes', { Ref: 'Env' }, 'size'] }, 'big'), equals({ Ref: 'Env' }, 'dev')),
    ],
    ['a joined text', equals({ 'Fn::Join': ['-', ['a', 'b']] }, 'a-b')],
    ['a joined text that may not be equal', not(equals({ 'Fn::Join': ['-', ['a', { Ref: 'Free' }]] }, 'b-a'))],
    ['all of AllowedValues', or(isProd, equals({ Ref: 'Env' }, 'dev'))],
    ['what contradicts itself', not(and(isProd, not(isProd)))],
    ['what another condition says', or(named('IsProd'), not(named('IsProd')))],
    ['two unknowns that are the same', or(equals({ Ref: 'AWS::StackName' }, 'a'), not(equals({ Ref: 'AWS::StackName' }, 'a')))],
  ])('only the first where %s decides it', (_what, condition) => {
    const sections = {
      Parameters: { ...ENV, Free: { Type: 'String' } },
      Conditions: { C: condition, IsProd: isProd },
      Mappings: { Sizes: { prod: { size: 'big' }, dev: { size: 'small' } } },
    };
    expect(launching(when('C', 'm5.large', 'm4.large'), sections)).toEqual([]);
    expect(launching(when('C', 'm4.large', 'm5.large'), sections)).toMatchObject([xen(['m4.large'])]);
  });

  test.each([
    ['a resource', equals({ 'Fn::GetAtt': ['Web', 'PrivateIp'] }, 'x')],
    ['the Region', equals({ Ref: 'AWS::Region' }, 'us-east-1')],
    ['a free parameter', equals({ Ref: 'Free' }, 'x')],
    ['two free parameters', equals({ Ref: 'Free' }, { Ref: 'AnotherFree' })],
    ['an unknown function', { 'Fn::Contains': [['a'], 'a'] }],
    ['AWS::NoValue', equals(NO_VALUE, '')],
    ['a dynamic reference', equals('{{resolve:ssm:/a}}', 'b')],
  ])('both where %s decides it', (_what, condition) => {
    const parameters = { Free: { Type: 'String' }, AnotherFree: { Type: 'String' } };
    expect(branches(condition, 'm4.large', 'c4.large', parameters)).toMatchObject([xen(['m4.large', 'c4.large'])]);
    expect(branches(condition, 'm5.large', 'c5.large', parameters)).toEqual([]);
  });

  test('the Region decides where it is known', () => {
    const sections = { Conditions: { InUs: equals({ Ref: 'AWS::Region' }, 'us-east-1') } };
    expect(launching(when('InUs', 'm5.large', 'm4.large'), sections, { region: 'us-east-1' })).toEqual([]);
    expect(launching(when('InUs', 'm5.large', 'm4.large'), sections, { region: 'eu-west-1' })).toMatchObject([xen(['m4.large'])]);
  });

  test('parameters narrow each other through And and Or', () => {
    const parameters = { A: parameter('1', '2'), B: parameter('1', '2') };
    const both = and(equals({ Ref: 'A' }, '1'), equals({ Ref: 'B' }, '1'));
    const inner = when('A1', 'm5.large', 'm4.large');
    expect(branches(both, inner, 'c5.large', parameters, { A1: equals({ Ref: 'A' }, '1') })).toEqual([]);
    expect(branches(both, 'c5.large', inner, parameters, { A1: equals({ Ref: 'A' }, '1') })).toMatchObject([
      xen(['m4.large'], 'branch A1 (false), branch C (false)'),
    ]);
  });

  test('a condition of a hundred values is told apart', () => {
    const sizes = Array.from({ length: 100 }, (_, index) => `size${String(index)}`);
    const first = equals({ 'Fn::Select': ['0', { 'Fn::Split': ['z', { Ref: 'Size' }] }] }, 'si');
    expect(branches(first, 'm5.large', 'm4.large', { Size: parameter(...sizes) })).toEqual([]);
    const isFirst = equals({ 'Fn::Join': ['', [{ Ref: 'Size' }]] }, 'size0');
    const inner = when('Same', 'm5.large', 'm4.large');
    expect(branches(isFirst, inner, 'm5.large', { Size: parameter(...sizes) }, { Same: isFirst })).toEqual([]);
  });
});

describe('a sentinel that a condition turns into something else', () => {
  const has = not(equals({ Ref: 'Type' }, '(not specified)'));
  const PARAMETERS = { Type: parameter('(not specified)', 'm5.large', 't2.large') };

  test('is not taken for an instance type', () => {
    expect(branches(has, { Ref: 'Type' }, 'm5.large', PARAMETERS)).toMatchObject([
      xen(['t2.large'], 'parameter Type (AllowedValues), branch C (true)'),
    ]);
    expect(branches(has, 'm5.large', { Ref: 'Type' }, PARAMETERS)).toMatchObject([unknown('(not specified)')]);
  });

  test.each(['None', '', '-', 'default'])('%j', (sentinel) => {
    const parameters = { Type: parameter(sentinel, 'm5.large') };
    expect(branches(not(equals({ Ref: 'Type' }, sentinel)), { Ref: 'Type' }, 'm5.large', parameters)).toEqual([]);
    expect(branches(equals(sentinel, { Ref: 'Type' }), 'm5.large', { Ref: 'Type' }, parameters)).toEqual([]);
    expect(branches(equals({ 'Fn::Join': ['', [{ Ref: 'Type' }]] }, sentinel), 'm5.large', { Ref: 'Type' }, parameters)).toEqual([]);
  });

  test('that free parameters have, too', () => {
    const parameters = { Type: { Type: 'String', Default: '' } };
    expect(branches(not(equals({ Ref: 'Type' }, '')), { Ref: 'Type' }, 'm5.large', parameters)).toMatchObject([
      { rule: 'instance-type-resolvable', messageId: 'freeParameter', severity: 'warning', values: ['m5.large'] },
    ]);
    expect(branches(not(equals({ Ref: 'Type' }, '')), { Ref: 'Type' }, 'm4.large', parameters)).toMatchObject([
      xen(['m4.large'], 'branch C (false)'),
    ]);
    expect(branches(not(equals({ Ref: 'Type' }, '')), 'm5.large', 'm6i.large', parameters)).toEqual([]);
  });

  test('becomes AWS::NoValue, and the launch template says the type', () => {
    const template = (type: unknown) => ({
      Parameters: PARAMETERS,
      Conditions: { Has: has },
      Resources: {
        Web: {
          Type: 'AWS::EC2::Instance',
          Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } }, InstanceType: when('Has', { Ref: 'Type' }, NO_VALUE) },
        },
        Template: launchTemplate({ InstanceType: type }),
      },
    });
    expect(findingsIn(template('m5.large'))).toMatchObject([{ logicalId: 'Web', ...xen(['t2.large']) }]);
    expect(findingsIn(template(NO_VALUE))).toMatchObject([{ logicalId: 'Web', ...xen(['t2.large']) }, missing('Web')]);
    const isComplementary = when('Has', NO_VALUE, 'm5.large');
    expect(findingsIn(template(isComplementary))).toMatchObject([{ logicalId: 'Web', ...xen(['t2.large']) }]);
  });

  test('becomes AWS::NoValue, and nothing says the type', () => {
    expect(branches(has, 'm5.large', NO_VALUE, PARAMETERS)).toMatchObject([missing('Web')]);
  });
});

describe('Fn::If around more than the type', () => {
  const C = { C: equals({ Ref: 'AWS::StackName' }, 'a') };

  test('whole Properties', () => {
    const Web = { Type: 'AWS::EC2::Instance', Properties: when('C', { InstanceType: 'm5.large' }, { InstanceType: 'm4.large' }) };
    expect(findingsIn({ Conditions: C, Resources: { Web } })).toMatchObject([xen(['m4.large'], 'branch C (false)')]);
  });

  test('whole LaunchTemplateData', () => {
    const data = when('C', { InstanceType: 'm4.large' }, NO_VALUE);
    expect(findingsIn({ Conditions: C, Resources: { Template: launchTemplate(data) } })).toMatchObject([
      xen(['m4.large'], 'branch C (true)', 'Properties/LaunchTemplateData/InstanceType'),
    ]);
  });

  const group = (overrides: unknown) => ({
    Conditions: C,
    Resources: {
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MixedInstancesPolicy: {
            LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Template' } }, Overrides: overrides },
          },
        },
      },
      Template: launchTemplate({}),
    },
  });
  const OVERRIDES = 'Properties/MixedInstancesPolicy/LaunchTemplate/Overrides';

  test('whole lists and single items of them', () => {
    expect(
      findingsIn(group(when('C', [{ InstanceType: 'm5.large' }], [{ InstanceType: 'm5.large' }, { InstanceType: 'm4.large' }]))),
    ).toMatchObject([xen(['m4.large'], 'branch C (false)', `${OVERRIDES}/1/InstanceType`)]);
    expect(findingsIn(group([{ InstanceType: 'm5.large' }, when('C', { InstanceType: 'm4.large' }, NO_VALUE)]))).toMatchObject([
      xen(['m4.large'], 'branch C (true)', `${OVERRIDES}/1/InstanceType`),
    ]);
  });

  test('items that are never left out together', () => {
    const one = when('C', { InstanceType: 'm5.large' }, NO_VALUE);
    const other = when('C', NO_VALUE, { InstanceType: 'c5.large' });
    expect(findingsIn(group([one, other]))).toEqual([]);
    expect(findingsIn(group([one, one]))).toMatchObject([missing('Group')]);
  });

  test('Tags do not matter', () => {
    const Web = {
      Type: 'AWS::EC2::Instance',
      Properties: { InstanceType: 'm5.large', Tags: [when('C', { Key: 'a', Value: 't2.micro' }, NO_VALUE)] },
    };
    expect(findingsIn({ Conditions: C, Resources: { Web } })).toEqual([]);
  });
});

describe('the Condition of a resource', () => {
  const conditional = (condition: unknown, type: unknown, parameters: object = {}) =>
    findingsIn({ Parameters: parameters, Conditions: { C: condition }, Resources: { Web: { ...instance(type), Condition: 'C' } } });

  test('that cannot hold keeps it from being launched', () => {
    expect(conditional(equals('a', 'b'), 'm4.large')).toEqual([]);
    expect(conditional(not(equals('a', 'b')), 'm4.large')).toMatchObject([xen(['m4.large'], 'literal')]);
  });

  test('narrows what parameters may be', () => {
    const parameters = { Type: parameter('m5.large', 'm4.large', 'none') };
    const isNitro = equals({ Ref: 'Type' }, 'm5.large');
    expect(conditional(isNitro, { Ref: 'Type' }, parameters)).toEqual([]);
    expect(conditional(not(or(isNitro, equals({ Ref: 'Type' }, 'none'))), { Ref: 'Type' }, parameters)).toMatchObject([xen(['m4.large'])]);
  });

  test('that is not defined, or not a name, does not keep it from being launched', () => {
    expect(findingsIn({ Resources: { Web: { ...instance('m4.large'), Condition: 'Nowhere' } } })).toMatchObject([xen(['m4.large'])]);
    expect(findingsIn({ Resources: { Web: { ...instance('m4.large'), Condition: { 'Fn::Equals': ['a', 'b'] } } } })).toMatchObject([
      xen(['m4.large']),
    ]);
  });
});

describe('conditions that are written wrong count as undecided', () => {
  test.each([
    ['not defined', undefined, 'is not defined in the template'],
    ['empty And', { 'Fn::And': [] }, "'Fn::And' does not take a list"],
    ['And of no list', { 'Fn::And': { Ref: 'X' } }, "'Fn::And' does not take a list"],
    ['empty Or', { 'Fn::Or': [] }, "'Fn::Or' does not take a list"],
    ['Or of no list', { 'Fn::Or': 'true' }, "'Fn::Or' does not take a list"],
    ['Not of two', { 'Fn::Not': [equals('a', 'b'), equals('a', 'a')] }, "'Fn::Not' does not take one condition"],
    ['Equals of one', { 'Fn::Equals': ['a'] }, "'Fn::Equals' does not take two values"],
    ['two functions at once', { ...equals('a', 'b'), ...not(equals('a', 'b')) }, 'is neither a condition function nor true or false'],
    ['a text', 'maybe', 'is neither a condition function nor true or false'],
    ['a list', [equals('a', 'b')], 'is neither a condition function nor true or false'],
    ['nothing', null, 'is neither a condition function nor true or false'],
    ['a condition without a name', { Condition: ['C'] }, "'Condition' does not name a condition"],
    ['itself', { Condition: 'C' }, "condition 'C' refers to itself"],
    ['its own opposite', not({ Condition: 'C' }), "condition 'C' refers to itself"],
  ])('%s', (_what, condition, reason) => {
    expect(branches(condition, 'm4.large', 'c4.large')).toMatchObject([xen(['m4.large', 'c4.large']), unresolved(reason)]);
  });

  test.each([[[]], [['C']], [['C', 'm5.large']], ['C'], [{ Ref: 'C' }], [null]])('Fn::If of %j', (argument) => {
    expect(launching({ 'Fn::If': argument })).toMatchObject([unresolved("'Fn::If' does not take a condition and two values")]);
  });

  test.each(['__proto__', 'constructor'])('a condition may be called %s', (name) => {
    const conditions = JSON.parse(`{"${name}": {"Fn::Equals": ["a", "a"]}}`) as object;
    expect(launching(when(name, 'm5.large', 'm4.large'), { Conditions: conditions })).toEqual([]);
    expect(launching(when(name, 'm5.large', 'm4.large'))).toMatchObject([xen(['m4.large']), unresolved('is not defined')]);
  });
});
