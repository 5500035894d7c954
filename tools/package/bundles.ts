import { chmodSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { root } from '../node-tool';

const COMMAND_LINE = 'dist/bin/cdk-nitro.js';

interface SharedPackage {
  readonly name: string;
  /** The module that is bundled, in the package. */
  readonly entry: string;
  /** The one copy that library and command line share. */
  readonly bundle: string;
}

/** Packages that are copied instead of installed: as dependencies they would bring along builds for browsers, declarations and ES modules. */
export const SHARED_PACKAGES: readonly SharedPackage[] = [
  { name: 'yaml', entry: 'dist/index.js', bundle: 'dist/yaml.js' },
  { name: 'unbash', entry: 'dist/parser.js', bundle: 'dist/unbash.js' },
];

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

/** Modules that are loaded on first use, the parsers and the catalog: parsing them with the rest would slow down each start. */
const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup(bundling) {
    for (const { name, bundle } of SHARED_PACKAGES) {
      const path = relative(dirname(COMMAND_LINE), bundle).replaceAll(sep, '/');
      bundling.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path, external: true }));
    }
    bundling.onResolve({ filter: /[\\/]instance-types\.json$/ }, () => ({ path: '../lib/catalog/instance-types.json', external: true }));
  },
};

/** Bundles each shared package into one file, a fifth of its size, that any supported Node.js can `require`. */
export async function bundleSharedPackages(): Promise<void> {
  for (const { name, entry, bundle } of SHARED_PACKAGES) {
    const folder = join(root, 'node_modules', name);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    const license = readFileSync(join(folder, 'LICENSE'), 'utf8').trimEnd();
    await build({
      ...SHARED,
      entryPoints: [join(folder, entry)],
      outfile: bundle,
      format: 'cjs',
      banner: { js: `/*! ${name} ${version}\n\n${license}\n*/` },
    });
  }
}
