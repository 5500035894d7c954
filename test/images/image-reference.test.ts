import * as fc from 'fast-check';
import { isImageId, readImageReference, writeParameter } from '../../lib/images/image-reference';
import { judgeImage, judgeParentImage } from '../../lib/images/judge-image';
import type { StatedImage } from '../../lib/images/stated-image';
import { record } from './records';

const PATH = '/aws/service/debian/release/12/latest/amd64';
const ID = 'ami-0123456789abcdef0';
const known = { recorded: new Map([['eu-west-1', new Map([[ID, record({ enaSupport: false })]])]]), today: '2026-01-01' };
const VOUCHER = { reason: 'tested on Nitro', at: 'nitro.json:3' };

test.each([
  [ID, { kind: 'id', id: ID }],
  ['ami-0a1b2c3d', { kind: 'id', id: 'ami-0a1b2c3d' }],
  ['ami-1234', { kind: 'not-looked-up' }],
  ['ami-12345', { kind: 'not-looked-up' }],
  ['dummy-value-for-/golden/ami', { kind: 'not-looked-up', parameter: '/golden/ami' }],
  [`{{resolve:ssm:${PATH}}}`, { kind: 'parameter', parameter: PATH, syntax: 'dynamic-reference' }],
  [`{{resolve:ssm:${PATH}:3}}`, { kind: 'parameter', parameter: PATH, version: '3', syntax: 'dynamic-reference' }],
  [`{{resolve:ssm-secure:/secret/ami:1}}`, { kind: 'parameter', parameter: '/secret/ami', version: '1', syntax: 'dynamic-reference' }],
  [`resolve:ssm:${PATH}`, { kind: 'parameter', parameter: PATH, syntax: 'resolve-ssm' }],
  ['resolve:ssm:golden-ami:production', { kind: 'parameter', parameter: 'golden-ami', version: 'production', syntax: 'resolve-ssm' }],
  ['resolve:ssm:golden-ami', { kind: 'parameter', parameter: 'golden-ami', syntax: 'resolve-ssm' }],
  [`ssm:${PATH}`, { kind: 'parameter', parameter: PATH, syntax: 'ssm-prefix' }],
  [
    'resolve:ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/golden:2',
    { kind: 'parameter', parameter: 'arn:aws:ssm:eu-west-1:123456789012:parameter/golden', version: '2', syntax: 'resolve-ssm' },
  ],
  [
    'ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/golden',
    { kind: 'parameter', parameter: 'arn:aws:ssm:eu-west-1:123456789012:parameter/golden', syntax: 'ssm-prefix' },
  ],
  [PATH, { kind: 'bare-path', path: PATH }],
  ['arn:aws:imagebuilder:eu-west-1:aws:image/x/x.x.x', { kind: 'arn', arn: 'arn:aws:imagebuilder:eu-west-1:aws:image/x/x.x.x' }],
  ['prod-abcdef123456', { kind: 'marketplace-product', product: 'prod-abcdef123456' }],
  ['{{resolve:secretsmanager:ami}}', { kind: 'dynamic' }],
  ['x{{resolve:ssm:/a}}', { kind: 'dynamic' }],
  ['amazonlinux-2023-x86_64', { kind: 'other' }],
  ['ami-XYZ', { kind: 'other' }],
  ['', { kind: 'other' }],
])('%s', (text, expected) => {
  expect(readImageReference(text)).toEqual(expected);
});

test.each([
  [ID, { readiness: 'not-ready', reason: 'enaDisabled' }],
  ['ami-0a1b2c3d', { readiness: 'unproven', reason: 'notRecorded' }],
  ['ami-1234', { readiness: 'unproven', reason: 'notLookedUp' }],
  ['resolve:ssm:golden-ami', { readiness: 'unproven', reason: 'ownParameter' }],
  [`resolve:ssm:${PATH}:3`, { readiness: 'ready' }],
  [
    '{{resolve:ssm:/aws/service/debian/release/8/latest/amd64:1}}',
    { reason: 'tooOld', replacement: '{{resolve:ssm:/aws/service/debian/release/13/latest/amd64}}' },
  ],
  ['ssm:/aws/service/debian/release/8/latest/amd64', { reason: 'tooOld', replacement: 'ssm:/aws/service/debian/release/13/latest/amd64' }],
  [
    'resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/arm64/latest',
    { reason: 'notAnId', replacement: 'resolve:ssm:/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id' },
  ],
  [PATH, { readiness: 'not-ready', reason: 'notAnId', replacement: `{{resolve:ssm:${PATH}}}` }],
  [
    '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended',
    { reason: 'notAnId', replacement: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}' },
  ],
  ['arn:aws:imagebuilder:eu-west-1:aws:image/amazon-linux-2023-x86/x.x.x', { readiness: 'not-ready', reason: 'notAnId' }],
  ['arn:aws:s3:::bucket', { readiness: 'not-ready', reason: 'notAnId' }],
  ['prod-abcdef123456', { readiness: 'unproven', reason: 'notInTable' }],
  ['{{resolve:secretsmanager:ami}}', { readiness: 'unproven', reason: 'ownParameter' }],
  ['ubuntu', { readiness: 'not-ready', reason: 'notAnId' }],
])('%s is judged', (text, expected) => {
  expect(judgeImage(text, known)).toMatchObject(expected);
});

test('Image Builder takes ARNs as well, and a statement on an account covers the images that it builds', () => {
  const arn = (account: string, name: string): string => `arn:aws:imagebuilder:eu-west-1:${account}:image/${name}/x.x.x`;
  const mine = arn('123456789012', 'mine');
  const vouching = { ...known, vouchedFor: ({ ownerId }: StatedImage) => (ownerId === '123456789012' ? VOUCHER : undefined) };
  expect(judgeParentImage(arn('aws', 'amazon-linux-2023-x86'), known)).toMatchObject({ readiness: 'ready' });
  expect(judgeParentImage(mine, known)).toMatchObject({ readiness: 'unproven', reason: 'ownImage' });
  expect(judgeParentImage(mine, vouching)).toMatchObject({ readiness: 'ready', source: VOUCHER.at });
  expect(judgeParentImage(arn('210987654321', 'theirs'), vouching)).toMatchObject({ readiness: 'unproven' });
  expect(judgeParentImage(`ssm:${PATH}`, known)).toMatchObject({ readiness: 'ready' });
});

test('a record counts in its own Region, or where the Region is not known', () => {
  expect(judgeImage(ID, known, 'eu-west-1')).toMatchObject({ reason: 'enaDisabled' });
  expect(judgeImage(ID, known, 'us-east-1')).toMatchObject({ reason: 'notRecorded' });
});

test('a parameter reads back as it is written, and any text reads', () => {
  const parameter = fc.stringMatching(/^(?:\/[\w.-]+)+$/);
  const syntax = fc.constantFrom('dynamic-reference' as const, 'resolve-ssm' as const, 'ssm-prefix' as const);
  fc.assert(
    fc.property(parameter, syntax, (name, written) => {
      expect(readImageReference(writeParameter(name, written))).toEqual({ kind: 'parameter', parameter: name, syntax: written });
    }),
  );
  fc.assert(
    fc.property(
      fc.string(),
      (text) => judgeImage(text, known).text.length > 0 && isImageId(text) === (readImageReference(text).kind === 'id'),
    ),
  );
});
