import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { root } from '../node-tool';

const COMMAND_LINE = 'dist/bin/cdk-nitro.js';

/** Where the one copy of the `yaml` package lies that library and command line share. */
export const YAML = 'dist/yaml.js';

const SHARED: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // A fifth of a file is blanks and comments, which are read at each start. Names of functions stay, for the traces of internal errors.
  minify: true,
  keepNames: true,
  allowOverwrite: true,
  logLevel: 'warning',
};

/** One file instead of a hundred: half of a short run of the command line would be looking for modules. */
export async function bundleCommandLine(): Promise<void> {
  await build({
    ...SHARED,
    entryPoints: ['bin/cdk-nitro.ts'],
    outfile: COMMAND_LINE,
    // Loaded when EC2 is asked: nobody has to have the SDK installed.
    external: ['@aws-sdk/*'],
    plugins: [besideTheBundle],
  });
  // npm marks commands as it installs them; what installs the package for other languages runs the file as it is packed.
  chmodSync(join(root, COMMAND_LINE), 0o755);
}

/** Loaded when something is in YAML, and when a type is first asked for: to parse them with the rest would slow down each start. */
const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup(bundling) {
    bundling.onResolve({ filter: /^yaml$/ }, () => ({ path: '../yaml.js', external: true }));
    bundling.onResolve({ filter: /[\\/]instance-types\.json$/ }, () => ({ path: '../lib/catalog/instance-types.json', external: true }));
  },
};

/** One file, a fifth of the size: as a bundled dependency it would bring along a second build for browsers, and its declarations. */
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
