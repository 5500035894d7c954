import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { root } from '../node-tool';

const COMMAND_LINE = 'dist/bin/cdk-nitro.js';

/** The path of the one copy of the `yaml` package that library and command line share. */
export const YAML = 'dist/yaml.js';

const SHARED: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // A fifth of a file is white space and comments, which are read at each start. Function names stay, for the traces of internal errors.
  minify: true,
  keepNames: true,
  allowOverwrite: true,
  logLevel: 'warning',
};

/** Bundles the command line into one file instead of a hundred: resolving modules would take half of a short run. */
export async function bundleCommandLine(): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: ['bin/cdk-nitro.ts'],
    outfile: COMMAND_LINE,
    // Loaded only to ask EC2, so that the SDK need not be installed.
    external: ['@aws-sdk/*'],
    plugins: [besideTheBundle],
  });
  // npm marks commands as executable when it installs them. Packages for other languages run the file as packed.
  chmodSync(join(root, COMMAND_LINE), 0o755);
}

/** Modules that are loaded on first use, of YAML and of the catalog: parsing them with the rest would slow down each start. */
const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup(bundling) {
    bundling.onResolve({ filter: /^yaml$/ }, () => ({ path: '../yaml.js', external: true }));
    bundling.onResolve({ filter: /[\\/]instance-types\.json$/ }, () => ({ path: '../lib/catalog/instance-types.json', external: true }));
  },
};

/** Bundles `yaml` into one file, a fifth of its size: a bundled dependency would include its browser build and its declarations. */
export async function bundleYaml(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/yaml/package.json'), 'utf8')) as { version: string };
  const license = readFileSync(join(root, 'node_modules/yaml/LICENSE'), 'utf8').trimEnd();
  await build({
    ...SHARED,
    entryPoints: [join(root, 'node_modules/yaml/dist/index.js')],
    outfile: YAML,
    banner: { js: `/*! yaml ${version}\n\n${license}\n*/` },
  });
}
