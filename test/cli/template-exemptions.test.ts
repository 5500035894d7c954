import { CommandLine, instance } from './command-line';

const cli = CommandLine.forEachTest();
beforeEach(() => {
  cli.write('nitro.json', { rules: { 'image-ready': 'off' } });
});

const REASON = 'the licence names it';
const exempt = (...entries: readonly object[]) => ({ Metadata: { 'cdk-nitro': { exempt: entries } } });

function check(metadata: object, { type = 't2.micro', today = '2026-11-01', args = [] as readonly string[] } = {}) {
  cli.write('app.json', { Resources: { Web: { ...instance(type), ...metadata }, Other: instance('m5.large') } });
  return cli.run(['check', 'app.json', ...args], { today });
}

test('a resource accepts its own finding, which is listed and counted', () => {
  const { code, out } = check(exempt({ rule: 'instance-type', reason: REASON, expires: '2026-12-31' }));
  expect([code, out]).toEqual([0, expect.stringContaining(`exempted by the metadata of Web in app.json until 2026-12-31: ${REASON}`)]);
  expect(out).toContain('0 errors, 0 warnings, 0 notes, 1 exempted');
});

test('only its own', () => {
  cli.write('app.json', {
    Resources: { Web: { ...instance('t2.micro'), ...exempt({ rule: 'instance-type', reason: REASON }) }, Other: instance('m4.large') },
  });
  expect(cli.run(['check', 'app.json'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('1 error, 0 warnings, 0 notes, 1 exempted') as string,
  });
});

test('until its last day', () => {
  const entry = exempt({ rule: 'instance-type', reason: REASON, expires: '2026-12-31' });
  expect(check(entry, { today: '2026-12-31' }).code).toBe(0);
  expect(check(entry, { today: '2027-01-01' })).toMatchObject({
    code: 1,
    out: expect.stringContaining('the exemption in its metadata expired on 2026-12-31') as string,
  });
});

test('of two, the one that lasts longer counts', () => {
  const entries = exempt({ rule: 'instance-type', reason: 'first', expires: '2026-01-01' }, { rule: 'instance-type', reason: 'second' });
  expect(check(entries)).toMatchObject({ code: 0, out: expect.stringContaining('second') as string });
});

test('not for a locked rule', () => {
  cli.write('nitro.json', { rules: { 'image-ready': 'off', 'instance-type': 'locked' } });
  const { code, out } = check(exempt({ rule: 'instance-type', reason: REASON }));
  expect([code, out]).toEqual([1, expect.stringContaining('the rule is locked, so the exemption in its metadata does not count')]);
});

test('not where the policy forbids it, at whatever level', () => {
  cli.write('base.json', { templateExemptions: false });
  cli.write('nitro.json', { extends: './base.json', rules: { 'image-ready': 'off' } });
  const { code, out } = check(exempt({ rule: 'instance-type', reason: REASON }));
  expect([code, out]).toEqual([1, expect.stringContaining('the policy does not let templates accept findings (base.json:')]);
  expect(cli.run(['policy', 'explain']).out).toMatch(/exemptions in templates\n +do not count +base\.json:\d/);
});

test('one that matches nothing is a warning, at its place', () => {
  const { code, out } = check(exempt({ rule: 'instance-type', reason: REASON }), { type: 'm5.large', args: ['--format', 'json'] });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    findings: [
      {
        rule: 'policy',
        messageId: 'unmatchedExemption',
        severity: 'warning',
        logicalId: 'Web',
        path: 'Metadata/cdk-nitro/exempt/0',
        line: expect.any(Number) as number,
      },
    ],
  });
});

test('one of a rule that is off is none', () => {
  expect(check(exempt({ rule: 'image-ready', reason: REASON }), { type: 'm5.large' }).out).toContain('0 warnings');
});

test.each<[string, object, string]>([
  ['no reason', exempt({ rule: 'instance-type' }), "'reason' is missing: add it"],
  ['an empty reason', exempt({ rule: 'instance-type', reason: ' ' }), 'a text with the reason'],
  ['an unknown rule', exempt({ rule: 'instance-typ', reason: REASON }), "did you mean 'instance-type'"],
  ['no such day', exempt({ rule: 'instance-type', reason: REASON, expires: '2026-02-30' }), "'2026-02-30' is not in the calendar"],
  ['an unknown key', { Metadata: { 'cdk-nitro': { exempted: [] } } }, "'exempted'"],
  ['no list', { Metadata: { 'cdk-nitro': { exempt: 'all' } } }, 'expected a list of exemptions'],
  ['a function', { Metadata: { 'cdk-nitro': { 'Fn::If': ['A', {}, {}] } } }, "'Fn::If'"],
])('%s is an error, and accepts nothing', (_what, metadata, message) => {
  const { code, out } = check(metadata, { args: ['--format', 'json'] });
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    summary: { errors: 2, exempted: 0 },
    findings: expect.arrayContaining([
      expect.objectContaining({ messageId: 'malformedExemption', message: expect.stringContaining(message) as string }),
    ]) as unknown[],
  });
});

test('metadata of other tools is none of ours', () => {
  expect(check({ Metadata: { cfn_nag: { rules_to_suppress: [] } } }, { type: 'm5.large' }).code).toBe(0);
});

test('a member named __proto__ is not looked into', () => {
  cli.write(
    'app.json',
    '{ "Resources": { "Web": { "Type": "AWS::EC2::Instance", "Metadata": { "__proto__": { "cdk-nitro": { "exempt": [] } } }, "Properties": { "InstanceType": "t2.micro" } } } }',
  );
  expect(cli.run(['check', 'app.json']).code).toBe(1);
});
