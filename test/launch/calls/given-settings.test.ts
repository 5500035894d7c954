import fc from 'fast-check';
import type { Json } from '../../../lib/base/json/json';
import { check } from '../../../lib/check';
import { runs } from '../../property-runs';

/** A number is folded, and gives nothing. With it, all settings beside it are folded. */
const FOLDED = { Z: 1 };

function reported(type: string, path: readonly string[], settings: Json): readonly string[] {
  const properties = path.reduceRight<Json>((inner, name) => ({ [name]: inner }), settings);
  const template = {
    Parameters: { Xen: { Type: 'String', Default: 'm4.large' }, Stage: { Type: 'String', Default: 'prod' }, Open: { Type: 'String' } },
    Resources: { A: { Type: type, Properties: properties }, Queue: { Type: 'AWS::SQS::Queue' } },
  };
  const { findings } = check([{ id: 't', template }]);
  return findings.map(({ rule, messageId, logicalId, path: at, value }) => `${rule}/${messageId} ${logicalId ?? ''} ${at} ${value ?? ''}`);
}

const NAMES = ['TABLE', 'INSTANCE_TYPE', 'nodeSize', 'FLAVOR', 'AMI', 'base_image', 'ARGS', 'Environment', '__proto__', ''];

const text = fc
  .array(
    fc.constantFrom('m4.large', 'ami-0123456789abcdef0', 'size', '=', ': ', 'INSTANCE_TYPE', 'x', 'eb create -i ', 'amazonec2', '\n'),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join(''));
const reference: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  { Ref: 'Xen' },
  { Ref: 'Stage' },
  { Ref: 'Open' },
  { Ref: 'Queue' },
  { Ref: 'AWS::Region' },
  { Ref: 'AWS::NoValue' },
  { Ref: 'Missing' },
  { 'Fn::GetAtt': ['Queue', 'Arn'] },
  { 'Fn::GetAtt': 'Queue.Arn' },
  { 'Fn::Sub': 'type=${Xen}' },
  { 'Fn::Sub': '${Queue}-size=m4.large' },
  { 'Fn::ImportValue': 'x' },
);
const setting: fc.Arbitrary<Json> = fc.oneof(
  text,
  reference,
  fc
    .tuple(fc.constantFrom('', '-', '='), fc.array(fc.oneof(text, reference), { maxLength: 3 }))
    .map(([by, parts]): Json => ({ 'Fn::Join': [by, parts] })),
);

// Settings of plain texts and references to resources are left out by what is written; any others are folded.
test.each([
  ['AWS::Lambda::Function', ['Environment', 'Variables']],
  ['AWS::Amplify::App', ['EnvironmentVariables']],
] as const)('settings of %s that are left out as they are written give nothing when they are folded', (type, path) => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...NAMES), setting, { maxKeys: 3 }), (settings) => {
      expect(reported(type, path, settings)).toEqual(reported(type, path, { ...settings, ...FOLDED }));
    }),
    { numRuns: runs(1_000) },
  );
});

test.each<[string, Json, number]>([
  ['a type by a name', { INSTANCE_TYPE: 'm4.large' }, 1],
  ['a type within a text', { ARGS: '--size=m4.large' }, 1],
  ['a type by a parameter', { INSTANCE_TYPE: { Ref: 'Xen' } }, 1],
  ['an image under any name', { TABLE: 'ami-0123456789abcdef0' }, 1],
  ['a word', { TABLE: 'orders' }, 0],
  ['a reference to a resource', { QUEUE_TYPE_ARN: { 'Fn::GetAtt': ['Queue', 'Arn'] } }, 0],
])('%s', (_name, settings, findings) => {
  expect(reported('AWS::Lambda::Function', ['Environment', 'Variables'], settings)).toHaveLength(findings);
});
