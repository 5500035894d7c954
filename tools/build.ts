/** Compiles lib/ and bin/ into dist/, writes the jsii assembly and bundles the command line. `npm run build` */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { root, runNodeTool } from './node-tool';

// Whatever an earlier build left would be packed as well.
for (const output of ['dist', '.jsii', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

// Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
const succeeded = runNodeTool('jsii/bin/jsii', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency');
if (succeeded) bundleCommandLine();
process.exitCode = succeeded ? 0 : 1;

/** One file instead of a hundred: half of a short run of the command line would be looking for modules. */
function bundleCommandLine(): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: ['bin/cdk-nitro.ts'],
    outfile: 'dist/bin/cdk-nitro.js',
    bundle: true,
    platform: 'node',
    target: 'node20',
    // Loaded when a template is in YAML, and when EC2 is asked: nobody has to have the SDK installed.
    external: ['yaml', '@aws-sdk/*'],
    // The catalog's data lies beside the module that reads it, the only one that asks for its folder.
    define: { __dirname: 'catalogFolder' },
    banner: { js: "const catalogFolder = require('node:path').join(__dirname, '../lib/catalog');" },
    allowOverwrite: true,
    logLevel: 'warning',
  });
}
