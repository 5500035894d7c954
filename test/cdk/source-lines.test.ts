import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';
import { Consumer } from './consumer';
import { node } from './run';

const TSX = resolve(__dirname, '../../node_modules/tsx/dist/cli.mjs');

/** A construct of a package: an instance below 15 constructs, each of which makes the next. */
const PACKAGE = `
const { Construct } = require('constructs');
const { CfnInstance } = require('aws-cdk-lib/aws-ec2');
exports.Deep = class Deep extends Construct {
  constructor(scope, id, { depth, instanceType }) {
    super(scope, id);
    if (depth > 0) new Deep(this, 'Deep', { depth: depth - 1, instanceType });
    else new CfnInstance(this, 'Instance', { instanceType });
  }
};
`;

/** Each resource has an instance type of its own, as findings of one line would be one. */
const APP = `
import { App, Stack } from 'aws-cdk-lib/core';
import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import { NitroStandard } from '../../lib/index.js';
import installed from 'installed';
import linked from 'linked';
import ours from 'ours';
import type { Unused } from './types';

interface Removed {
  readonly shifts: Unused;
}

const app = new App();
const stack = new Stack(app, 'S');
new installed.Deep(stack, 'Installed', { depth: 15, instanceType: 't2.micro' });
new linked.Deep(stack, 'Linked', { depth: 15, instanceType: 't2.small' });
new ours.Deep(stack, 'Ours', { depth: 2, instanceType: 't2.large' });
const direct = (): unknown => new CfnInstance(stack, 'Direct', { instanceType: 'm4.large' });
direct();
['Arrow'].forEach((id) => new CfnInstance(stack, id, { instanceType: 'c3.large' }));
NitroStandard.enforce(app);
app.synth();
`;

const LINES = {
  Installed: 'bin/app.ts:16',
  Linked: 'bin/app.ts:17',
  Ours: 'packages/ours/index.js:8',
  Direct: 'bin/app.ts:19',
  Arrow: 'bin/app.ts:21',
};

const consumer = Consumer.shared();
const project = join(consumer.directory, 'my app');

beforeAll(() => {
  write('bin/app.ts', APP);
  write('node_modules/installed/index.js', PACKAGE);
  write('node_modules/.pnpm/linked@1.0.0/node_modules/linked/index.js', PACKAGE);
  symlinkSync('.pnpm/linked@1.0.0/node_modules/linked', join(project, 'node_modules/linked'));
  write('packages/ours/index.js', PACKAGE);
  symlinkSync('../packages/ours', join(project, 'node_modules/ours'));
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

function compile(outfile: string, options: BuildOptions): string {
  buildSync({ absWorkingDir: project, entryPoints: ['bin/app.ts'], outfile, platform: 'node', logLevel: 'error', ...options });
  return outfile;
}

/** Runs the app and returns the line of each finding, by the first name in the path of its construct. */
async function linesOf(args: readonly string[]): Promise<unknown> {
  const { terminal } = await node(args, project);
  const found = [...terminal.matchAll(/^ {4}at S\/(\w+)\S*(?: \((.*)\))?$/gm)];
  if (found.length === 0) throw new Error(terminal);
  // aws-cdk-lib loses the column of some frames.
  return Object.fromEntries(found.map(([, name, place]) => [name, place?.replace(/^(.*:\d+):\d+$/, '$1')]));
}

test.each<[string, () => readonly string[]]>([
  ['tsx', () => [TSX, 'bin/app.ts']],
  ['JavaScript with a map beside it', () => [compile('out/beside.cjs', { format: 'cjs', sourcemap: true })]],
  ['JavaScript with a map in it', () => [compile('out/inside.cjs', { format: 'cjs', sourcemap: 'inline' })]],
  ['node --enable-source-maps', () => ['--enable-source-maps', compile('out/enabled.cjs', { format: 'cjs', sourcemap: true })]],
  ['an ES module', () => [compile('out/module.mjs', { format: 'esm', sourcemap: true })]],
  [
    'an ES module with node --enable-source-maps',
    () => ['--enable-source-maps', compile('out/enabled.mjs', { format: 'esm', sourcemap: true })],
  ],
  ['a map with a root of its sources', () => [compile('out/root.cjs', { format: 'cjs', sourcemap: true, sourceRoot: './' })]],
])('with %s lines are those of the TypeScript source', async (_, args) => {
  expect(await linesOf(args())).toEqual(LINES);
});

test.each<[string, BuildOptions]>([
  ['without a map', { sourcemap: false }],
  ['with a map of sources that are not there', { sourcemap: true, sourceRoot: '/nowhere/' }],
])('lines of JavaScript %s are its own', async (_, options) => {
  const lines = await linesOf([compile('out/own.cjs', { format: 'cjs', ...options })]);
  expect(lines).toEqual({
    Installed: expect.stringMatching(/^out\/own\.cjs:\d+$/),
    Linked: expect.stringMatching(/^out\/own\.cjs:\d+$/),
    Ours: LINES.Ours,
    Direct: expect.stringMatching(/^out\/own\.cjs:\d+$/),
    Arrow: expect.stringMatching(/^out\/own\.cjs:\d+$/),
  });
});

test('a broken map is none', async () => {
  const app = compile('out/broken.cjs', { format: 'cjs', sourcemap: true });
  write(`${app}.map`, '{');
  expect(await linesOf([app])).toMatchObject({ Direct: expect.stringMatching(/^out\/broken\.cjs:\d+$/) });
});

describe('the limit of stack traces', () => {
  /** Prints the limit before and after the import, after a standard is enforced, and after synthesis; twice, for two apps. */
  const SCRIPT = `
    const limits = [];
    const note = () => limits.push(Error.stackTraceLimit);
    const { App } = require('aws-cdk-lib/core');
    note();
    const { NitroStandard } = require('./lib');
    note();
    for (let index = 0; index < 2; index += 1) {
      const app = new App();
      NitroStandard.enforce(app);
      note();
      app.synth();
      note();
    }
    console.log(JSON.stringify(limits));
  `;

  async function limits(...options: readonly string[]): Promise<unknown> {
    const { terminal } = await node([...options, '--eval', SCRIPT], consumer.directory);
    return JSON.parse(/^\[.*\]$/m.exec(terminal)?.[0] ?? 'null');
  }

  test('is raised from the import to the synthesis', async () => {
    expect(await limits()).toEqual([10, 100, 100, 10, 100, 10]);
  });

  test('is a lower one of the user again after the synthesis', async () => {
    expect(await limits('--stack-trace-limit=20')).toEqual([20, 100, 100, 20, 100, 20]);
  });

  test.each(['200', '0'])('stays %s where the user has set that', async (limit) => {
    expect(await limits(`--stack-trace-limit=${limit}`)).toEqual(Array(6).fill(Number(limit)));
  });

  test('may be one that nothing can change', async () => {
    const { exitCode } = await node(['--frozen-intrinsics', '--eval', "require('./lib')"], consumer.directory);
    expect(exitCode).toBe(0);
  });
});
