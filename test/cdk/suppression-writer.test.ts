import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Consumer } from './consumer';
import { CODE_CACHE, type Run } from './run';

const OPTION = 'writeSuppressionsToCloudFormation';

const consumer = Consumer.create();
const besidePackage = join(consumer.directory, 'node_modules/cdk-nag');
/** The real place of cdk-nag. */
const real = realpathSync(besidePackage);

beforeEach(() => {
  rmSync(besidePackage, { recursive: true, force: true });
});

/** A process that runs the packs: see `suppression-server.cjs`. It has no main module, beside which there would be a cdk-nag. */
const server = spawn(process.execPath, ['--eval', `require(${JSON.stringify(join(__dirname, 'suppression-server.cjs'))})`], {
  env: { ...process.env, ...CODE_CACHE, NODE_ENV: undefined, JEST_WORKER_ID: undefined },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});

afterAll(() => {
  server.kill();
  consumer.remove();
});

/** Makes a pack in an app that lies in the folder, and synthesizes what the pack has nothing against. */
function pack(props: string, folder = consumer.directory): Promise<Run> {
  const lib = JSON.stringify(consumer.directory);
  const script = `
    const { App, Stack, Validations } = require(${lib} + '/node_modules/aws-cdk-lib/core');
    const { NitroChecks } = require(${lib} + '/lib');
    const app = new App();
    new Stack(app, 'Web');
    Validations.of(app).addPlugins(new NitroChecks(app, ${props}));
    app.synth();
    console.log('cdk-nag loaded: ' + Object.keys(require.cache).some((file) => file.includes('/cdk-nag/')));
  `;
  return new Promise((resolve) => {
    server.once('message', (run: Run) => {
      resolve(run);
    });
    server.send({ script, folder, kept: ['aws-cdk-lib', 'constructs'] });
  });
}

function install(version: string, index: string): void {
  mkdirSync(besidePackage);
  writeFileSync(join(besidePackage, 'package.json'), JSON.stringify({ name: 'cdk-nag', version, main: 'index.js' }));
  writeFileSync(join(besidePackage, 'index.js'), index);
}

/** Runs with an app's folder that has cdk-nag, where this package does not see it. */
async function withApp<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-nitro-app-'));
  try {
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(real, join(folder, 'node_modules/cdk-nag'));
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each(['{}', '{ verbose: true }', `{ ${OPTION}: false }`])('a pack with %s works where cdk-nag is not installed', async (props) => {
  const { exitCode, terminal } = await pack(props);
  expect(terminal).toContain('cdk-nag loaded: false');
  expect(exitCode).toBe(0);
});

test.each(['{}', '{ verbose: true }'])('a pack with %s does not mind another version of cdk-nag', async (props) => {
  install('2.37.55', 'throw new Error("loaded")');
  expect(await pack(props)).toMatchObject({ exitCode: 0 });
});

test('the option that needs cdk-nag says what to install where it is missing', async () => {
  const { exitCode, terminal } = await pack(`{ ${OPTION}: true }`);
  expect(terminal).toContain(
    `'${OPTION}' of NitroChecks needs cdk-nag 3, which is not installed: run 'npm install --save-dev cdk-nag@3', or omit the option`,
  );
  expect(exitCode).not.toBe(0);
});

test.each(['2.37.55', '1.9.0', '4.0.0', '30.1.0'])('the option that needs cdk-nag says what to install instead of %s', async (version) => {
  install(version, 'throw new Error("loaded")');
  const { exitCode, terminal } = await pack(`{ ${OPTION}: true }`);
  expect(terminal).toContain(
    `'${OPTION}' of NitroChecks needs cdk-nag 3, but '${version}' is installed: run 'npm install --save-dev cdk-nag@3', or omit the option`,
  );
  expect(exitCode).not.toBe(0);
});

test('a cdk-nag 3 that cannot be loaded is not called missing', async () => {
  install('3.9.0', "require('./gone')");
  const { exitCode, terminal } = await pack(`{ ${OPTION}: true }`);
  expect(terminal).toContain("Cannot find module './gone'");
  expect(exitCode).not.toBe(0);
});

test('cdk-nag is found from the folder of the app, where this package does not see it', async () => {
  const { exitCode, terminal } = await withApp((folder) => pack(`{ ${OPTION}: true }`, folder));
  expect(terminal).toContain('cdk-nag loaded: true');
  expect(exitCode).toBe(0);
});

test('an unsuited cdk-nag beside this package does not hide the one of the app', async () => {
  install('2.37.55', 'throw new Error("loaded")');
  expect(await withApp((folder) => pack(`{ ${OPTION}: true }`, folder))).toMatchObject({ exitCode: 0 });
});
