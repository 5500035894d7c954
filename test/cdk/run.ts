import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { ServedApps } from './served-apps';
import { CdkProcess, type Run } from './cdk-process';
import type { ScenarioInFolder } from './apps/several-apps';
import type { Consumer } from './consumer';

export type { Run } from './cdk-process';

const CDK = resolve(__dirname, '../../node_modules/.bin/cdk');
const CDK_OPTIONS = ['--no-notices', '--no-color'];
/** Jest has a worker for each core already, and a second server loads the command line once more. */
const AT_ONCE = 1;

/** Lets a process use what earlier ones have compiled. */
export const CODE_CACHE = {
  NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${resolve(__dirname, 'code-cache.cjs')}`,
  CDK_NITRO_CODE_CACHE: resolve(__dirname, '../../node_modules/.cache/cdk-nitro-tests'),
};

let free = AT_ONCE;
const waiting: (() => void)[] = [];

/** What serves runs. A process has it for all its test files, as it takes longer to load than what it does, and stops it at the end. */
const SERVERS = Symbol.for('cdk-nitro: servers of runs');
const servers = ((globalThis as { [SERVERS]?: { commandLines: CdkProcess[]; apps?: ServedApps } })[SERVERS] ??= startNone());

function startNone(): { commandLines: CdkProcess[]; apps?: ServedApps } {
  process.once('beforeExit', () => {
    for (const each of servers.commandLines) each.stop();
    servers.apps?.stop();
  });
  return { commandLines: [] };
}

/** Runs `cdk` with an app: no network, no credentials, and without the validation the CDK brings along, which takes seconds. */
export async function cdk(args: readonly string[], app: string, directory: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return run(CDK, [...args, '--app', app, ...CDK_OPTIONS], directory, env);
}

/** Runs `cdk` likewise, in a process that has run it before if there is one: the app is a process of its own all the same. */
export async function cdkAgain(args: readonly string[], app: string, directory: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return inTurn(async () => {
    const { commandLines } = servers;
    const ready = commandLines.find((each) => each.isFree) ?? new CdkProcess({ ...environment(), ...env }, CDK_OPTIONS);
    if (!commandLines.includes(ready)) commandLines.push(ready);
    return ready.run([...args, '--app', app, ...CDK_OPTIONS], directory, { ...environment(), ...env });
  });
}

/**
 * Runs `cdk` likewise, with an app, a file and its arguments, that runs in a process that has run others before. What a process of its own
 * changes about an app is proven where `cdk` or `cdkAgain` run one of each outcome.
 */
export async function cdkWithServedApp(
  args: readonly string[],
  [app = '', ...words]: readonly string[],
  directory: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  servers.apps ??= new ServedApps(environment());
  return cdkAgain(args, await servers.apps.command(app, words), directory, env);
}

/** Runs `node`. */
export async function node(args: readonly string[], directory: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return run(process.execPath, args, directory, env);
}

/** Runs scenarios one after the other in one `node`, outside Jest, each in its folder. */
export async function runTogether(consumer: Consumer, scenarios: readonly ScenarioInFolder[]): Promise<readonly Run[]> {
  const { exitCode, terminal } = await node([consumer.app('several-apps'), JSON.stringify(scenarios)], consumer.directory);
  if (exitCode !== 0) throw new Error(`the scenarios have not run: ${terminal}`);
  return JSON.parse(terminal) as Run[];
}

async function run(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return inTurn(
    () =>
      new Promise((finish) => {
        execFile(file, args, { cwd, env: { ...environment(), ...env }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
          const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
          finish({ exitCode, terminal: `${stdout}${stderr}` });
        });
      }),
  );
}

async function inTurn(start: () => Promise<Run>): Promise<Run> {
  if (free > 0) free -= 1;
  else await new Promise<void>((begin) => waiting.push(begin));
  try {
    return await start();
  } finally {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }
}

function environment(): NodeJS.ProcessEnv {
  // Variables that are set for tests must be absent: the CDK and this library behave differently with them.
  return {
    ...process.env,
    ...CODE_CACHE,
    NODE_ENV: undefined,
    JEST_WORKER_ID: undefined,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
