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

/** A working folder of a test's own, with the command line in it. */
export class CommandLine {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-cli-'));

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
