import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_CACHE } from '../cdk/run';
import { sharedFolder } from '../run-folder';
import { transpile } from '../transpile';
import { TODAY } from './command-line';
import { ec2Environment } from './recording';

const ROOT = join(__dirname, '../..');

/** Returns the folder of the program, the one of all test files of a run. */
function programFolder(): string {
  return sharedFolder('program', (folder) => {
    transpile(['bin', 'lib'], folder);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  });
}

/** The arguments of a Node.js that runs the program on `TODAY`. */
export function programArguments(args: readonly string[]): string[] {
  return ['--require', join(ROOT, 'test/moved-clock.cjs'), join(programFolder(), 'bin/cdk-nitro.js'), ...args];
}

/** The arguments of a Node.js that runs the program with each of these arguments in turn: see `program-server.cjs`. */
export function programServerArguments(runs: readonly (readonly string[])[], end: string): string[] {
  const [program = '', ...before] = programArguments([]).reverse();
  return [...before.reverse(), join(__dirname, 'program-server.cjs'), program, JSON.stringify(runs), end];
}

/** The environment of that Node.js. */
export function programEnvironment(folder: string): Record<string, string> {
  const { CDK_NITRO_TEST_FOLDER } = process.env;
  return {
    ...CODE_CACHE,
    ...(CDK_NITRO_TEST_FOLDER === undefined ? {} : { CDK_NITRO_TEST_FOLDER }),
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    CDK_NITRO_TEST_DAY: TODAY,
  };
}

/** Runs the whole program on `TODAY`, in a process of its own and with an EC2 of its own. */
export async function runProgram(
  args: readonly string[],
  { folder, ec2, env: more = {} }: { readonly folder: string; readonly ec2: string; readonly env?: Readonly<Record<string, string>> },
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...programEnvironment(folder), ...ec2Environment(folder, ec2), ...more };
  const child = spawn(process.execPath, programArguments(args), { cwd: folder, env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}
