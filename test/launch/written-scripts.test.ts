import fc from 'fast-check';
import { check } from '../../lib/check';
import type { Json } from '../../lib/base/json/json';

/** Pieces of scripts that only together, or only when folded, are a habit. */
const piece = fc.constantFrom<Json>(
  '/sys/hyper',
  'visor/uuid',
  '/dev/x',
  'vdf ',
  'cat ',
  '\n',
  'mount ',
  '/dev/x"v"df ',
  'D=/dev/',
  '${D}xv\\\ndf ',
  '{{resolve:ssm:/boot/part}}',
  { Ref: 'AWS::Region' },
  { Ref: 'Part' },
  { Ref: 'Web' },
  { 'Fn::GetAtt': ['Bucket', 'Arn'] },
  { 'Fn::GetAtt': ['Stored', 'Value'] },
  { 'Fn::Sub': 'x${Part}' },
  { 'Fn::Sub': '/dev/${AWS::Partition}' },
  { 'Fn::FindInMap': ['Parts', 'a', 'b'] },
);

const script = fc.oneof(
  fc.tuple(fc.constantFrom('', '\n', ' '), fc.array(piece, { maxLength: 6 })).map(([delimiter, parts]): Json => {
    return { 'Fn::Base64': { 'Fn::Join': [delimiter, ['#!/bin/sh\n', ...parts]] } };
  }),
  fc.constantFrom<Json>({ 'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\ncat /sys/hypervisor/${Part}' } }, 'IyEvYmluL3NoCmNhdCAvcHJvYy94ZW4=', {
    'Fn::Base64': { 'Fn::Sub': '#!/bin/sh\nmount /dev/${Part} /data' },
  }),
);

function template(userData: Json, extra: object): Json {
  return {
    Parameters: { Part: { Type: 'String', Default: 'vdf', AllowedValues: ['vdf', 'visor/uuid', 'xvdf'] } },
    Mappings: { Parts: { a: { b: 'vdf' } } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Stored: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'vdf ' } },
      Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: userData }, ...extra },
    },
  };
}

/** What is found in the script. cfn-init that does nothing makes sure that it is folded, and looked at as a whole. */
function found(userData: Json, isFolded: boolean): readonly string[] {
  const extra = isFolded ? { Metadata: { 'AWS::CloudFormation::Init': { config: { commands: { a: { command: 'true' } } } } } } : {};
  return check([{ id: 'template', template: template(userData, extra) }])
    .findings.filter(({ rule }) => rule.startsWith('user-data'))
    .map(({ rule, messageId, values }) => `${rule}/${messageId} ${values.join(' | ')}`);
}

test('a script that is not folded would have shown nothing if it had been', () => {
  fc.assert(
    fc.property(script, (userData) => {
      expect(found(userData, false)).toEqual(found(userData, true));
    }),
    { numRuns: 1500 },
  );
});
