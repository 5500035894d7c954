/** Looks at what `npm pack` would publish. Needs a build. `npm run package:check` */
import { execSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../node-tool';

interface Packed {
  readonly bundled: readonly string[];
  readonly files: readonly { readonly path: string }[];
}

const required = [
  '.jsii',
  'API.md',
  'CHANGELOG.md',
  'LICENSE',
  'NOTICE',
  'README.md',
  'nitro.schema.json',
  ...readdirSync(join(root, 'docs'))
    .filter((page) => page.endsWith('.md'))
    .map((page) => `docs/${page}`),
  'dist/bin/cdk-nitro.js',
  'dist/lib/catalog/instance-types.json',
  'dist/lib/index.d.ts',
  'dist/lib/index.js',
  'node_modules/yaml/package.json',
  ...readdirSync(join(root, 'docs/rules')).map((page) => `docs/rules/${page}`),
];

/** Sources, tests, tools and leftovers; outside the bundled dependency. */
const unwanted =
  /^(?!node_modules\/)(?!.*\.d\.ts$).*(\.ts|\.tsbuildinfo|\.map|\.tgz)$|^(test|tools|bin|lib|out|examples)\/|^dist\/(?!bin\/cdk-nitro\.|lib\/)/;

const [packed] = JSON.parse(execSync('npm pack --dry-run --json --ignore-scripts', { cwd: root, encoding: 'utf8' })) as Packed[];
const paths = new Set(packed?.files.map((file) => file.path));

const complaints = [
  ...required.filter((path) => !paths.has(path)).map((path) => `missing: ${path}`),
  ...[...paths].filter((path) => unwanted.test(path)).map((path) => `unwanted: ${path}`),
  ...(packed?.bundled ?? []).filter((name) => name !== 'yaml').map((name) => `bundled: ${name}`),
];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length > 0 ? 1 : 0;
