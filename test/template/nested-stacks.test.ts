import { findingsTogether, instance, launchTemplate, missing, parameter, unresolved, xen } from './checked';

const NO_VALUE = { Ref: 'AWS::NoValue' };

function stack(parameters?: unknown, more: object = {}): object {
  return {
    Type: 'AWS::CloudFormation::Stack',
    ...more,
    Properties: { TemplateURL: 'https://example.com/child', ...(parameters === undefined ? {} : { Parameters: parameters }) },
  };
}

/** A template that launches an instance of its parameter `Type`. */
function child(declaration: object = { Type: 'String' }): object {
  return { Parameters: { Type: declaration }, Resources: { Web: instance({ Ref: 'Type' }) } };
}

/** The findings of a parent that nests a child once. */
function nesting(parent: object, childTemplate: object = child()) {
  return findingsTogether({ parent, child: childTemplate }, { parent: { Child: 'child' } });
}

describe('what a nested stack’s parameters are handed', () => {
  test.each([
    ['a literal', { Type: 'm4.large' }, 'parameter Type (given by Child: literal)'],
    ['a parameter', { Type: { Ref: 'Parent' } }, 'parameter Type (given by Child: parameter Parent (AllowedValues))'],
    ['a branch', { Type: { 'Fn::If': ['C', 'm5.large', 'm4.large'] } }, 'parameter Type (given by Child: branch C (false))'],
    ['a mapping', { Type: { 'Fn::FindInMap': ['M', 'a', 'b'] } }, 'parameter Type (given by Child: mapping M/a/b)'],
  ])('%s', (_what, parameters, origin) => {
    const parent = {
      Parameters: { Parent: parameter('m5.large', 'm4.large') },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } },
      Mappings: { M: { a: { b: 'm4.large' } } },
      Resources: { Child: stack(parameters) },
    };
    expect(nesting(parent)).toMatchObject([{ template: 'child', logicalId: 'Web', ...xen(['m4.large'], origin) }]);
  });

  test('a Default that is never used does not count', () => {
    expect(nesting({ Resources: { Child: stack({ Type: 'm5.large' }) } }, child(parameter('m4.large', 'm5.large')))).toEqual([]);
  });

  test('a Default that is used does', () => {
    const template = child({ Type: 'String', Default: 'm4.large' });
    for (const parameters of [undefined, {}, { Type: NO_VALUE }, { Other: 'm5.large' }, NO_VALUE]) {
      expect(nesting({ Resources: { Child: stack(parameters) } }, template)).toMatchObject([
        { template: 'child', ...xen(['m4.large'], 'parameter Type (Default)') },
      ]);
    }
  });

  test('a Default that may be used counts beside what is handed', () => {
    const parent = {
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } },
      Resources: { Child: stack({ Type: { 'Fn::If': ['C', 'c4.large', NO_VALUE] } }) },
    };
    expect(nesting(parent, child({ Type: 'String', Default: 'm4.large' }))).toMatchObject([xen(['m4.large', 'c4.large'])]);
    expect(nesting(parent, child({ Type: 'String', Default: 'm5.large' }))).toMatchObject([xen(['c4.large'])]);
  });

  test('Parameters as a whole may be a branch', () => {
    const parent = {
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'a'] } },
      Resources: { Child: stack({ 'Fn::If': ['C', { Type: 'm4.large' }, NO_VALUE] }) },
    };
    expect(nesting(parent, child({ Type: 'String', Default: 'm5.large' }))).toMatchObject([{ template: 'child', ...xen(['m4.large']) }]);
  });

  test.each([
    { 'Fn::Transform': { Name: 'AWS::Include' } },
    { 'Fn::Transform': { Name: 'AWS::Include' }, Other: 'x' },
    { 'Fn::ForEach::P': [] },
  ])('Parameters that a macro or a loop fills in may be any: %j', (parameters) => {
    expect(nesting({ Resources: { Child: stack(parameters) } }, child({ Type: 'String', Default: 'm5.large' }))).toMatchObject([
      { template: 'child', ...unresolved('deployment') },
    ]);
  });

  test('of what cannot be decided, only what the child’s AllowedValues and AllowedPattern admit', () => {
    const parent = { Parameters: { Free: { Type: 'String' } }, Resources: { Child: stack({ Type: { Ref: 'Free' } }) } };
    expect(nesting(parent)).toMatchObject([{ template: 'child', ...unresolved("parameter 'Free' has no default") }]);
    expect(nesting(parent, child({ Type: 'String', AllowedValues: ['m5.large'] }))).toEqual([]);
    expect(nesting(parent, child({ Type: 'String', AllowedValues: ['m5.large', 'm4.large'] }))).toMatchObject([xen(['m4.large'])]);
    expect(nesting(parent, child({ Type: 'String', AllowedPattern: 'm5\\..*' }))).toEqual([]);
  });

  test('a list as a text with commas', () => {
    const nodes = {
      Parameters: { Types: { Type: 'CommaDelimitedList' } },
      Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: { Ref: 'Types' } } } },
    };
    const expected = [{ template: 'child', ...xen(['m4.large'], undefined, 'Properties/InstanceTypes') }];
    expect(nesting({ Resources: { Child: stack({ Types: 'm5.large,m4.large' }) } }, nodes)).toMatchObject(expected);
    expect(nesting({ Resources: { Child: stack({ Types: ['m5.large', 'm4.large'] }) } }, nodes)).toMatchObject(expected);
    const Parameters = {
      List: { Type: 'CommaDelimitedList', Default: 'm5.large,m5.xlarge', AllowedValues: ['m5.large', 'm5.xlarge', 'm4.large'] },
    };
    expect(nesting({ Parameters, Resources: { Child: stack({ Types: { Ref: 'List' } }) } }, nodes)).toMatchObject(expected);
  });

  test('a list in any order, as a text, is not decided', () => {
    const Parameters = { List: { Type: 'CommaDelimitedList', AllowedValues: ['m5.large', 'm4.large'] } };
    const first = {
      Parameters: { Types: { Type: 'String' } },
      Resources: { Web: instance({ 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'Types' }] }] }) },
    };
    expect(nesting({ Parameters, Resources: { Child: stack({ Types: { Ref: 'List' } }) } }, first)).toMatchObject([
      unresolved('it is a list that is chosen at deployment'),
    ]);
  });
});

describe('a template that is nested more than once', () => {
  test('is one finding with the values of all', () => {
    const parent = {
      Resources: { One: stack({ Type: 'm4.large' }), Two: stack({ Type: 'm5.large' }), Three: stack({ Type: 'c4.large' }) },
    };
    const findings = findingsTogether({ parent, child: child() }, { parent: { One: 'child', Two: 'child', Three: 'child' } });
    expect(findings).toMatchObject([{ template: 'child', ...xen(['m4.large', 'c4.large']) }]);
  });

  test('keeps its launch templates apart', () => {
    const group = {
      Parameters: { Type: { Type: 'String', Default: '' } },
      Conditions: { Has: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Type' }, ''] }] } },
      Resources: {
        Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } } } },
        Template: launchTemplate({ InstanceType: { 'Fn::If': ['Has', { Ref: 'Type' }, NO_VALUE] } }),
      },
    };
    const both = { parent: { One: 'child', Two: 'child' } };
    const parent = (one: object, two: object) => ({ Resources: { One: stack(one), Two: stack(two) } });
    expect(findingsTogether({ parent: parent({ Type: 'm5.large' }, { Type: 'c5.large' }), child: group }, both)).toEqual([]);
    for (const [one, two] of [
      [{ Type: 'm5.large' }, {}],
      [{}, { Type: 'm5.large' }],
    ] as const) {
      expect(findingsTogether({ parent: parent(one, two), child: group }, both)).toMatchObject([
        { template: 'child', ...missing('Group') },
      ]);
    }
  });

  test('two levels down', () => {
    const middle = { Parameters: { Type: { Type: 'String' } }, Resources: { Inner: stack({ Type: { Ref: 'Type' } }) } };
    const parent = { Resources: { Outer: stack({ Type: 'm4.large' }) } };
    expect(findingsTogether({ parent, middle, child: child() }, { parent: { Outer: 'middle' }, middle: { Inner: 'child' } })).toMatchObject(
      [{ template: 'child', ...xen(['m4.large'], 'parameter Type (given by Inner: parameter Type (given by Outer: literal))') }],
    );
  });
});

describe('which nested stacks are followed', () => {
  test('not one whose condition cannot hold', () => {
    const parent = {
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: { Child: stack({ Type: 'm4.large' }, { Condition: 'Never' }) },
    };
    expect(nesting(parent)).toEqual([]);
  });

  test('under its condition', () => {
    const parent = {
      Parameters: { Type: parameter('m5.large', 'm4.large') },
      Conditions: { IsNitro: { 'Fn::Equals': [{ Ref: 'Type' }, 'm5.large'] } },
      Resources: { Child: stack({ Type: { Ref: 'Type' } }, { Condition: 'IsNitro' }) },
    };
    expect(nesting(parent)).toEqual([]);
  });

  test('one whose template is not at hand is said not to be', () => {
    const notFollowed = {
      template: 'parent',
      logicalId: 'Child',
      rule: 'instance-type-resolvable',
      messageId: 'nestedTemplate',
      severity: 'warning',
    };
    expect(findingsTogether({ parent: { Resources: { Child: stack() } } })).toMatchObject([notFollowed]);
    expect(findingsTogether({ parent: { Resources: { Child: stack() } } }, { parent: { Child: 'elsewhere' } })).toMatchObject([
      notFollowed,
    ]);
  });

  test('a template that no stack nests is checked by itself', () => {
    const expected = [{ template: 'child', ...unresolved("parameter 'Type'") }];
    expect(findingsTogether({ parent: { Resources: {} }, child: child() }, { parent: { Gone: 'child' } })).toMatchObject(expected);
    const bucket = { Resources: { Child: { Type: 'AWS::S3::Bucket' } } };
    expect(findingsTogether({ parent: bucket, child: child() }, { parent: { Child: 'child' } })).toMatchObject(expected);
  });

  test.each([
    ['itself', { a: { Inner: 'a' } }],
    ['what nests it', { a: { Inner: 'b' }, b: { Inner: 'a' } }],
    ['what nests what nests it', { a: { Inner: 'b' }, b: { Inner: 'c' }, c: { Inner: 'a' } }],
  ])('a template that nests %s', (_what, nested) => {
    const template = { Resources: { Inner: stack(), Web: instance('m4.large') } };
    const findings = findingsTogether(Object.fromEntries(Object.keys(nested).map((id) => [id, template])), nested);
    expect(findings.filter(({ messageId }) => messageId === 'nestingCycle')).toMatchObject([
      { severity: 'error', logicalId: 'Inner', path: 'Properties' },
    ]);
    expect(findings.filter(({ messageId }) => messageId === 'xen').map(({ template: id }) => id)).toEqual(Object.keys(nested));
  });
});

describe('what leads from one template to another', () => {
  const output = (value: unknown, name?: unknown) => ({
    Outputs: { Type: { Value: value, ...(name === undefined ? {} : { Export: { Name: name } }) } },
  });

  test('an output of a nested stack', () => {
    const parent = { Resources: { Child: stack({ Type: 'm4.large' }), Web: instance({ 'Fn::GetAtt': ['Child', 'Outputs.Type'] }) } };
    expect(nesting(parent, { ...child(), ...output({ Ref: 'Type' }) })).toMatchObject([
      { template: 'parent', ...xen(['m4.large'], 'parameter Type (given by Child: literal), output Type of Child') },
      { template: 'child' },
    ]);
    expect(nesting(parent, { ...child(), ...output(['m4.large']) })).toMatchObject([
      { template: 'parent', ...unresolved("output 'Type' is not a text") },
      { template: 'child' },
    ]);
    expect(nesting(parent)).toMatchObject([{ template: 'parent', ...unresolved("'Child.Outputs.Type'") }, { template: 'child' }]);
  });

  test('a parameter that is handed the stack’s own output', () => {
    const parent = { Resources: { Child: stack({ Type: { 'Fn::GetAtt': ['Child', 'Outputs.Type'] } }) } };
    expect(nesting(parent, { ...child(), ...output({ Ref: 'Type' }) })).toMatchObject([
      { template: 'child', ...unresolved("'Child.Outputs.Type'") },
    ]);
  });

  test('an export', () => {
    const exporting = { Resources: {}, ...output('m4.large', { 'Fn::Sub': '${AWS::Region}-type' }) };
    const importing = (name: unknown) => ({ Resources: { Web: instance({ 'Fn::ImportValue': name }) } });
    expect(findingsTogether({ exporting, importing: importing('other') })).toMatchObject([
      unresolved("the export 'other' is not among the templates that are checked"),
    ]);
    const plain = { Resources: {}, ...output('m4.large', 'type') };
    expect(findingsTogether({ plain, importing: importing({ 'Fn::Join': ['', ['ty', 'pe']] }) })).toMatchObject([
      { template: 'importing', ...xen(['m4.large'], 'export type') },
    ]);
    expect(findingsTogether({ importing: importing({ Ref: 'AWS::StackName' }) })).toMatchObject([
      unresolved('an export is not among the templates'),
    ]);
  });

  test('every export of one name that may be meant', () => {
    const templates = {
      a: { Resources: {}, ...output('m5.large', 'type') },
      b: { Resources: {}, ...output('m4.large', 'type') },
      web: { Resources: { Web: instance({ 'Fn::ImportValue': 'type' }) } },
    };
    expect(findingsTogether(templates)).toMatchObject([{ template: 'web', ...xen(['m4.large']) }]);
  });

  test('exports that import each other', () => {
    const circle = (own: string, other: string) => ({ Resources: {}, ...output({ 'Fn::ImportValue': other }, own) });
    const web = { Resources: { Web: instance({ 'Fn::ImportValue': 'a' }) } };
    expect(findingsTogether({ a: circle('a', 'b'), b: circle('b', 'a'), web })).toMatchObject([
      { template: 'web', ...unresolved('it is nested too deeply to follow') },
    ]);
  });

  test('a launch template handed to a nested stack', () => {
    const parent = { Resources: { Template: launchTemplate({}), Child: stack({ Template: { Ref: 'Template' } }) } };
    const group = {
      Parameters: { Template: { Type: 'String' } },
      Resources: {
        Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Template' } } } },
      },
    };
    expect(nesting(parent, group)).toMatchObject([{ template: 'child', ...missing('Group') }]);
    const typed = { Resources: { ...parent.Resources, Template: launchTemplate({ InstanceType: 'm5.large' }) } };
    expect(nesting(typed, group)).toEqual([]);
  });
});
