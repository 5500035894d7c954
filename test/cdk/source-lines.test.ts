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

/** Loads each file in turn, and prints what became of the app that it is. An error ends an app, and is printed, as in a process of its own. */
const RUN_ALL = `
const { resolve } = require('node:path');
const { format } = require('node:util');
const { pathToFileURL } = require('node:url');
(async () => {
  const { write } = process.stdout;
  const written = [];
  for (const file of process.argv.slice(1)) {
    let terminal = '';
    process.stdout.write = process.stderr.write = (text) => (terminal += text, true);
    try {
      if (file.endsWith('.mjs')) await import(pathToFileURL(file));
      else require(resolve(file));
    } catch (error) {
      terminal += format(error);
    }
    written.push(terminal);
    // For the next app, as the import of the library does once.
    Error.stackTraceLimit = 100;
  }
  write.call(process.stdout, JSON.stringify(written));
  process.exitCode = 0;
})();
`;

/** Runs apps one after the other in one Node.js, and returns the lines of the findings of each. */
async function linesOfAll(options: readonly string[], apps: readonly string[]): Promise<readonly Lines[]> {
  const { terminal, exitCode } = await node([...options, '--eval', RUN_ALL, ...apps], project);
  if (exitCode !== 0) throw new Error(terminal);
  return (JSON.parse(terminal) as readonly string[]).map(linesIn);
}

type Lines = Readonly<Record<string, string | undefined>>;

/** Returns the line of each finding that an app has printed, by the first name in the path of its construct. */
function linesIn(terminal: string): Lines {
  const found = [...terminal.matchAll(/^ {4}at S\/(\w+)\S*(?: \((.*)\))?$/gm)];
  if (found.length === 0) throw new Error(terminal);
  // aws-cdk-lib loses the column of some frames.
  return Object.fromEntries(found.map(([, name = '', place]) => [name, place?.replace(/^(.*:\d+):\d+$/, '$1')]));
}

test('with tsx lines are those of the TypeScript source', async () => {
  const { terminal } = await node([TSX, 'bin/app.ts'], project);
  expect(linesIn(terminal)).toEqual(LINES);
});

/** How the app is compiled, and what Node.js is told. */
type Way = readonly [how: string, outfile: string, options: BuildOptions];

/** Compiles the app in each way, runs the results together, and returns the lines by the way. */
async function linesByWay(ways: readonly Way[], ...options: readonly string[]): Promise<ReadonlyMap<string, Lines>> {
  const lines = await linesOfAll(
    options,
    ways.map(([, outfile, how]) => compile(outfile, how)),
  );
  return new Map(ways.map(([how], index) => [how, lines[index] ?? {}]));
}

describe.each<[options: readonly string[], ways: readonly Way[]]>([
  [
    [],
    [
      ['JavaScript with a map beside it', 'out/beside.cjs', { format: 'cjs', sourcemap: true }],
      ['JavaScript with a map in it', 'out/inside.cjs', { format: 'cjs', sourcemap: 'inline' }],
      ['an ES module', 'out/module.mjs', { format: 'esm', sourcemap: true }],
      ['a map with a root of its sources', 'out/root.cjs', { format: 'cjs', sourcemap: true, sourceRoot: './' }],
    ],
  ],
  [
    ['--enable-source-maps'],
    [
      ['JavaScript with a map beside it', 'out/enabled.cjs', { format: 'cjs', sourcemap: true }],
      ['an ES module', 'out/enabled.mjs', { format: 'esm', sourcemap: true }],
    ],
  ],
])('with node %j', (options, ways) => {
  let lines: ReadonlyMap<string, Lines>;
  beforeAll(async () => {
    lines = await linesByWay(ways, ...options);
  });

  test.each(ways)('and %s lines are those of the TypeScript source', (how) => {
    expect(lines.get(how)).toEqual(LINES);
  });
});

describe('without a map that can be used', () => {
  const WITHOUT: readonly Way[] = [
    ['without a map', 'out/none.cjs', { format: 'cjs', sourcemap: false }],
    ['with a map of sources that are not there', 'out/nowhere.cjs', { format: 'cjs', sourcemap: true, sourceRoot: '/nowhere/' }],
    ['with a broken map', 'out/broken.cjs', { format: 'cjs', banner: { js: '//# sourceMappingURL=broken.cjs.map' } }],
  ];
  let lines: ReadonlyMap<string, Lines>;
  beforeAll(async () => {
    write('out/broken.cjs.map', '{');
    lines = await linesByWay(WITHOUT);
  });

  test.each(WITHOUT)('lines of JavaScript %s are its own', (how, outfile) => {
    const own: unknown = expect.stringMatching(new RegExp(`^${outfile.replace('.', '\\.')}:\\d+$`));
    expect(lines.get(how)).toEqual({ Installed: own, Linked: own, Ours: LINES.Ours, Direct: own, Arrow: own });
  });
});

describe('the limit of stack traces', () => {
  /**
   * Prints the limit before and after the import, after a standard is enforced, and after synthesis; twice, for two apps. Does so for the
   * limit that Node.js is told, and then for each of the others, with a library that is loaded anew.
   */
  const SCRIPT = `
    const { App } = require('aws-cdk-lib/core');
    const all = [Error.stackTraceLimit, ...process.argv.slice(1).map(Number)].map((limit) => {
      Error.stackTraceLimit = limit;
      const limits = [];
      const note = () => limits.push(Error.stackTraceLimit);
      note();
      for (const file of Object.keys(require.cache)) if (/[\\/]lib[\\/]/.test(file) && !file.includes('node_modules')) delete require.cache[file];
      const { NitroStandard } = require('./lib');
      note();
      for (let index = 0; index < 2; index += 1) {
        const app = new App();
        NitroStandard.enforce(app);
        note();
        app.synth();
        note();
      }
      return limits;
    });
    console.log(JSON.stringify(all));
  `;

  /** Returns the limits with options of Node.js, and then with each of the others. */
  async function limits(options: readonly string[], others: readonly number[] = []): Promise<unknown> {
    const { terminal } = await node([...options, '--eval', SCRIPT, ...others.map(String)], consumer.directory);
    return JSON.parse(/^\[.*\]$/m.exec(terminal)?.[0] ?? 'null');
  }

  describe('in one process', () => {
    let all: unknown;
    beforeAll(async () => {
      all = await limits([], [200, 0]);
    });

    test('is raised from the import to the synthesis', () => {
      expect(all).toMatchObject({ 0: [10, 100, 100, 10, 100, 10] });
    });

    test.each([
      [200, 1],
      [0, 2],
    ])('stays %d where the user has set that', (limit, index) => {
      expect(all).toMatchObject({ [index]: Array(6).fill(limit) });
    });
  });

  test('is a lower one of the user again after the synthesis', async () => {
    expect(await limits(['--stack-trace-limit=20'])).toEqual([[20, 100, 100, 20, 100, 20]]);
  });

  test('may be one that nothing can change', async () => {
    const { exitCode } = await node(['--frozen-intrinsics', '--eval', "require('./lib')"], consumer.directory);
    expect(exitCode).toBe(0);
  });
});
