import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elements, parseJunit } from '../report/junit-structure';
import { readCommand } from '../report/workflow-commands';
import { CommandLine, template } from './command-line';

const COUNTS = '2 templates, 3 launches: 1 error, 1 warning, 0 notes, 0 exempted\n';

const cli = CommandLine.forEachTest();
beforeEach(() => {
  cli.write('apps/my web.json', template('t2.micro', 't3.micro'));
  cli.write(
    'apps/batch.yaml',
    [
      'Parameters: { Type: { Type: String, Default: m5.large } }',
      'Resources:',
      '  Web:',
      '    Type: AWS::EC2::Instance',
      '    Properties:',
      '      InstanceType: !Ref Type',
      '',
    ].join('\n'),
  );
});

const check = (format: string, ...args: readonly string[]) => cli.run(['check', '--format', format, ...args]);

test('sarif names the file, the place, the rule and the resource', () => {
  const { code, out, err } = check('sarif', 'apps');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const [{ results, tool, invocations }] = JSON.parse(out).runs;
  expect(invocations).toMatchObject([{ executionSuccessful: true }]);
  expect(results).toMatchObject([
    {
      ruleId: 'instance-type-resolvable',
      level: 'warning',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'apps/batch.yaml' }, region: { startLine: 6, startColumn: 7 } },
          logicalLocations: [{ name: 'Web' }],
        },
      ],
    },
    {
      ruleId: 'instance-type',
      level: 'error',
      properties: { messageId: 'xen', value: 't2.micro' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'apps/my%20web.json' } }, logicalLocations: [{ name: 'Web0' }] }],
    },
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

describe('exempted findings', () => {
  const resultsOf = (out: string): { ruleId: string; suppressions?: unknown }[] => JSON.parse(out).runs[0].results;
  beforeEach(() => {
    cli.write('nitro.json', { exemptions: [{ rule: 'instance-type', where: '*#Web0', reason: 'moves in March' }] });
  });

  test.each([[[]], [['--exempted', 'omit']]])('is left out of sarif, with %j', (words) => {
    const { code, out } = check('sarif', 'apps', ...words);
    expect(code).toBe(0);
    expect(resultsOf(out).map(({ ruleId }) => ruleId)).toEqual(['instance-type-resolvable']);
    expect(JSON.parse(out).runs[0].properties.summary.exempted).toBe(1);
  });

  test('by a baseline is left out of sarif as well', () => {
    cli.run(['check', 'apps', '--policy', 'nitro.json', '--baseline', 'known.json', '--update-baseline']);
    expect(resultsOf(check('sarif', 'apps', '--baseline', 'known.json').out)).toEqual([]);
    expect(resultsOf(check('sarif', 'apps', '--baseline', 'known.json', '--exempted', 'list').out)).toHaveLength(2);
  });

  test('is listed where that is asked for, with who accepted it', () => {
    const { code, out } = check('sarif', 'apps', '--exempted=list');
    expect(code).toBe(0);
    expect(resultsOf(out)).toMatchObject([
      { ruleId: 'instance-type-resolvable' },
      { ruleId: 'instance-type', suppressions: [{ status: 'accepted', justification: 'exempted by nitro.json:3: moves in March' }] },
    ]);
  });

  test.each([['text'], ['json'], ['junit'], ['github']])('is no question of %s', (format) => {
    const { code, out, err } = check(format, 'apps', '--exempted', 'omit');
    expect([code, out, err.split('\n')[0]]).toEqual([
      2,
      '',
      "cdk-nitro: --exempted applies to SARIF only: add '--format sarif', or remove --exempted",
    ]);
  });

  test('is no question of the format that counts without --format either', () => {
    expect(cli.run(['check', 'apps', '--exempted', 'list'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--format sarif'),
    });
  });

  test('is listed or left out, nothing else', () => {
    expect(check('sarif', 'apps', '--exempted', 'all')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining("--exempted takes list or omit, not 'all'"),
    });
  });
});

test('junit has a suite for each template, the clean one included', () => {
  cli.write('apps/clean.json', template('t3.micro'));
  const { code, out } = check('junit', 'apps');
  expect(code).toBe(1);
  const suites = elements(parseJunit(out), 'testsuite').map((suite) => [
    suite.getAttribute('name'),
    suite.getAttribute('tests'),
    suite.getAttribute('failures'),
  ]);
  expect(suites).toEqual([
    ['apps/batch.yaml', '1', '0'],
    ['apps/clean.json', '1', '0'],
    ['apps/my web.json', '1', '1'],
  ]);
});

test('junit calls a failure what fails the check', () => {
  const { code, out } = check('junit', '--fail-on', 'warning', 'apps/batch.yaml');
  expect([code, elements(parseJunit(out), 'failure').length]).toEqual([1, 1]);
});

test('github prints a command for each finding, and the counts', () => {
  const { code, out, err } = check('github', 'apps');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const lines = out.split('\n');
  expect(lines.map((line) => readCommand(line)?.properties['file'])).toEqual(['apps/batch.yaml', 'apps/my web.json', undefined, undefined]);
  expect(out.endsWith(COUNTS)).toBe(true);
});

test.each(['sarif', 'junit', 'github'])('%s tells of an input that cannot be read, and so does stderr', (format) => {
  cli.write('broken.json', '{"Resources": {');
  const { code, out, err } = check(format, 'broken.json', 'apps/batch.yaml');
  expect(code).toBe(2);
  expect(out).toContain('broken.json');
  expect(out).toContain('the file ends inside an object');
  expect(err).toMatch(/^broken\.json:1:\d+: the file ends inside an object/);
});

test.each(['sarif', 'junit', 'github'])('%s goes to the file of --output, the counts to stderr', (format) => {
  const printed = check(format, 'apps').out;
  expect(check(format, '--output', 'report', 'apps')).toEqual({ code: 1, out: '', err: COUNTS });
  expect(readFileSync(join(cli.folder, 'report'), 'utf8')).toBe(printed);
});

test.each(['sarif', 'junit', 'github'])('%s has no colours on a terminal', (format) => {
  expect(cli.run(['check', '--format', format, 'apps'], { isTty: true }).out).not.toContain('\u001b');
});

describe('text', () => {
  const entries = (out: string): string[] => out.split('\n').filter((line) => / {2}(?:error|warning|note) {2}/.test(line));

  test('lists the findings of one parameter as one entry with every place', () => {
    const resources = ['A', 'B', 'C'].flatMap((id) => [
      `  ${id}:`,
      '    Type: AWS::EC2::Instance',
      '    Properties: { InstanceType: !Ref Type }',
    ]);
    cli.write(
      'one.yaml',
      ['Parameters: { Type: { Type: String, Default: t2.micro, AllowedValues: [t2.micro] } }', 'Resources:', ...resources, ''].join('\n'),
    );
    const { code, out } = check('text', 'one.yaml');
    expect(code).toBe(1);
    expect(entries(out)).toEqual([expect.stringContaining('5:19  error  instance-type  A (AWS::EC2::Instance)')]);
    expect(out).toContain('\n      and   8:19  B (AWS::EC2::Instance)  Properties/InstanceType\n');
    expect(out).toContain('\n      and   11:19  C (AWS::EC2::Instance)  Properties/InstanceType\n');
    expect(out).toContain('3 errors');
  });

  test('lists the findings of one place as one entry, as of a loop', () => {
    cli.write('one.json', {
      Transform: 'AWS::LanguageExtensions',
      Resources: {
        'Fn::ForEach::Webs': ['Id', ['A', 'B'], { 'Web${Id}': { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 't2.micro' } } }],
      },
    });
    const { out } = check('text', 'one.json');
    expect(entries(out)).toEqual([expect.stringContaining('instance-type  WebA (AWS::EC2::Instance)')]);
    expect(out).toMatch(/^ {6}and {3}\d+:\d+ {2}WebB \(AWS::EC2::Instance\)/m);
  });

  test('keeps findings of several places, and of other values, apart', () => {
    cli.write('several.json', template('t2.micro', 't2.micro', 'm4.large'));
    expect(entries(check('text', 'several.json').out)).toHaveLength(3);
  });
});
