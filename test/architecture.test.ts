import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Consumer } from './cdk/consumer';
import { node } from './cdk/run';

const root = join(__dirname, '..');

/** One importing file each, in a project that holds nothing else. */
const forbidden: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['layer-base', 'lib/base/a.ts', "export type { Target } from '../template/target';"],
  ['layer-catalog', 'lib/catalog/a.ts', "export type { Target } from '../template/target';"],
  ['layer-images', 'lib/images/a.ts', "export * from '../catalog/target';"],
  ['layer-template', 'lib/template/a.ts', "import type { Target } from '../catalog/target'; export type A = Target;"],
  ['layer-template', 'lib/template/d.ts', "import type { Target } from '../launch/target'; export type A = Target;"],
  ['layer-user-data', 'lib/user-data/a.ts', "export * from '../template/target';"],
  ['layer-launch', 'lib/launch/a.ts', "export * from '../rules/target';"],
  ['layer-launch', 'lib/launch/b.ts', "import type { Target } from '../policy/target'; export type A = Target;"],
  ['layer-finding', 'lib/finding.ts', "export * from './rules/target'; export type Target = 1;"],
  ['layer-policy', 'lib/policy/a.ts', "export * from '../rules/target';"],
  ['layer-policy', 'lib/policy/b.ts', "import type { Target } from '../launch/target'; export type A = Target;"],
  ['layer-rules', 'lib/rules/a.ts', "export * from '../check';"],
  ['layer-rules', 'lib/rules/b.ts', "export * from '../report/target';"],
  ['layer-check', 'lib/check.ts', "export * from './report/target'; export type Target = 1;"],
  ['layer-fix', 'lib/fix/a.ts', "export * from '../cli/target';"],
  ['layer-fix', 'lib/fix/b.ts', "export * from '../rules/target';"],
  ['layer-report', 'lib/report/a.ts', "export * from '../policy/target';"],
  ['layer-cli', 'lib/cli/a.ts', "export * from '../cdk/target';"],
  ['layer-cdk', 'lib/cdk/a.ts', "export * from '../cli/target';"],
  ['layer-cdk', 'lib/cdk/g.ts', "export * from '../report/target';"],
  ['layer-index', 'lib/index.ts', "export * from './rules/target';"],
  ['known-folders', 'lib/utils/a.ts', "export * from '../catalog/target';"],
  ['downwards', 'lib/cdk/b.ts', "export * from '../../test/target';"],
  ['downwards', 'lib/cdk/c.ts', "export * from '../../tools/target';"],
  ['sources-only', 'test/a.ts', "export * from '../dist/lib/index';"],
  ['resolvable', 'lib/cdk/d.ts', "export * from './nowhere';"],
  ['cdk-in-its-folder', 'lib/rules/c.ts', "import type { CfnResource } from 'aws-cdk-lib/core'; export type A = CfnResource;"],
  ['cdk-in-its-folder', 'lib/template/b.ts', "export * from 'constructs';"],
  ['cdk-checking', 'lib/cdk/checking/a.ts', "export * from '../reporting/target';"],
  ['cdk-checking', 'lib/cdk/checking/b.ts', "import type { Target } from '../constructs/target'; export type B = Target;"],
  ['cdk-reporting', 'lib/cdk/reporting/a.ts', "export * from '../constructs/target';"],
  ['nag-by-name', 'lib/check.ts', "export * from 'cdk-nag';"],
  ['nag-by-name', 'lib/cdk/g.ts', "import type { NagPack } from 'cdk-nag'; export type A = NagPack;"],
  ['no-barrel', 'lib/cdk/e.ts', "export * from 'aws-cdk-lib';"],
  ['no-barrel', 'test/b.ts', "import type { App } from 'aws-cdk-lib'; export type A = App;"],
  ['runtime-dependencies', 'lib/template/c.ts', "export * from 'semver';"],
  ['yaml-in-readers', 'lib/cli/b.ts', "export * from 'yaml';"],
  ['yaml-in-readers', 'lib/template/d.ts', "export * from 'js-yaml';"],
  ['unbash-in-scripts', 'lib/user-data/a.ts', "export * from 'unbash';"],
  ['sdk-on-demand', 'lib/cli/c.ts', "import * as ec2 from '@aws-sdk/client-ec2'; export const a = ec2;"],
  ['sdk-in-cli', 'lib/images/b.ts', "export const a = () => import('@aws-sdk/client-ec2');"],
  ['no-process-no-network', 'lib/cdk/f.ts', "export { spawnSync } from 'node:child_process';"],
  ['no-process-no-network', 'lib/images/c.ts', "export { get } from 'https';"],
];

const allowed: readonly (readonly [file: string, source: string])[] = [
  ['lib/policy/allowed.ts', "export * from '../finding'; export * from '../catalog/target';"],
  ['lib/base/yaml/allowed.ts', "export * from 'yaml'; export * from 'js-yaml';"],
  ['lib/user-data/scripts/allowed.ts', "export * from 'unbash';"],
  ['lib/rules/allowed.ts', "export * from '../catalog/target'; export * from '../policy/target'; export * from './target';"],
  ['lib/cli/allowed.ts', "export * from '../report/target'; export const load = () => import('@aws-sdk/client-ec2');"],
  ['lib/cdk/allowed.ts', "export * from 'aws-cdk-lib/core'; export * from 'constructs'; export * from '../launch/target';"],
  ['lib/cdk/reporting/allowed.ts', "export * from '../checking/target';"],
  ['test/allowed.ts', "export * from '../lib/cdk/target';"],
];

const parts = ['base', 'catalog', 'images', 'template', 'user-data', 'launch', 'policy', 'rules', 'report', 'cli', 'cdk'].concat(
  ['checking', 'reporting', 'constructs'].map((room) => `cdk/${room}`),
);

describe('import rules', () => {
  let project: string;
  let broken: ReadonlySet<string>;

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), content);
  }

  function writePackage(name: string, ...modules: readonly string[]): void {
    const exported = Object.fromEntries(modules.map((each) => [each, `${each}/index.js`]));
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', exports: exported }));
    for (const each of modules) write(`node_modules/${name}/${each}/index.js`, 'exports.a = 1;');
  }

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'cdk-nitro-imports-'));
    for (const part of parts) write(`lib/${part}/target.ts`, 'export type Target = 1;');
    for (const file of ['dist/lib/index.ts', 'test/target.ts', 'tools/target.ts']) write(file, 'export type Target = 1;');
    writePackage('aws-cdk-lib', '.', './core');
    for (const name of ['constructs', 'cdk-nag', 'semver', 'yaml', 'js-yaml', 'unbash', '@aws-sdk/client-ec2']) writePackage(name, '.');
    write('package.json', '{}');
    write('tsconfig.json', '{}');

    const sources = new Map<string, string>();
    for (const [file, source] of [...allowed, ...forbidden.map(([, file, source]) => [file, source] as const)]) {
      sources.set(file, `${sources.get(file) ?? ''}${source}\n`);
    }
    for (const [file, source] of sources) write(file, source);
    write('lib/cdk/circle-a.ts', "export * from './circle-b';");
    write('lib/cdk/circle-b.ts', "export * from './circle-a';");
    write('lib/base/type-circle-a.ts', "import type { B } from './type-circle-b'; export type A = B | 1;");
    write('lib/base/type-circle-b.ts', "import type { A } from './type-circle-a'; export type B = A | 2;");

    const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const config = join(root, '.dependency-cruiser.cjs');
    const { stdout, stderr } = spawnSync(process.execPath, [cruiser, '--config', config, '--output-type', 'json', 'lib', 'test'], {
      cwd: project,
      encoding: 'utf8',
    });
    if (stdout === '') throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: readonly { from: string; rule: { name: string } }[] } };
    broken = new Set(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`));
  });

  afterAll(() => rmSync(project, { recursive: true }));

  test.each(forbidden)('%s refuses what %s imports', (rule, file) => {
    expect(broken).toContain(`${rule}: ${file}`);
  });

  test.each(['lib/cdk/circle-a.ts', 'lib/base/type-circle-a.ts'])('no-circular refuses a circle: %s', (file) => {
    expect(broken).toContain(`no-circular: ${file}`);
  });

  test.each(allowed)('%s may import what it does', (file) => {
    expect([...broken].filter((each) => each.endsWith(`: ${file}`))).toEqual([]);
  });
});

test('loading the library loads neither cdk-nag nor the AWS SDK', async () => {
  const { directory } = Consumer.shared();
  const { terminal } = await node(['--eval', "require('./lib'); console.log(Object.keys(require.cache).join('\\n'))"], directory);
  const loaded = terminal.split('\n').filter((file) => file !== '');
  expect(loaded).toContain(realpathSync(join(directory, 'lib/index.js')));
  expect(loaded.filter((file) => /node_modules[\\/](cdk-nag|@aws-sdk)[\\/]/.test(file))).toEqual([]);
});
