import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';

/** The day of a run for which a test names no other. */
export const TODAY = '2026-11-01';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface RunOptions {
  readonly stdin?: string;
  readonly isTty?: boolean;
  readonly columns?: number;
  readonly env?: Record<string, string>;
  readonly today?: string;
  /** Is called before each line of standard error. */
  readonly onErr?: () => void;
  /** A folder in the working folder to run in instead. */
  readonly below?: string;
}

/** A finding as `check --format json` writes it. */
export interface ToldFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly severity: string;
  readonly file: string;
  readonly line?: number;
  readonly logicalId?: string;
  readonly value?: string;
  readonly values?: readonly string[];
  readonly message: string;
  readonly fix?: string;
  readonly exempted?: { readonly by: string; readonly reason: string; readonly at: string; readonly expires?: string };
}

/** The output of `check --format json`, and its exit code. */
export interface ToldReport {
  readonly code: number;
  readonly findings: readonly ToldFinding[];
  readonly summary: Readonly<Record<string, number>>;
}

/** A working folder of a test's own, with the command line in it. */
export class CommandLine {
  private path = mkdtempSync(join(tmpdir(), 'cdk-nitro-cli-'));

  /** Returns one whose folder is another, empty one for each test of the file or the `describe` block that calls this. */
  public static forEachTest(): CommandLine {
    const cli = new CommandLine();
    cli.remove();
    beforeEach(() => {
      cli.path = mkdtempSync(join(tmpdir(), 'cdk-nitro-cli-'));
    });
    afterEach(() => {
      cli.remove();
    });
    return cli;
  }

  public get folder(): string {
    return this.path;
  }

  public write(name: string, content: unknown): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
  }

  /** A command that answers at once. */
  public run(args: readonly string[], options: RunOptions = {}): Run {
    const { code, written } = this.start(args, options);
    if (typeof code !== 'number') throw new Error(`'${args.join(' ')}' takes time: use runSlow`);
    return { code, ...written() };
  }

  /** The report of `check` as JSON. */
  public check(args: readonly string[], options: RunOptions = {}): ToldReport {
    const { code, out, err } = this.run(['check', '--format', 'json', ...args], options);
    if (out === '') throw new Error(err);
    return { code, ...(JSON.parse(out) as Omit<ToldReport, 'code'>) };
  }

  /** Any command. */
  public async runSlow(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    const { code, written } = this.start(args, options);
    return { code: await code, ...written() };
  }

  private start(
    args: readonly string[],
    { stdin = '', isTty = false, columns = 80, env = {}, below = '', today = TODAY, onErr }: RunOptions,
  ) {
    let out = '';
    let err = '';
    const code = main(args, {
      cwd: join(this.folder, below),
      env,
      isTty,
      columns,
      today,
      readStdin: () => Buffer.from(stdin),
      out: (text) => (out += text),
      err: (text) => {
        onErr?.();
        err += text;
      },
    });
    return { code, written: () => ({ out, err }) };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function instance(instanceType: unknown): Record<string, unknown> {
  return { Type: 'AWS::EC2::Instance', Properties: { InstanceType: instanceType } };
}

export function template(...types: readonly unknown[]): Record<string, unknown> {
  return { Resources: Object.fromEntries(types.map((type, index) => [`Web${String(index)}`, instance(type)])) };
}
