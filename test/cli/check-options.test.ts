import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandLine, instance, template } from './command-line';

const cli = CommandLine.forEachTest();
beforeEach(() => {
  cli.write('xen.json', template('t2.micro'));
});

const check = (...args: readonly string[]) => cli.run(['check', ...args]);
const written = (file: string) => readFileSync(join(cli.folder, file), 'utf8');

describe('an unknown option', () => {
  test.each([
    [['check', '--fromat', 'json'], "unknown option '--fromat' of check: did you mean '--format'"],
    [['check', '--region', 'eu-west-1'], "unknown option '--region' of check: it is an option of 'images record'"],
    [['check', '--nonsense'], "unknown option '--nonsense' of check"],
    [['check', '-x'], "unknown option '-x' of check"],
    [['policy', 'explain', '--polcy'], "unknown option '--polcy' of policy explain"],
    [['explain', '--format=json', 't2.micro'], "unknown option '--format' of explain: it is an option of 'check'"],
    [['images', 'show', '--outptu', 'x'], "unknown option '--outptu' of images show"],
  ])('%j', (args, message) => {
    expect(cli.run(args)).toEqual({ code: 2, out: '', err: expect.stringContaining(`cdk-nitro: ${message}\n`) });
  });
});

test.each([
  ['chek', "unknown command 'chek': did you mean 'check'"],
  ['nonsense', "unknown command 'nonsense'\n"],
])('the command %s', (command, message) => {
  expect(cli.run([command])).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
});

describe('--fail-on none', () => {
  test('passes with errors, which are reported', () => {
    const { code, out } = check('xen.json', '--fail-on', 'none');
    expect([code, out]).toEqual([0, expect.stringContaining('error  instance-type')]);
  });

  test('does not pass an input that cannot be read', () => {
    cli.write('broken.json', '{ "Resources": ');
    expect(check('broken.json', '--fail-on', 'none').code).toBe(2);
  });
});

describe('--compact', () => {
  test('has one line for each finding, and the totals', () => {
    const lines = check('xen.json', '--compact').out.trimEnd().split('\n');
    expect(lines.slice(0, -1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^xen\.json:\d+:\d+: error instance-type 't2\.micro' /)]),
    );
    expect(lines.at(-1)).toMatch(/^1 template, 1 launch: /);
  });

  test('is refused with another format', () => {
    expect(check('xen.json', '--compact', '--format', 'json').err).toContain("--compact is a form of text: remove it, or '--format json'");
  });
});

describe('--quiet', () => {
  test('reports what fails, and counts everything', () => {
    cli.write('optimal.json', {
      Parameters: { Type: { Type: 'String', Default: 'm5.large' } },
      Resources: { Web: instance({ Ref: 'Type' }) },
    });
    const loud = check('xen.json', 'optimal.json').out;
    const { out } = check('xen.json', 'optimal.json', '--quiet');
    expect(loud).toContain('instance-type-resolvable');
    expect(out).not.toContain('instance-type-resolvable');
    expect(out).toContain('instance-type');
    expect(out.split('\n').at(-2)).toBe(loud.split('\n').at(-2));
  });
});

describe('--report', () => {
  test('writes several reports in one run', () => {
    const { code, out } = check('xen.json', '--report', 'sarif=nitro.sarif', 'junit=nitro.xml', '--report', 'gitlab=quality.json');
    expect([code, out]).toEqual([1, expect.stringContaining('1 error')]);
    expect(JSON.parse(written('nitro.sarif'))).toMatchObject({ version: '2.1.0' });
    expect(written('nitro.xml')).toContain('<testsuites');
    expect(JSON.parse(written('quality.json'))).toMatchObject([
      { check_name: expect.any(String) as string, fingerprint: expect.any(String) as string },
    ]);
  });

  test.each([
    ['sarif', "--report takes FORMAT=FILE, not 'sarif'"],
    ['sarif=', "--report takes FORMAT=FILE, not 'sarif='"],
    ['pdf=a', "--report takes text, json, sarif, junit, github or gitlab, not 'pdf'"],
    ['sarif=no/such/folder/a', 'cannot write --report no/such/folder/a'],
  ])('refuses %s', (word, message) => {
    expect(check('xen.json', '--report', word)).toMatchObject({ code: 2, err: expect.stringContaining(message) as string });
  });

  test('refuses one file for two reports', () => {
    expect(check('xen.json', '--report', 'sarif=a', 'json=a').err).toContain('--report names a twice');
  });
});

describe('--exclude', () => {
  beforeEach(() => {
    cli.write('app/good.json', template('t3.micro'));
    cli.write('app/old/xen.json', template('t2.micro'));
  });

  test.each([['app/old'], ['old/'], ['**/old/**'], ['xen.json'], ['app/{new,old}/*'], ['./app/old/xen.json']])(
    '%s leaves the file out',
    (glob) => {
      expect(check('app', '--rule', 'image-ready=off').code).toBe(1);
      expect(check('app', '--rule', 'image-ready=off', '--exclude', glob)).toMatchObject({
        code: 0,
        out: expect.stringContaining('1 template,') as string,
      });
    },
  );

  test('excluded files are listed', () => {
    expect(check('app', '--exclude', 'old').err).toBe("left out by --exclude or the policy's exclude, and not checked: app/old\n");
    expect(check('app').err).toBe('');
  });

  test.each([['ap'], ['old/x'], ['/xen.json'], ['*.yaml'], ['../**']])('%s leaves nothing out', (glob) => {
    expect(check('app', '--exclude', glob).out).toContain('2 templates');
  });

  test('a policy leaves out relative to its own folder', () => {
    cli.write('app/nitro.json', { exclude: ['old/**'], rules: { 'image-ready': 'off' } });
    expect(check('app', '--policy', 'app/nitro.json')).toMatchObject({ code: 0, out: expect.stringContaining('1 template,') as string });
    expect(cli.run(['policy', 'explain', 'app/nitro.json']).out).toMatch(/old\/\*\* +app\/nitro\.json:\d/);
  });

  test('a file that is named and left out was not checked', () => {
    expect(check('app/old/xen.json', '--exclude', 'old')).toMatchObject({
      code: 2,
      err: expect.stringContaining('app/old/xen.json: left out by --exclude') as string,
    });
  });

  test('a folder of which everything is left out was not checked', () => {
    expect(check('app', '--exclude', '*.json').code).toBe(2);
  });

  test('a nested template belongs to the template that deploys it', () => {
    cli.write('nested/main.json', {
      Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'inner.json' } } },
    });
    cli.write('nested/inner.json', template('t2.micro'));
    expect(check('nested', '--exclude', 'inner.json')).toMatchObject({ code: 1, err: '' });
  });
});

describe('a glob in quotes', () => {
  beforeEach(() => {
    cli.write('app/good.json', template('t3.micro'));
    cli.write('app/deep/er/xen.json', template('t2.micro'));
  });

  test.each([
    ['app/*.json', 1],
    ['app/**/*.json', 2],
    ['**/xen.json', 2],
    ['app/{good,other}.json', 1],
  ])('%s stands for %d templates', (glob, templates) => {
    expect(check(glob, '--fail-on', 'none', '--format', 'json')).toMatchObject({ code: 0 });
    expect(JSON.parse(check(glob, '--fail-on', 'none', '--format', 'json').out)).toMatchObject({ summary: { templates } });
  });

  test.each(['app/*.yaml', 'no/**', 'app/x*.json'])('%s stands for nothing, which is no pass', (glob) => {
    expect(check(glob)).toMatchObject({ code: 2, err: expect.stringContaining(`${glob}: no template has a name like this`) as string });
  });

  test('a file of that very name is that file', () => {
    cli.write('a*b.json', template('t3.micro'));
    expect(check('a*b.json', '--rule', 'image-ready=off').out).toContain('1 template,');
  });
});

describe('--parameters', () => {
  beforeEach(() => {
    cli.write('app.json', {
      Parameters: { Type: { Type: 'String' }, Size: { Type: 'String', Default: 'x' } },
      Resources: { Web: instance({ Ref: 'Type' }) },
    });
  });

  test.each<[string, unknown]>([
    ['[{ ParameterKey, ParameterValue }]', [{ ParameterKey: 'Type', ParameterValue: 't2.micro' }]],
    ['{ Parameters: {} }', { Parameters: { Type: 't2.micro' } }],
    ['keys and values', { Type: 't2.micro' }],
  ])('a file: %s', (_form, content) => {
    cli.write('p.json', content);
    for (const file of ['p.json', 'file://p.json']) {
      expect(check('app.json', '--parameters', file, '--format', 'json').out).toContain('"value": "t2.micro"');
    }
  });

  test.each([
    'ParameterKey=Type,ParameterValue=t2.micro',
    'ParameterValue=t2.micro,ParameterKey=Type',
    'ParameterKey=Type,ParameterValue="t2.micro"',
    'Type=t2.micro',
    '[{"ParameterKey":"Type","ParameterValue":"t2.micro"}]',
    ' {"Type": "t2.micro"}',
  ])('%s', (word) => {
    expect(check('app.json', '--parameters', 'Size=y', word, '--format', 'json').out).toContain('"value": "t2.micro"');
  });

  test('a previous value may be any', () => {
    cli.write('p.json', [{ ParameterKey: 'Type', UsePreviousValue: true }]);
    expect(check('app.json', '--parameters', 'p.json', '--compact').out).toContain('instance-type-resolvable');
  });

  test.each([
    ['[{"ParameterKey":"Type"', '--parameters the JSON given: '],
    ['Tpye=t3.micro', "--parameters: no template has a parameter 'Tpye': did you mean 'Type'"],
    ['Nothing=1', "--parameters: no template has a parameter 'Nothing': check its name"],
    ['ParameterKey=Type,UsePreviousValue=true', '--parameters takes ParameterKey=KEY,ParameterValue=VALUE'],
    ['missing.json', "--parameters takes KEY=VALUE or a file, and there is no file 'missing.json'"],
  ])('%s is refused', (word, message) => {
    expect(check('app.json', '--parameters', word)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) as string });
  });

  test.each<[string, unknown, string]>([
    ['a number', { Type: 1.5 }, "the value of 'Type' is not a text: write it in quotes"],
    ['a text', '"t2.micro"', 'not a list of ParameterKey and ParameterValue'],
    ['an entry without a key', [{ ParameterValue: 't2.micro' }], 'entry 0 has no ParameterKey'],
    ['broken JSON', '{ "Type": ', '--parameters p.json: '],
  ])('a file with %s is refused', (_what, content, message) => {
    cli.write('p.json', content);
    expect(check('app.json', '--parameters', 'p.json')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(message) as string,
    });
  });
});

describe('text', () => {
  test('is wrapped to the terminal, and hangs', () => {
    for (const columns of [80, 120]) {
      const { out } = cli.run(['check', 'xen.json'], { isTty: true, columns, env: { NO_COLOR: '1' } });
      const long = out.split('\n').filter((line) => line.length > columns && !/\S{40}|^ {2}\d+:\d+ /.test(line));
      expect(long).toEqual([]);
      expect(out).toMatch(/^ {6}fix {3}\S.*\n {12}\S/m);
    }
  });

  test('is not wrapped where it goes to a file or another program', () => {
    expect(check('xen.json').out).toMatch(/^ {6}'t2\.micro' runs on the Xen hypervisor: use 't3\.micro'$/m);
  });

  test.each([
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, false, true],
    [{}, true, true],
    [{}, false, false],
  ])('%j on a terminal %s: coloured %s', (env, isTty, colored) => {
    expect(cli.run(['check', 'xen.json'], { env, isTty }).out.includes('\u001b[')).toBe(colored);
  });

  test('does not dim the fix', () => {
    expect(cli.run(['check', 'xen.json'], { isTty: true }).out).toMatch(/^ {6}fix {3}/m);
  });

  test('names the command that explains the rule', () => {
    expect(check('xen.json').out).toContain('why   cdk-nitro explain instance-type\n');
  });

  test('counts by rule before the totals where there are more than twenty findings', () => {
    cli.write('many.json', template(...Array.from({ length: 21 }, () => 't2.micro')));
    const lines = check('many.json', '--rule', 'image-ready=off').out.trimEnd().split('\n');
    expect(lines.slice(-3)).toEqual(['  21  error    instance-type', '', expect.stringMatching(/^1 template, 21 launches: 21 errors/)]);
    expect(check('xen.json').out).not.toMatch(/^ {2}1 {2}error/m);
  });

  test('counts what cannot be read', () => {
    cli.write('broken.json', '{ "Resources": ');
    expect(check('xen.json', 'broken.json').out.trimEnd()).toMatch(/exempted, 1 unreadable$/);
  });
});
