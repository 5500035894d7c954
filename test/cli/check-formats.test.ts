import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elements, parseJunit } from '../report/junit-structure';
import { readCommand } from '../report/workflow-commands';
import { CommandLine, template } from './command-line';

const COUNTS = '2 templates, 3 launches: 1 error, 1 warning, 0 notes, 0 exempted\n';

let cli: CommandLine;
beforeEach(() => {
  cli = new CommandLine();
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
afterEach(() => {
  cli.remove();
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
