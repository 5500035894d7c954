import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../lib/rules';
import { CommandLine, instance, template } from './command-line';

interface JsonReport {
  readonly version: number;
  readonly catalog: { readonly retrieved: string };
  readonly summary: Record<string, number>;
  readonly findings: readonly Record<string, unknown>[];
  readonly unreadable: readonly Record<string, unknown>[];
}

const cli = CommandLine.forEachTest();
afterEach(() => {
  jest.restoreAllMocks();
});

const json = (out: string): JsonReport => JSON.parse(out) as JsonReport;

describe('exit codes', () => {
  test('0 when nothing is found', () => {
    cli.write('ok.json', template('t3.micro'));
    const { code, out, err } = cli.run(['check', 'ok.json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe('1 template, 1 launch: 0 errors, 0 warnings, 0 notes, 0 exempted\n');
  });

  test('1 for an error', () => {
    cli.write('xen.json', template('t2.micro'));
    expect(cli.run(['check', 'xen.json']).code).toBe(1);
  });

  test('0 for a warning, 1 with --fail-on warning', () => {
    cli.write('free.json', { Parameters: { Type: { Type: 'String', Default: 'm5.large' } }, ...template({ Ref: 'Type' }) });
    expect(cli.run(['check', 'free.json']).code).toBe(0);
    expect(cli.run(['check', '--fail-on', 'warning', 'free.json']).code).toBe(1);
    expect(json(cli.run(['check', '--format', 'json', 'free.json']).out).summary).toMatchObject({ errors: 0, warnings: 1 });
  });

  test('a note never fails', () => {
    cli.write('new.json', template('t8i.micro'));
    const { code, out } = cli.run(['check', '--fail-on', 'warning', '--format', 'json', 'new.json']);
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({
      summary: { notes: 1 },
      findings: [{ rule: 'instance-type', messageId: 'assumed', severity: 'info' }],
    });
  });

  test('2 for an input that cannot be read, and the others are still checked', () => {
    cli.write('broken.json', '{"Resources": {"Web": {');
    cli.write('xen.json', template('t2.micro'));
    const { code, out, err } = cli.run(['check', '--format', 'json', 'broken.json', 'xen.json']);
    expect(code).toBe(2);
    expect(err).toMatch(/^broken\.json:1:\d+: the file ends inside an object[^\n]*\n$/);
    const { findings, unreadable } = json(out);
    expect(findings).toMatchObject([{ file: 'xen.json', rule: 'instance-type', messageId: 'xen' }]);
    expect(unreadable).toMatchObject([{ file: 'broken.json', line: 1 }]);
  });

  test.each([
    ['no command', [], 'no command given'],
    ['an unknown command', ['chek'], "unknown command 'chek'"],
    ['an unknown option', ['check', '--polcy', 'x', 'a.json'], "unknown option '--polcy' of check: did you mean '--policy'"],
    ['an option without its value', ['check', 'a.json', '--format'], "Option '--format <value>' argument missing"],
    ['an unknown format', ['check', '--format', 'xml', 'a.json'], "--format takes text, json, sarif, junit, github or gitlab, not 'xml'"],
    ['an unknown severity to fail on', ['check', '--fail-on', 'note', 'a.json'], "--fail-on takes none, error or warning, not 'note'"],
    [
      'an unknown rule',
      ['check', '--rule', 'instance-typ=off', 'a.json'],
      "--rule: there is no rule 'instance-typ': did you mean 'instance-type'",
    ],
    [
      'an unknown severity',
      ['check', '--rule', 'instance-type=fatal', 'a.json'],
      "--rule: 'fatal' is not a severity for rule 'instance-type'",
    ],
    ['a rule without a severity', ['check', '--rule', 'instance-type', 'a.json'], "--rule takes NAME=VALUE, not 'instance-type'"],
    [
      'a parameter without a value',
      ['check', '--parameters', 'Type', 'a.json'],
      "--parameters takes KEY=VALUE or a file, and there is no file 'Type'",
    ],
    ['no path and no cdk.out', ['check'], "no path given, and no 'cdk.out' in the working folder"],
    [
      'a report that cannot be written',
      ['check', '--output', 'no/such/folder/r.json', 'a.json'],
      'cannot write --output no/such/folder/r.json',
    ],
  ])('2 for %s', (_, args, message) => {
    cli.write('a.json', template('t3.micro'));
    const { code, out, err } = cli.run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`cdk-nitro: ${message}`);
  });

  test('2 for a folder without a template in it', () => {
    cli.write('docs/readme.md', '# nothing');
    expect(cli.run(['check', 'docs'])).toMatchObject({ code: 2, err: expect.stringMatching(/^docs: no template in this folder/) });
  });
});

test('a crash of a rule is no pass: it names the rule and what it was judging', () => {
  cli.write('a.json', template('t3.micro'));
  const rule = rules.find(({ name }) => name === 'instance-type');
  if (rule === undefined) throw new Error('there is such a rule');
  jest.spyOn(rule, 'create').mockReturnValue({
    checkLaunch: () => {
      throw new TypeError('the rule is broken');
    },
  });
  const { code, out, err } = cli.run(['check', 'a.json']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain("cdk-nitro: internal error, nothing was decided: Error: rule 'instance-type' crashed on a.json, Web0");
  expect(err).toContain('TypeError: the rule is broken');
});

describe('a finding', () => {
  test('has all that the contract names', () => {
    cli.write(
      'web.yaml',
      [
        'Parameters:',
        '  InstanceType:',
        '    Type: String',
        '    Default: m4.large',
        'Resources:',
        '  Web:',
        '    Type: AWS::EC2::Instance',
        '    Properties:',
        '      InstanceType: !Ref InstanceType',
        '',
      ].join('\n'),
    );
    const { findings, ...rest } = json(cli.run(['check', '--format', 'json', 'web.yaml']).out);
    expect(rest).toEqual({
      version: 1,
      catalog: { retrieved: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
      summary: { templates: 1, launches: 1, errors: 1, warnings: 0, notes: 0, exempted: 0 },
      unreadable: [],
    });
    expect(findings).toEqual([
      {
        rule: 'instance-type',
        messageId: 'xen',
        severity: 'error',
        file: 'web.yaml',
        line: 9,
        column: 7,
        logicalId: 'Web',
        resourceType: 'AWS::EC2::Instance',
        path: 'Properties/InstanceType',
        value: 'm4.large',
        values: ['m4.large'],
        origin: 'parameter InstanceType (Default)',
        message: "'m4.large' runs on the Xen hypervisor: use 'm7i.large'",
        fix: expect.stringContaining("'m7g.large'"),
        edits: [{ file: 'web.yaml', range: { start: { line: 4, column: 14 }, end: { line: 4, column: 22 } }, text: 'm7i.large' }],
      },
    ]);
  });

  test('is located in JSON as in YAML, in a list too', () => {
    cli.write('nodes.json', {
      Resources: { Nodes: { Type: 'AWS::EKS::Nodegroup', Properties: { InstanceTypes: ['m5.large', 't2.large'] } } },
    });
    const { findings } = json(cli.run(['check', '--format', 'json', 'nodes.json']).out);
    expect(findings).toMatchObject([{ path: 'Properties/InstanceTypes/1', line: 8, column: 11 }]);
  });

  test('findings of a file come in the order of its lines', () => {
    cli.write('web.json', { Resources: { A: instance('m5.larg'), B: instance('t2.micro'), C: instance('m4.larg') } });
    const { findings } = json(cli.run(['check', '--format', 'json', 'web.json']).out);
    expect(findings.map(({ logicalId }) => logicalId)).toEqual(['A', 'B', 'C']);
  });
});

describe('text output', () => {
  test('groups by template and says where, what, whence and what to write', () => {
    cli.write('a.json', { Parameters: { Type: { Type: 'String', Default: 't2.micro' } }, ...template({ Ref: 'Type' }) });
    cli.write('b.json', template('m4.large'));
    const { out } = cli.run(['check', 'a.json', 'b.json']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('a.json');
    expect(lines[1]).toMatch(/^ {2}\d+:9 {2}error {2}instance-type {2}Web0 \(AWS::EC2::Instance\) {2}Properties\/InstanceType$/);
    expect(lines[2]).toBe("      't2.micro' runs on the Xen hypervisor: use 't3.micro'");
    expect(out).toContain('from  parameter Type (Default)');
    expect(lines).toContain('b.json');
    expect(out).toMatch(/\n2 templates, 2 launches: 2 errors, 0 warnings, 0 notes, 0 exempted\n$/);
  });

  test('is coloured on a terminal only, and not with NO_COLOR', () => {
    cli.write('a.json', template('t2.micro'));
    const escape = '\u001b[';
    expect(cli.run(['check', 'a.json']).out).not.toContain(escape);
    expect(cli.run(['check', 'a.json'], { isTty: true }).out).toContain(escape);
    expect(cli.run(['check', 'a.json'], { isTty: true, env: { NO_COLOR: '1' } }).out).not.toContain(escape);
  });

  test("does not hand a template's control characters to the terminal", () => {
    cli.write('a.json', { Resources: { 'Web\u001b[2J': instance('t2.micro\u001b[1A') } });
    expect(cli.run(['check', 'a.json'], { isTty: true, env: { NO_COLOR: '1' } }).out).not.toContain('\u001b');
  });

  test('goes to the file of --output, the counts to stderr', () => {
    cli.write('a.json', template('t2.micro'));
    const { code, out, err } = cli.run(['check', '--format', 'json', '--output', 'report.json', 'a.json']);
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: '1 template, 1 launch: 1 error, 0 warnings, 0 notes, 0 exempted\n' });
    expect(json(readFileSync(join(cli.folder, 'report.json'), 'utf8')).findings).toMatchObject([{ messageId: 'xen' }]);
  });
});

describe('options', () => {
  test('--rule switches a rule on, off, and up and down', () => {
    cli.write('a.json', template('t3.micro', 't2.micro'));
    const findings = (...args: readonly string[]): unknown[] =>
      json(cli.run(['check', '--format', 'json', ...args, 'a.json']).out).findings.map(({ rule, logicalId, severity }) => [
        rule,
        logicalId,
        severity,
      ]);
    expect(findings()).toEqual([['instance-type', 'Web1', 'error']]);
    expect(findings('--rule', 'instance-type=off')).toEqual([]);
    expect(findings('--rule', 'instance-type=warning')).toEqual([['instance-type', 'Web1', 'warning']]);
    expect(findings('--rule', 'encryption-in-transit=error', 'instance-type=info')).toEqual([
      ['encryption-in-transit', 'Web0', 'error'],
      ['instance-type', 'Web1', 'info'],
      ['encryption-in-transit', 'Web1', 'error'],
    ]);
  });

  test('--parameters decides what a parameter is', () => {
    cli.write('a.json', {
      Parameters: { Type: { Type: 'String', AllowedValues: ['t2.micro', 't3.micro'] }, Other: { Type: 'String' } },
      ...template({ Ref: 'Type' }),
    });
    expect(cli.run(['check', 'a.json']).code).toBe(1);
    expect(cli.run(['check', 'a.json', '--parameters', 'Other=1', 'Type=t3.micro']).code).toBe(0);
    expect(cli.run(['check', '--parameters', 'Type=t2.micro', '--', 'a.json']).code).toBe(1);
  });

  test("'-' reads standard input", () => {
    const { code, out } = cli.run(['check', '--format', 'json', '-'], { stdin: JSON.stringify(template('t2.micro')) });
    expect(code).toBe(1);
    expect(json(out).findings).toMatchObject([{ file: '-', messageId: 'xen' }]);
  });

  test('--help and --version', () => {
    expect(cli.run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('cdk-nitro check [PATH...]') });
    expect(cli.run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });
});
