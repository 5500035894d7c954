import fc from 'fast-check';
import { launchRows } from '../../lib/launch/sites';

/** Names that templates use for anything, with a few that objects have by themselves. */
const NAMES = [
  'A',
  'B',
  'Type',
  'prod',
  'InstanceType',
  '__proto__',
  'constructor',
  'toString',
  '',
  'AWS::Region',
  'AWS::NoValue',
  'Outputs.A',
];
const TEXTS = [
  'm5.large',
  't2.micro',
  'm4.large,c4.large',
  '${A}.large',
  '${!A}',
  '${AWS::Region}',
  '{{resolve:ssm:/a}}',
  '(not specified)',
  'A|B',
  '*',
];
const FUNCTIONS = [
  'Ref',
  'Condition',
  'Fn::And',
  'Fn::Base64',
  'Fn::Equals',
  'Fn::FindInMap',
  'Fn::ForEach::A',
  'Fn::GetAtt',
  'Fn::If',
  'Fn::ImportValue',
  'Fn::Join',
  'Fn::Length',
  'Fn::Not',
  'Fn::Or',
  'Fn::Select',
  'Fn::Split',
  'Fn::Sub',
  'Fn::Transform',
  'Fn::Unheard',
];
const SEGMENTS = [
  ...new Set(launchRows.flatMap(({ sites, launchTemplates = [] }) => [...sites.map(({ path }) => path), ...launchTemplates])),
].map((path) => path.split('.'));
const TYPES = [...launchRows.map(({ type }) => type), 'AWS::CloudFormation::Stack', 'AWS::SSM::Parameter', 'AWS::S3::Bucket'];
const PARAMETER_TYPES = [
  'String',
  'Number',
  'CommaDelimitedList',
  'List<String>',
  'AWS::SSM::Parameter::Value<String>',
  'AWS::SSM::Parameter::Value<List<String>>',
];

const name = fc.constantFrom(...NAMES);
const scalar = fc.oneof(name, fc.constantFrom(...TEXTS), fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));

/** An object with any keys, `__proto__` included, as JSON.parse makes them. */
function objectOf<Value>(key: fc.Arbitrary<string>, value: fc.Arbitrary<Value>, maxKeys = 4): fc.Arbitrary<object> {
  return fc.array(fc.tuple(key, value), { maxLength: maxKeys }).map((entries) => {
    const object = {};
    for (const [each, held] of entries)
      Object.defineProperty(object, each, { value: held, enumerable: true, configurable: true, writable: true });
    return object;
  });
}

const { value } = fc.letrec<{ value: unknown; call: unknown; list: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'value' },
    { weight: 3, arbitrary: scalar },
    { weight: 4, arbitrary: tie('call') },
    { weight: 2, arbitrary: tie('list') },
    { weight: 1, arbitrary: objectOf(name, tie('value')) },
  ),
  call: fc
    .tuple(fc.constantFrom(...FUNCTIONS), fc.oneof(tie('list'), tie('list'), tie('value')))
    .map(([called, argument]) => ({ [called]: argument })),
  list: fc.array(tie('value'), { maxLength: 4 }),
}));

/** Something at the path of a launch site, with functions anywhere on the way. */
const properties: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom(...SEGMENTS), fc.array(fc.boolean(), { maxLength: 8 }), value, objectOf(name, value, 2))
  .map(([path, turns, leaf, more]) => {
    const node = path.reduceRight<unknown>((inner, segment, index) => {
      const held = segment === '[]' ? [inner, {}] : { ...more, [segment]: inner };
      return turns[index] === true ? { 'Fn::If': ['A', held, { Ref: 'AWS::NoValue' }] } : held;
    }, leaf);
    return node;
  });

const resource = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      { Type: fc.constantFrom(...TYPES), Properties: fc.oneof(properties, properties, value), Condition: name },
      { requiredKeys: ['Type'] },
    ),
  },
  { weight: 1, arbitrary: value },
);
const parameter = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        Type: fc.constantFrom(...PARAMETER_TYPES),
        Default: value,
        AllowedValues: fc.array(scalar, { maxLength: 4 }),
        AllowedPattern: fc.oneof(fc.constantFrom('m5.*', '(a+)+b'), fc.string()),
      },
      { requiredKeys: ['Type'] },
    ),
  },
  { weight: 1, arbitrary: value },
);

function section(entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: objectOf(name, entry) }, { weight: 1, arbitrary: value });
}

/** Anything at all, most of it shaped like a template. */
export const templates: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record(
      {
        Transform: value,
        Parameters: section(parameter),
        Mappings: section(objectOf(name, objectOf(name, value))),
        Conditions: section(value),
        Resources: section(resource),
        Outputs: section(fc.record({ Value: value, Export: fc.record({ Name: value }) }, { requiredKeys: [] })),
      },
      { requiredKeys: ['Resources'] },
    ),
  },
  { weight: 1, arbitrary: value },
  { weight: 1, arbitrary: fc.json().map((text): unknown => JSON.parse(text)) },
);
