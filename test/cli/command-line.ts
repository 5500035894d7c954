import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A working folder of a test's own, with the command line in it. */
export class CommandLine {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-cli-'));

  public write(name: string, content: unknown): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
  }

  public run(
    args: readonly string[],
    options: { readonly stdin?: string; readonly isTty?: boolean; readonly env?: Record<string, string> } = {},
  ): Run {
    let out = '';
    let err = '';
    const code = main(args, {
      cwd: this.folder,
      env: options.env ?? {},
      isTty: options.isTty ?? false,
      readStdin: () => Buffer.from(options.stdin ?? ''),
      out: (text) => (out += text),
      err: (text) => (err += text),
    });
    return { code, out, err };
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
