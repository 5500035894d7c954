import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Runs the whole program, with an EC2 of its own: inside Jest nothing can be imported on demand. */
export async function runProgram(
  args: readonly string[],
  { folder, ec2 }: { readonly folder: string; readonly ec2: string },
): Promise<{ code: number | null; out: string; err: string }> {
  const program = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(ROOT, 'bin/cdk-nitro.ts'), ...args];
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_MAX_ATTEMPTS: '1',
    AWS_ENDPOINT_URL_EC2: ec2,
  };
  const child = spawn(process.execPath, program, { cwd: folder, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}
