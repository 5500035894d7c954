import { CommandLine, template } from './command-line';

const cli = CommandLine.forEachTest();
beforeEach(() => {
  cli.write('xen.json', template('t2.micro'));
});

describe('an option that takes one value', () => {
  test.each([
    ['check', '--format', 'text', 'json'],
    ['check', '--output', 'a', 'b'],
    ['check', '--fail-on', 'error', 'warning'],
    ['check', '--policy', 'a.json', 'b.json'],
    ['check', '--baseline', 'a.json', 'b.json'],
    ['catalog record', '--profile', 'a', 'b'],
    ['catalog record', '--output', 'a', 'b'],
    ['images record', '--from-app', 'a', 'b'],
    ['images record', '--output', 'a', 'b'],
  ])('%s %s is not taken twice, however it is written', async (command, option, one, other) => {
    for (const words of [
      [option, one, option, other],
      [`${option}=${one}`, 'xen.json', option, other],
      [option, one, `${option}=${one}`],
    ]) {
      const { code, out, err } = await cli.runSlow([...command.split(' '), ...words]);
      expect({ code, out, err: err.split('\n')[0] }).toEqual({
        code: 2,
        out: '',
        err: expect.stringMatching(`^cdk-nitro: ${option} is given twice: `),
      });
    }
  });

  test('is named in whatever place it is repeated', () => {
    expect(cli.run(['check', 'xen.json', '--fail-on', 'error', '--format', 'json', '--fail-on', 'none']).err).toContain(
      '--fail-on is given twice: remove one',
    );
  });
});

test('options that take several values are taken several times', () => {
  const { code, out } = cli.run(['check', 'xen.json', '--rule', 'image-ready=off', '--rule', 'instance-type=warning']);
  expect([code, out]).toEqual([0, expect.stringContaining('0 errors, 1 warning')]);
  cli.write('two.json', { Parameters: { A: { Type: 'String' }, B: { Type: 'String' } }, ...template('t2.micro') });
  expect(cli.run(['check', 'two.json', '--parameters', 'A=1', '--parameters', 'B=2']).code).toBe(1);
});

describe('help', () => {
  const COMMANDS = [
    'check',
    'explain',
    'images',
    'images record',
    'images probe',
    'images show',
    'policy',
    'policy explain',
    'catalog',
    'catalog record',
  ];

  test.each(COMMANDS.flatMap((command) => [`${command} --help`, `${command} -h`, `help ${command}`, `--help ${command}`]))(
    '%s is on stdout, of this command, and passes',
    async (line) => {
      const command = line.replace(/ ?(--help|-h|help) ?/, '');
      const { code, out, err } = await cli.runSlow(line.split(' '));
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const commands = out.split('\n').filter((each) => each.startsWith('cdk-nitro '));
      expect(commands).not.toEqual([]);
      for (const each of commands) expect(each).toMatch(new RegExp(`^cdk-nitro ${command}\\b`));
      expect(out).toContain('exit codes: ');
    },
  );

  test.each([
    ['check', 'xen.json', '--help'],
    ['check', '--help', 'no-such-file.json'],
    ['check', '--format', '--help'],
    ['check', '--format', 'pdf', '--no-such-option', '-h'],
    ['check', '--format', 'json', '--format', 'text', '-h'],
    ['images', 'record', 'ami-1', '--help'],
    ['images', 'no-such-action', '--help'],
    ['explain', 'i3.large', '-h'],
    ['policy', 'explain', 'gone.json', '--help'],
    ['catalog', 'record', '--from', 'gone.json', '-h'],
    ['-h', '--version'],
  ])('is what counts beside other words: %s %s %s', async (...args) => {
    const { code, out, err } = await cli.runSlow(args);
    expect([code, err, out.split('\n')[0]]).toEqual([0, '', expect.stringMatching(/^cdk-nitro: finds launches/)]);
  });

  test('says what there is altogether', () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { code, out } = cli.run(args);
      expect(code).toBe(0);
      for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^cdk-nitro ${command}`, 'm'));
    }
  });

  test('is no part of what comes after --', () => {
    expect(cli.run(['check', '--', '--help'])).toMatchObject({ code: 2, out: expect.not.stringContaining('exit codes') });
  });
});

test.each([['--version'], ['-v'], ['check', '--version'], ['check', 'xen.json', '-v'], ['images', 'record', '-v'], ['-v', 'check']])(
  'the version is on stdout: %s %s %s',
  async (...args) => {
    expect(await cli.runSlow(args)).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  },
);
