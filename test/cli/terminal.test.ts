import type * as Pty from '@lydell/node-pty';
import { stripVTControlCharacters } from 'node:util';
import { COMMANDS, type CommandUsage } from '../../lib/cli/command-table';
import { VERSION } from '../../lib/version';
import { CommandLine, template } from './command-line';
import { programArguments, programEnvironment } from './program';

/** A terminal of the system. Prebuilt for most platforms, and missing on the others. */
function loadTerminal(): typeof Pty | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would fail the suite where there is none
    return require('@lydell/node-pty') as typeof Pty;
  } catch {
    return undefined;
  }
}

const terminal = loadTerminal();
const describeTerminal = terminal === undefined ? describe.skip : describe;
const reason = terminal === undefined ? ' (skipped: @lydell/node-pty has no build for this platform)' : '';

const commands = Object.entries<CommandUsage>(COMMANDS).map(([name, usage]) => ({ name, usage, words: name.split(' ') }));

describeTerminal(`in a terminal${reason}`, () => {
  let cli: CommandLine;
  beforeAll(() => {
    cli = new CommandLine();
    cli.write('web.json', template('t2.micro', 'm5.larg'));
  });
  afterAll(() => {
    cli.remove();
  });

  /** Runs the program in a terminal of so many columns. */
  function run(
    columns: number,
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly shown: string; readonly lines: string[] }> {
    return new Promise((resolve, reject) => {
      if (terminal === undefined) {
        reject(new Error('there is no terminal'));
        return;
      }
      const process_ = terminal.spawn(process.execPath, programArguments(args), {
        cols: columns,
        rows: 40,
        cwd: cli.folder,
        env: programEnvironment(cli.folder),
      });
      let shown = '';
      process_.onData((text) => (shown += text));
      process_.onExit(({ exitCode }) => {
        resolve({ code: exitCode, shown, lines: stripVTControlCharacters(shown).split('\r\n') });
      });
    });
  }

  describe.each([80, 120])('of %d columns', (columns) => {
    test.each(commands)('$name --help and -h show every option, within the terminal', async ({ name, usage, words }) => {
      const [long, short] = await Promise.all([run(columns, ...words, '--help'), run(columns, ...words, '-h')]);
      expect(long.code).toBe(0);
      expect(short).toEqual(long);
      expect(long.lines.join('\n')).toContain(`cdk-nitro ${name}`);
      for (const option of Object.keys(usage.options)) expect(long.lines.join('\n')).toContain(`--${option}`);
      expect(long.lines.filter((line) => line.length > columns)).toEqual([]);
    });

    test.each(commands)('$name -v is the version', async ({ words }) => {
      expect(await run(columns, ...words, '-v')).toMatchObject({ code: 0, lines: [VERSION, ''] });
    });

    test('findings are coloured and hang below their place', async () => {
      const { code, shown, lines } = await run(columns, 'check', 'web.json');
      expect(code).toBe(1);
      expect(shown).toContain('\u001b[31merror');
      // A headline is one line, which programs find by its position.
      const prose = lines.filter((line) => !/^ {2}\d+:\d+ /.test(line));
      expect(prose.filter((line) => line.length > columns)).toEqual([]);
    });

    test('the list of rules and the page of one are within the terminal', async () => {
      for (const { lines } of [await run(columns, 'explain'), await run(columns, 'explain', 'instance-type-known')]) {
        const prose = lines.filter((line) => !/https:|acknowledge\(|"exemptions"/.test(line));
        expect(prose.filter((line) => line.length > columns)).toEqual([]);
      }
    });
  });
});
