import * as fc from 'fast-check';
import { applyBaseline, baselineEntries } from '../../lib/policy/baseline';
import type { Baseline } from '../../lib/policy/baseline-entry';
import { formatBaseline, parseBaseline, readBaseline } from '../../lib/policy/baseline-file';
import { PolicyError } from '../../lib/policy/policy-error';
import type { Finding } from '../../lib/finding';
import { finding } from './findings';
import { PolicyFolder } from './policy-folder';

const FILE = 'nitro-baseline.json';

function record(findings: readonly Finding[], earlier?: Baseline): Baseline {
  return parseBaseline(formatBaseline(baselineEntries(findings, earlier)), FILE);
}

function isKnown(recorded: readonly Finding[], now: Finding): boolean {
  return applyBaseline([now], record(recorded)).findings[0]?.exempted !== undefined;
}

const override = finding({ path: 'Properties/LaunchTemplateConfigs/0/Overrides/1/InstanceType' });

test('known findings are accepted, with the line that knows them', () => {
  const { findings, remarks } = applyBaseline([finding()], record([finding()]));
  expect(findings).toEqual([
    finding({ exempted: { by: 'baseline', reason: 'known when the baseline was recorded', at: 'nitro-baseline.json:4' } }),
  ]);
  expect(remarks).toEqual([]);
});

describe('a finding stays known', () => {
  test.each<[string, Finding, Finding]>([
    ['when its resource moves to another file', finding(), finding({ template: 'db.yaml' })],
    [
      'when its stack moves in the tree',
      finding({ constructPath: 'A/Web' }),
      finding({ constructPath: 'B/Web', template: 'B.template.json' }),
    ],
    ['when a list is ordered anew', override, { ...override, path: 'Properties/LaunchTemplateConfigs/3/Overrides/0/InstanceType' }],
    ['when its values are ordered anew', finding({ values: ['m4.large', 'c4.large'] }), finding({ values: ['c4.large', 'm4.large'] })],
    [
      'when some of its values are corrected',
      finding({ values: ['m4.large', 'c4.large'] }),
      finding({ value: 'c4.large', values: ['c4.large'] }),
    ],
    ['when the words of its message change', finding(), finding({ message: 'other' })],
    ['when its severity changes', finding(), finding({ severity: 'warning' })],
  ])('%s', (_, before, after) => expect(isKnown([before], after)).toBe(true));
});

describe('a finding is new', () => {
  test.each<[string, Finding]>([
    ['with another value', finding({ value: 'c4.large', values: ['c4.large'] })],
    ['with a further value', finding({ values: ['m4.large', 'c4.large'] })],
    ['at another resource', finding({ logicalId: 'Db' })],
    ['at another property', finding({ path: 'Properties/Other' })],
    ['of another rule', finding({ rule: 'encryption-in-transit' })],
    ['of another message', finding({ messageId: 'denied' })],
    ['of a locked rule', finding({ locked: true })],
  ])('%s', (_, after) => expect(isKnown([finding()], after)).toBe(false));

  test('once more than before', () => {
    const { findings } = applyBaseline([finding(), finding({ template: 'copy.yaml' })], record([finding()]));
    expect(findings.map(({ exempted }) => exempted?.by)).toEqual(['baseline', undefined]);
  });
});

test('fixed findings are listed and counted', () => {
  const copies = [finding(), finding({ template: 'copy.yaml' })];
  const baseline = record([...copies, finding({ logicalId: 'Db' })]);
  const { remarks } = applyBaseline([finding()], baseline);
  expect(remarks.map(({ messageId, severity, file, line, message }) => ({ messageId, severity, file, line, message }))).toEqual([
    {
      messageId: 'fixed',
      severity: 'info',
      file: FILE,
      line: 4,
      message: "'m4.large': instance-type/xen of Db Properties/InstanceType is no longer found: update the baseline to drop it",
    },
    expect.objectContaining({ line: 5, message: expect.stringContaining('is no longer found (1 of 2)') }),
  ]);
});

describe('an update', () => {
  const other = finding({ logicalId: 'Db' });

  test('drops what is fixed, and adds nothing', () => {
    const updated = record([finding(), finding({ logicalId: 'New' })], record([finding(), other]));
    expect(updated.entries.map(({ logicalId }) => logicalId)).toEqual(['Web']);
  });

  test('follows a list of values that gets shorter', () => {
    const [entry] = record([finding({ values: ['c4.large'] })], record([finding({ values: ['c4.large', 'm4.large'] })])).entries;
    expect(entry?.values).toEqual(['c4.large']);
  });

  test('the first holds every error and warning that counts', () => {
    const counting = [finding(), finding({ logicalId: 'Warned', severity: 'warning' })];
    const others = [
      finding({ logicalId: 'Noted', severity: 'info' }),
      finding({ logicalId: 'Locked', locked: true }),
      finding({ logicalId: 'Exempted', exempted: { by: 'exemption', reason: 'x', at: 'nitro.json:3' } }),
      finding({ logicalId: 'Policy', rule: 'policy' }),
    ];
    expect(record([...others, ...counting]).entries.map(({ logicalId }) => logicalId)).toEqual(['Warned', 'Web']);
  });

  test('makes the same text whatever the order, and never a longer one', () => {
    const some = fc.array(
      fc.record({
        logicalId: fc.constantFrom('A', 'B', '__proto__'),
        values: fc.subarray(['m4.large', 'c4.large', 't2.micro'], { minLength: 1 }),
        path: fc.constantFrom('Properties/InstanceType', 'Properties/Types/0', 'Properties/Types/1'),
      }),
    );
    fc.assert(
      fc.property(some, some, (before, after) => {
        const first = before.map((parts) => finding(parts));
        const baseline = record(first);
        expect(formatBaseline(baselineEntries(first.toReversed(), undefined))).toBe(formatBaseline(baselineEntries(first, undefined)));
        expect(applyBaseline(first, baseline).findings.every(({ exempted }) => exempted !== undefined)).toBe(true);
        const count = ({ entries }: Baseline): number => entries.reduce((sum, entry) => sum + entry.count, 0);
        expect(
          count(
            record(
              after.map((parts) => finding(parts)),
              baseline,
            ),
          ),
        ).toBeLessThanOrEqual(count(baseline));
      }),
    );
  });
});

test('the file is stable text, a line for each entry', () => {
  expect(formatBaseline(baselineEntries([override, override], undefined))).toBe(
    `{
  "version": 1,
  "findings": [
    {"rule":"instance-type","messageId":"xen","resourceType":"AWS::EC2::Instance","logicalId":"Web","path":"Properties/LaunchTemplateConfigs/*/Overrides/*/InstanceType","values":["m4.large"],"count":2}
  ]
}
`,
  );
  expect(formatBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
});

describe('a baseline that cannot be read', () => {
  test.each([
    [
      'of a newer version',
      '{\n  "version": 2,\n  "found": [] }',
      'nitro-baseline.json:2:3: version: 2 is newer than 1, the latest version that this release reads: update cdk-nitro',
    ],
    ['of no version', '{ "findings": [] }', "nitro-baseline.json:1:1: 'version' is missing"],
    ['of another version', '{ "version": "1", "findings": [] }', 'nitro-baseline.json:1:3: version: expected 1: record the baseline again'],
    [
      'with a key it does not know',
      '{ "version": 1, "findings": [{ "rule": "a", "messageId": "b", "path": "", "values": [], "file": "x" }] }',
      "findings/0/file: there is no key 'file'",
    ],
    [
      'with a count of none',
      '{ "version": 1, "findings": [{ "rule": "a", "messageId": "b", "path": "", "values": [], "count": 0 }] }',
      'findings/0/count: expected a number of at least 1',
    ],
    ['with __proto__', '{ "version": 1, "findings": [], "__proto__": {} }', "__proto__: there is no key '__proto__'"],
    ['that is cut off', '{ "version": 1, "findings": [', 'nitro-baseline.json:1:30: the file ends inside a list'],
    ['with merge conflicts', '{\n<<<<<<< HEAD\n', 'nitro-baseline.json:2:1: a merge conflict is not resolved'],
  ])('%s', (_, text, message) => {
    expect(() => parseBaseline(text, FILE)).toThrow(PolicyError);
    expect(() => parseBaseline(text, FILE)).toThrow(message);
  });

  test('that is not there', () => {
    const folder = new PolicyFolder();
    expect(() => readBaseline(`${folder.path}/none.json`, 'none.json')).toThrow(
      "none.json: no such file: check the path, or record it with 'cdk-nitro check --baseline none.json --update-baseline'",
    );
    folder.remove();
  });
});
