import { applyPolicy } from '../../lib/policy/apply-policy';
import { rules } from '../../lib/rules';
import { finding } from './findings';
import { PolicyFolder } from './policy-folder';

const TODAY = '2027-02-10';

let folder: PolicyFolder;
beforeEach(() => (folder = new PolicyFolder()));
afterEach(() => {
  folder.remove();
});

function exempting(where: string, more: object = {}): string {
  const exemption = JSON.stringify({ rule: 'instance-type', where, reason: 'licence bound', ...more });
  return `{ "exemptions": [\n${exemption}\n] }`;
}

describe('an exemption', () => {
  test('accepts a finding, with who, why and until when', () => {
    const policy = folder.loadText(exempting('web.yaml#Web', { expires: TODAY }));
    const { findings, remarks } = applyPolicy([finding()], policy, TODAY);
    expect(findings).toEqual([finding({ exempted: { by: 'exemption', reason: 'licence bound', at: 'nitro.json:2', expires: TODAY } })]);
    expect(remarks).toEqual([]);
  });

  const inTree = finding({ constructPath: 'Prod/Stack/Bastion/Resource', template: 'Prod-Stack.template.json', logicalId: 'Bastion0AB' });

  test.each([
    ['Prod/Stack/Bastion/Resource', true],
    ['Prod/Stack/Bastion', true],
    ['Prod/*/Bastion/**', true],
    ['**/Bastion', true],
    ['**', true],
    ['Prod/**/Bast*', true],
    ['Prod/**', true],
    ['Prod/*', false],
    ['Prod', false],
    ['Bastion', false],
    ['prod/Stack/Bastion', false],
    ['*/Bastion/**', false],
    ['Prod-Stack.template.json#Bastion0AB', true],
    ['cdk.out/Prod-Stack.template.json#Bastion0AB', true],
    ['./cdk.out/*.template.json#Bastion*', true],
    ['**/*#Bastion*', true],
    ['other/*.template.json#Bastion0AB', false],
    ['Stack.template.json#Bastion0AB', false],
    ['Prod-Stack.template.json#Bastion', false],
    ['Prod-Stack.template.json', false],
    ['#Bastion0AB', false],
  ])('with %s covers a resource of the CDK: %s', (where, isCovered) => {
    const policy = folder.loadText(exempting(where));
    const [applied] = applyPolicy([{ ...inTree, file: 'cdk.out/Prod-Stack.template.json' }], policy, TODAY).findings;
    expect(applied?.exempted !== undefined).toBe(isCovered);
  });

  test('covers what is about the template as a whole by any logical id', () => {
    const { logicalId: _, ...whole } = finding();
    expect(applyPolicy([whole], folder.loadText(exempting('web.yaml#*')), TODAY).findings[0]?.exempted).toBeDefined();
    expect(applyPolicy([whole], folder.loadText(exempting('web.yaml#Web')), TODAY).findings[0]?.exempted).toBeUndefined();
  });

  test('is for one rule', () => {
    const other = finding({ rule: 'instance-type-known' });
    expect(applyPolicy([other], folder.loadText(exempting('**')), TODAY).findings).toEqual([other]);
  });

  test('that has expired counts no longer, and the finding says since when', () => {
    const policy = folder.loadText(exempting('web.yaml#Web', { expires: '2027-01-31' }));
    const { findings, remarks } = applyPolicy([finding()], policy, TODAY);
    const [{ message, exempted, severity } = finding()] = findings;
    expect(message).toBe(
      "'m4.large' runs on the Xen hypervisor: use 'm7i.large' (the exemption at nitro.json:2 expired on 2027-01-31: fix the finding, or extend the date)",
    );
    expect({ exempted, severity }).toEqual({ exempted: undefined, severity: 'error' });
    expect(remarks).toEqual([]);
  });

  test('that still holds wins over one that has expired', () => {
    const exemption = { rule: 'instance-type', where: '**/*#Web', reason: 'x' };
    const policy = folder.loadText({ exemptions: [{ ...exemption, expires: '2027-01-31' }, exemption] });
    expect(applyPolicy([finding()], policy, TODAY).findings[0]?.exempted).toMatchObject({ by: 'exemption', reason: 'x' });
  });

  test('does not count for a locked rule, and the finding says so', () => {
    const [applied] = applyPolicy([finding({ locked: true })], folder.loadText(exempting('web.yaml#Web')), TODAY).findings;
    expect(applied?.exempted).toBeUndefined();
    expect(applied?.message).toMatch(/ \(the rule is locked, so the exemption at nitro\.json:2 does not count: remove it\)$/);
  });

  test('leaves alone what is acknowledged', () => {
    const acknowledged = finding({ exempted: { by: 'acknowledgement', reason: 'y', at: 'Prod' } });
    const { findings, remarks } = applyPolicy([acknowledged], folder.loadText(exempting('web.yaml#Web')), TODAY);
    expect(findings).toEqual([acknowledged]);
    expect(remarks).toEqual([]);
  });

  test('that matches nothing is a warning at its line', () => {
    const { findings, remarks } = applyPolicy([finding()], folder.loadText(exempting('web.yaml#Wbe')), TODAY);
    expect(findings).toEqual([finding()]);
    expect(remarks).toEqual([
      expect.objectContaining({
        rule: 'policy',
        messageId: 'unmatchedExemption',
        severity: 'warning',
        file: 'nitro.json',
        line: 2,
        column: 1,
        value: 'web.yaml#Wbe',
        message: "the exemption of 'web.yaml#Wbe' from 'instance-type' matches no finding: remove it, or correct the pattern",
      }),
    ]);
  });

  test('that matches nothing and comes with an extended policy is none of this one', () => {
    folder.write('base.json', exempting('elsewhere/**'));
    expect(applyPolicy([finding()], folder.loadText({ extends: './base.json' }), TODAY).remarks).toEqual([]);
  });
});

describe('an unknown value', () => {
  const assumed = finding({ messageId: 'assumed', severity: 'info', doubt: 'unknown' });
  const unresolved = finding({ rule: 'instance-type-resolvable', messageId: 'unresolved', doubt: 'unresolved' });
  const severities = (policy: object, ...findings: Parameters<typeof applyPolicy>[0]) =>
    applyPolicy(findings, folder.loadText(policy), TODAY).findings.map(({ severity }) => severity);

  test('has the severity the policy says', () => {
    expect(severities({ unknown: 'error', unresolved: 'warning' }, assumed, unresolved, finding())).toEqual(['error', 'warning', 'error']);
  });

  test('else its own', () => expect(severities({}, assumed, unresolved)).toEqual(['info', 'error']));

  test('is not made less grave where the rule is locked', () => {
    expect(severities({ unresolved: 'info' }, { ...unresolved, locked: true })).toEqual(['error']);
    expect(severities({ unresolved: 'error' }, { ...unresolved, severity: 'warning', locked: true })).toEqual(['error']);
  });

  test.each(rules.map(({ name, meta }) => ({ name, meta })))('is said of the right messages of $name', ({ meta: { messages, doubts } }) => {
    const undecided = Object.keys(messages).filter((id) => /^(?:undecided|unresolved|unreadable|notLookedUp)/.test(id));
    expect(doubts ?? {}).toMatchObject(Object.fromEntries(undecided.map((id) => [id, 'unresolved'])));
  });
});
