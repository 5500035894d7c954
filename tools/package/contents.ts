/** Checks the files that `npm pack` would publish. Needs a build. `npm run package:check` */
import { execSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../node-tool';
import { staleExamples } from './translated-examples';

interface Packed {
  /** In bytes, compressed. */
  readonly size: number;
  readonly bundled: readonly string[];
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly exports: Record<string, string | Record<string, string>>;
  readonly bin: Record<string, string>;
}

const LARGEST = 640_000;
const EXECUTABLE = 0o111;

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const commands = Object.values(manifest.bin);

const required = [
  '.jsii',
  '.jsii.gz',
  '.jsii.tabl.json',
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'dist/lib/catalog/instance-types.json',
  'dist/command-line.js',
  'dist/engine.js',
  'dist/js-yaml.js',
  'dist/unbash.js',
  'dist/yaml.js',
  'probe/nitro-probe.sh',
  'probe/nitro-probe.ps1',
  manifest.main,
  manifest.types,
  ...commands,
  ...Object.values(manifest.exports)
    .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
    .map((path) => path.replace(/^\.\//, '')),
  ...readdirSync(join(root, 'docs'))
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page}`),
  ...readdirSync(join(root, 'docs/rules')).map((page) => `docs/rules/${page}`),
];

/** Sources, tests, tools and leftovers; files that the index does not reach; other packages; content of the documentation site and the declarations. */
const unwanted: readonly RegExp[] = [
  /(?<!\.d)\.ts$|\.tsbuildinfo$|\.map$|\.tgz$/,
  /^(test|tools|bin|lib|out|examples|rosetta|node_modules)\//,
  /^dist\/(?!bin\/cdk-nitro\.js$|lib\/|(?:command-line|engine|(?:js-)?yaml|unbash)\.js$)/,
  /^dist\/lib\/cli\//,
  /^dist\/lib\/(?!index\.|cdk\/(.*\/)?nitro-|cdk\/reporting\/standard-plugin\.).*\.d\.ts$/,
  /^API\.md$/,
];

const [packed] = JSON.parse(execSync('npm pack --dry-run --json --ignore-scripts', { cwd: root, encoding: 'utf8' })) as [Packed];
const modes = new Map(packed.files.map(({ path, mode }) => [path, mode]));

const complaints = [
  ...required.filter((path) => !modes.has(path)).map((path) => `missing: ${path}`),
  ...[...modes.keys()].filter((path) => unwanted.some((each) => each.test(path))).map((path) => `unwanted: ${path}`),
  ...packed.bundled.map((name) => `bundled: ${name}`),
  ...(packed.size < LARGEST ? [] : [`too large: ${String(packed.size)} bytes, and ${String(LARGEST)} is the limit`]),
  ...commands.flatMap((path) => [
    ...(((modes.get(path) ?? 0) & EXECUTABLE) === EXECUTABLE ? [] : [`cannot be executed: ${path}`]),
    ...(readFileSync(join(root, path), 'utf8').startsWith('#!/usr/bin/env node\n')
      ? []
      : [`does not begin with '#!/usr/bin/env node': ${path}`]),
  ]),
  ...staleExamples(),
];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
