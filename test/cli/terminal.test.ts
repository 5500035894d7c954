import type * as Pty from '@lydell/node-pty';
import { stripVTControlCharacters } from 'node:util';
import { COMMANDS, type CommandUsage } from '../../lib/cli/command-table';
import { VERSION } from '../../lib/version';
import { CommandLine, template } from './command-line';
import { programArguments, programEnvironment, programServerArguments } from './program';

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

/** Separates what runs show; no run shows it. */
const END = '<end of run>';

/**
 * Runs its arguments as a command, tells the exit code, and stays until it gets a line. What a terminal has taken and not yet given can be
 * lost when its last process ends, so the terminal has to outlive the command.
 */
const OUTLIVING_SHELL = `"$@"; printf '<end of process %s>' "$?"; read -r line`;
const END_OF_PROCESS = /<end of process (\d+)>/;

/** The output of a run. */
interface Shown {
  readonly code: number;
  readonly shown: string;
  readonly lines: readonly string[];
}

function shownAs(code: number, shown: string): Shown {
  return { code, shown, lines: stripVTControlCharacters(shown).split('\r\n') };
}

describeTerminal(`in a terminal${reason}`, () => {
  let cli: CommandLine;
  beforeAll(() => {
    cli = new CommandLine();
    cli.write('web.json', template('t2.micro', 'm5.larg'));
  });
  afterAll(() => {
    cli.remove();
  });

  /** Runs Node.js in a terminal of so many columns. */
  function runNode(columns: number, args: string[]): Promise<{ readonly code: number; readonly shown: string }> {
    return new Promise((resolve, reject) => {
      if (terminal === undefined) {
        reject(new Error('there is no terminal'));
        return;
      }
      const shell = terminal.spawn('/bin/sh', ['-c', OUTLIVING_SHELL, 'sh', process.execPath, ...args], {
        cols: columns,
        rows: 40,
        cwd: cli.folder,
        env: programEnvironment(cli.folder),
      });
      let all = '';
      shell.onData((text) => {
        all += text;
        const end = END_OF_PROCESS.exec(all);
        if (end === null) return;
        resolve({ code: Number(end[1]), shown: all.slice(0, end.index) });
        shell.write('\r');
      });
      shell.onExit(() => {
        reject(new Error(`the terminal has ended early, and has shown: ${all}`));
      });
    });
  }

  /** Runs the program in a terminal of so many columns. */
  async function run(columns: number, ...args: readonly string[]): Promise<Shown> {
    const { code, shown } = await runNode(columns, programArguments(args));
    return shownAs(code, shown);
  }

  /** Runs the program with each of these arguments, all in one process. Returns what each has shown, by its arguments. */
  async function runAll(columns: number, runs: readonly (readonly string[])[]): Promise<(...args: readonly string[]) => Shown> {
    const { shown } = await runNode(columns, programServerArguments(runs, END));
    const parts = shown.split(END).map((part) => /^([^]*?)(\d+|undefined)$/.exec(part));
    const byArguments = new Map(runs.map((args, index) => [args.join(' '), shownAs(Number(parts[index]?.[2]), parts[index]?.[1] ?? '')]));
    return (...args) => byArguments.get(args.join(' ')) ?? { code: -1, shown, lines: [] };
  }

  describe.each([80, 120])('of %d columns', (columns) => {
    let of: (...args: readonly string[]) => Shown;
    beforeAll(async () => {
      of = await runAll(
        columns,
        commands.flatMap(({ words }) => ['--help', '-h', '-v'].map((option) => [...words, option])),
      );
    });

    test.each(commands)('$name --help and -h show every option, within the terminal', ({ name, usage, words }) => {
      const [long, short] = [of(...words, '--help'), of(...words, '-h')];
      expect(long.code).toBe(0);
      expect(short).toEqual(long);
      expect(long.lines.join('\n')).toContain(`cdk-nitro ${name}`);
      for (const option of Object.keys(usage.options)) expect(long.lines.join('\n')).toContain(`--${option}`);
      expect(long.lines.filter((line) => line.length > columns)).toEqual([]);
    });

    test.each(commands)('$name -v is the version', ({ words }) => {
      expect(of(...words, '-v')).toMatchObject({ code: 0, lines: [VERSION, ''] });
    });

    test('a process of its own shows the same', async () => {
      for (const args of [
        ['check', '--help'],
        ['check', '-v'],
      ]) {
        expect(await run(columns, ...args)).toEqual(of(...args));
      }
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
