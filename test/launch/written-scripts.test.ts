import fc from 'fast-check';
import type { Json } from '../../lib/base/json/json';
import { collectLaunches } from '../../lib/launch/launches';
import { readBootScripts } from '../../lib/launch/scripts/boot-scripts';
import { mayBootWithHabits } from '../../lib/launch/scripts/written-scripts';
import { TemplateSet } from '../../lib/template/template-set';
import { findHabits } from '../../lib/user-data/find-habits';
import { DEVICE_HABITS } from '../../lib/user-data/habits/device-habits';
import { XEN_HABITS } from '../../lib/user-data/habits/xen-habits';
import { check } from '../../lib/check';
import { templates } from '../check/template-arbitrary';
import { runs } from '../property-runs';

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
  { 'Fn::If': ['Perhaps', '/dev/xvdf', { Ref: 'AWS::NoValue' }] },
  { 'Fn::Select': [1, ['a', 'visor/uuid']] },
  { 'Fn::Join': ['', ['/dev/x', 'vdf']] },
  { 'Fn::Join': ['', ['/dev/x', { Ref: 'AWS::NoValue' }, 'vdf']] },
  { 'Fn::GetAtt': 'Nested.Outputs.Script' },
  { 'Fn::ImportValue': 'part' },
  { 'Fn::Unheard': 'part' },
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
    Conditions: { Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Stored: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'vdf ' } },
      Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: userData }, ...extra },
    },
  };
}

/** Returns the habits in the script. A cfn-init that does nothing makes sure that the script is folded and read as a whole. */
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
    { numRuns: runs(1500) },
  );
});

/** Every problem and habit in the boot scripts of launches whose scripts count as harmless by the way they are written. */
function missedIn(whole: Json): { readonly missed: readonly string[]; readonly unread: number } {
  const launches = collectLaunches(new TemplateSet([{ id: 'template', template: whole }], new Map()).deployments);
  const unread = launches.filter((launch) => !mayBootWithHabits(launch));
  const missed = unread.flatMap(readBootScripts).flatMap(({ problems, undecided, limit, statements, together }) => {
    const habits = findHabits(statements, [...XEN_HABITS, ...DEVICE_HABITS], together);
    return [...problems, ...undecided, ...(limit === undefined ? [] : [limit]), ...habits.map(({ quote }) => quote)];
  });
  return { missed, unread: unread.length };
}

test('a script that is not read has no habit and no problem when it is read', () => {
  const numRuns = runs(1500);
  let unread = 0;
  fc.assert(
    fc.property(script, (userData) => {
      const found = missedIn(template(userData, {}));
      expect(found.missed).toEqual([]);
      unread += found.unread;
    }),
    { numRuns },
  );
  // Half of the pieces fold to a part of a habit, so most scripts have to be read.
  expect(unread).toBeGreaterThan(numRuns / 30);
});

test('nor has anything in a template of any shape', () => {
  fc.assert(
    fc.property(templates, (whole) => {
      expect(missedIn(whole as Json).missed).toEqual([]);
    }),
    { numRuns: runs(1000) },
  );
});
