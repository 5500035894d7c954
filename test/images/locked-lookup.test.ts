import { judgeImage, type KnownImages } from '../../lib/images/judge-image';

const AMI = 'ami-0123456789abcdef0';
const FOUND = new Map([['eu-west-1', new Map([[AMI, { state: 'found', architecture: 'x86_64' } as const]])]]);
const known: KnownImages = { recorded: new Map(), lookedUp: FOUND, today: '2026-11-01' };

test('a lookup of the CDK counts, save where the policy locks the rule', () => {
  expect(judgeImage(AMI, known, 'eu-west-1').readiness).toBe('ready');
  expect(judgeImage(AMI, { ...known, statementsLockedAt: 'base.json:3' }, 'eu-west-1')).toMatchObject({
    readiness: 'unproven',
    reason: 'notRecorded',
    text: "not among the recorded images: a lookup of the CDK does not count, since 'image-ready' is locked (base.json:3)",
  });
});
