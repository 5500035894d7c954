import { join } from 'node:path';
import ts from 'typescript';
import Ajv from 'ajv';
import { rules } from '../../lib/rules';
import type { LocatedFinding, UnreadableInput } from '../../lib/report/report';
import { formatSarif } from '../../lib/report/sarif';
import { VERSION } from '../../lib/version';
import { finding, report, RICH, RULES, templateFinding } from './rich-report';
import { SARIF_SCHEMA } from './sarif-schema';

const validate = new Ajv({ allErrors: true }).compile(SARIF_SCHEMA);

/** The run of a log that has been checked against the standard. */
function runOf(findings: readonly LocatedFinding[], unreadable: readonly UnreadableInput[] = []) {
  return checked(formatSarif(report(findings, unreadable), RULES, 'list')).runs[0];
}

function checked(text: string) {
  const log = JSON.parse(text);
  validate(log);
  expect(validate.errors).toBeNull();
  return log;
}

const resultOf = (said: Partial<LocatedFinding>) => runOf([finding(said)]).results[0];

test('a report with everything in it is SARIF 2.1.0', () => {
  expect(checked(formatSarif(RICH, RULES, 'list')).runs[0].results).toHaveLength(RICH.findings.length);
});

// GitHub code scanning ignores suppressions, and would open an alert for each.
test('an exempted finding is left out, and still counted', () => {
  const { results, properties } = checked(formatSarif(RICH, RULES, 'omit')).runs[0];
  const messages: readonly { readonly message: { readonly text: string } }[] = results;
  const counting = RICH.findings.filter(({ exempted }) => exempted === undefined);
  expect(RICH.findings.length - counting.length).toBe(4);
  expect(messages.map(({ message }) => message.text.split('\n')[0])).toEqual(counting.map(({ message }) => message.split('\n')[0]));
  expect(JSON.stringify(results)).not.toContain('suppressions');
  expect(properties.summary.exempted).toBe(4);
});

test('so is one with nothing in it, and it has results: none', () => {
  expect(runOf([])).toMatchObject({ results: [], invocations: [{ executionSuccessful: true, toolExecutionNotifications: [] }] });
});

test('the schema refuses what the standard does not know', () => {
  const log = JSON.parse(formatSarif(RICH, RULES, 'list'));
  log.runs[0].results[0].severity = 'error';
  expect(validate(log)).toBe(false);
});

describe('the requirements of GitHub code scanning', () => {
  test('of every rule: descriptions of at most 1024 characters, a help text and an address', () => {
    for (const rule of checked(formatSarif(report([]), rules, 'list')).runs[0].tool.driver.rules) {
      expect(rule).toMatchObject({
        id: expect.stringMatching(/^[a-z-]{1,255}$/),
        shortDescription: { text: expect.stringMatching(/^.{1,1024}$/) },
        fullDescription: { text: expect.stringMatching(/^.{1,1024}$/) },
        help: { text: expect.stringMatching(/./), markdown: expect.stringMatching(/./) },
        helpUri: `https://github.com/cdk-nitro/cdk-nitro/blob/main/docs/rules/${String(rule.id)}.md`,
        defaultConfiguration: { level: expect.stringMatching(/^(error|warning|note)$/) },
      });
    }
  });

  test('of every result: a rule, a message, one place with line and column', () => {
    const { results, tool } = checked(formatSarif(RICH, RULES, 'list')).runs[0];
    for (const { ruleId, ruleIndex, message, locations } of results) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(message.text).toMatch(/./);
      expect(locations).toEqual([
        expect.objectContaining({
          physicalLocation: {
            artifactLocation: expect.objectContaining({ uri: expect.stringMatching(/./) }),
            region: { startLine: expect.any(Number), startColumn: expect.any(Number) },
          },
        }),
      ]);
    }
  });
});

// Rules ADO1014, ADO1015, ADO1018 and ADO2012 of Microsoft's SARIF validator, and their likes of GitHub Advanced Security for Azure DevOps.
describe('the requirements of Azure DevOps', () => {
  const { tool, automationDetails, results } = checked(formatSarif(RICH, rules, 'list')).runs[0];
  const described: readonly { readonly name: string }[] = tool.driver.rules;

  test('of the run: an id; code scanning takes it for the category, as it ends in a slash', () => {
    expect(automationDetails).toEqual({ id: 'cdk-nitro/' });
  });

  test('of the tool: a name, and a full name that says which version', () => {
    expect(tool.driver).toMatchObject({ name: 'cdk-nitro', fullName: `cdk-nitro ${VERSION}` });
  });

  test('of every rule: a name besides the id, and no two alike', () => {
    const names = described.map(({ name }) => name);
    expect(names).toEqual(rules.map(() => expect.stringMatching(/^(?:[A-Z][a-z]+)+$/)));
    expect(new Set(names).size).toBe(rules.length);
    expect(names[0]).toBe('InstanceType');
  });

  test('of every result: a rule, and a resource with its full name', () => {
    for (const { ruleId, locations } of results) {
      expect(ruleId).toMatch(/./);
      for (const { fullyQualifiedName } of locations[0].logicalLocations ?? []) expect(fullyQualifiedName).toMatch(/./);
    }
  });
});

test('a finding says what is wrong, what to write instead, and where', () => {
  const origin = 'parameter InstanceType (Default)';
  expect(resultOf({ constructPath: 'Shop/Web/Resource', origin })).toEqual({
    ruleId: 'instance-type',
    ruleIndex: 0,
    level: 'error',
    message: { text: "'m4.large' runs on the Xen hypervisor: use 'm7i.large'\nInstanceType: write 'm7i.large' for 'm4.large'" },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'web.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 12, startColumn: 7 },
        },
        logicalLocations: [{ name: 'Web', fullyQualifiedName: 'Shop/Web/Resource', kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'nitroFinding/v1': expect.stringMatching(/^[0-9a-f]{64}$/) },
    properties: {
      messageId: 'xen',
      path: 'Properties/InstanceType',
      resourceType: 'AWS::EC2::Instance',
      value: 'm4.large',
      values: ['m4.large'],
      origin,
    },
  });
});

test('a finding without a known place is at the start of its file', () => {
  const [{ locations }] = runOf([templateFinding()]).results;
  expect(locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'web.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 1, startColumn: 1 },
      },
    },
  ]);
});

test.each([
  ['web.yaml', { uri: 'web.yaml', uriBaseId: '%SRCROOT%' }],
  ['my apps/100%#1?.yaml', { uri: 'my%20apps/100%25%231%3F.yaml', uriBaseId: '%SRCROOT%' }],
  ['a:b.yaml', { uri: 'a%3Ab.yaml', uriBaseId: '%SRCROOT%' }],
  ['../other/é.yaml', { uri: '../other/%C3%A9.yaml', uriBaseId: '%SRCROOT%' }],
  ['half \ud800.yaml', { uri: 'half%20%EF%BF%BD.yaml', uriBaseId: '%SRCROOT%' }],
  ['/srv/a b.yaml', { uri: 'file:///srv/a%20b.yaml' }],
  ['C:/Users/Ann/a b.yaml', { uri: 'file:///C:/Users/Ann/a%20b.yaml' }],
  ['//server/share/a.yaml', { uri: 'file://server/share/a.yaml' }],
  ['-', { uri: 'stdin', description: { text: 'standard input' } }],
])('the file %s is %j', (file, location) => {
  expect(resultOf({ file }).locations[0].physicalLocation.artifactLocation).toEqual(location);
});

test('the fingerprint is of what is wrong, not of where it is written', () => {
  const fingerprint = (said: Partial<LocatedFinding>): string => resultOf(said).partialFingerprints['nitroFinding/v1'];
  const original = fingerprint({ values: ['m4.large', 't2.micro'] });
  expect(fingerprint({ values: ['t2.micro', 'm4.large'], value: 't2.micro', line: 99, column: 1, message: 'reworded', fix: 'also' })).toBe(
    original,
  );
  const others = [
    { rule: 'node-pool' },
    { messageId: 'xenFamily' },
    { logicalId: 'Web2' },
    { path: 'Properties/Overrides/0/InstanceType' },
    { values: ['m4.large'] },
  ].map((said) => fingerprint({ values: ['m4.large', 't2.micro'], ...said }));
  expect(new Set([original, ...others]).size).toBe(6);
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'note'],
] as const)('severity %s is level %s', (severity, level) => {
  expect(resultOf({ severity }).level).toBe(level);
});

test('a finding about the policy is of no rule in the list', () => {
  const { ruleId, ruleIndex } = resultOf({ rule: 'policy', messageId: 'unmatchedExemption', file: 'nitro.json' });
  expect([ruleId, ruleIndex]).toEqual(['policy', undefined]);
});

test('an exempted finding is suppressed, and says by whom and until when', () => {
  const exempted = { by: 'exemption', reason: 'moves in the spring', at: 'nitro.json:12', expires: '2027-03-31' } as const;
  expect(resultOf({ exempted }).suppressions).toEqual([
    {
      kind: 'external',
      status: 'accepted',
      justification: 'exempted by nitro.json:12 until 2027-03-31: moves in the spring',
      properties: exempted,
    },
  ]);
  expect(resultOf({}).suppressions).toBeUndefined();
});

test('an input that cannot be read makes the run unsuccessful', () => {
  const { invocations, results } = runOf([], [{ file: 'broken.yaml', line: 3, column: 2, message: 'cut off' }]);
  expect(results).toEqual([]);
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          level: 'error',
          message: { text: 'cut off' },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'broken.yaml', uriBaseId: '%SRCROOT%' },
                region: { startLine: 3, startColumn: 2 },
              },
            },
          ],
        },
      ],
    },
  ]);
});

test('a rule that has to be asked for is described as switched off', () => {
  expect(runOf([]).tool.driver.rules).toMatchObject([
    { id: 'instance-type', defaultConfiguration: { level: 'error' } },
    { id: 'instance-type-indirect', defaultConfiguration: { level: 'warning' } },
    { id: 'node-pool', defaultConfiguration: { level: 'error' } },
    { id: 'encryption-in-transit', defaultConfiguration: { enabled: false, level: 'error' } },
  ]);
});

test('the log is what the types of the standard allow, as others have written them down', () => {
  const name = join(__dirname, 'log.generated.ts');
  const source = `import type { Log } from 'sarif';\nexport const log: Log = ${formatSarif(RICH, RULES, 'list')};\n`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    lib: ['lib.es5.d.ts'],
    types: [],
    moduleResolution: ts.ModuleResolutionKind.Node16,
    module: ts.ModuleKind.Node16,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const files = new Map([[name, source]]);
  const complaints = (): readonly string[] => {
    host.getSourceFile = (file, version, ...rest) => {
      const text = files.get(file);
      return text === undefined ? read(file, version, ...rest) : ts.createSourceFile(file, text, version);
    };
    return ts
      .getPreEmitDiagnostics(ts.createProgram([name], options, host))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  };
  expect(complaints()).toEqual([]);
  files.set(name, source.replaceAll('"startLine"', '"firstLine"'));
  expect(complaints()).not.toEqual([]);
});
