/** Compiles lib/ and bin/ into dist/, writes the jsii assembly and bundles the command line. `npm run build` */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root, runNodeTool } from './node-tool';

// Whatever an earlier build left would be packed as well.
for (const output of ['dist', '.jsii', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

// Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
const succeeded = runNodeTool('jsii/bin/jsii', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency');
if (succeeded) {
  loadOnDemand(join(root, 'dist/lib/index.js'));
  bundleCommandLine();
}
process.exitCode = succeeded ? 0 : 1;

/** What the index exports is loaded when it is first asked for: the constructs need parts of aws-cdk-lib that an app may not. */
function loadOnDemand(index: string): void {
  const written = readFileSync(index, 'utf8');
  const modules = new Map(
    [...written.matchAll(/^(?:var|const) (\w+) = require\((".+?")\);$/gm)].map(([, name = '', path = '']) => [name, path]),
  );
  const lazy = written
    .replace(/^(?:var|const) \w+ = require\(".+?"\);\n/gm, '')
    .replace(/return (\w+)\.(\w+);/g, (whole, name: string, member: string) => {
      const path = modules.get(name);
      return path === undefined ? whole : `return require(${path}).${member};`;
    });
  if (modules.size === 0 || [...modules.keys()].some((name) => lazy.includes(name))) {
    throw new Error(`${index} is not written as it used to be: see how its modules can be loaded on demand now`);
  }
  writeFileSync(index, lazy);
}

/** One file instead of a hundred: half of a short run of the command line would be looking for modules. */
function bundleCommandLine(): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['bin/cdk-nitro.ts'],
    outfile: 'dist/bin/cdk-nitro.js',
    bundle: true,
    platform: 'node',
    target: 'node20',
    // A fifth of the file is blanks and comments, which are read at each start. Names stay, for the traces of internal errors.
    minifyWhitespace: true,
    minifySyntax: true,
    // Loaded when a template is in YAML, and when EC2 is asked: nobody has to have the SDK installed.
    external: ['yaml', '@aws-sdk/*'],
    // The catalog's data lies beside the module that reads it, the only one that asks for its folder.
    define: { __dirname: 'catalogFolder' },
    banner: { js: "const catalogFolder = require('node:path').join(__dirname, '../lib/catalog');" },
    allowOverwrite: true,
    logLevel: 'warning',
  });
}
