/** Compiles lib/ and bin/ into dist/ and writes the jsii assembly. `npm run build` */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNodeTool } from './node-tool';

// Whatever an earlier build left would be packed as well.
for (const output of ['dist', '.jsii', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

// Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
const succeeded = runNodeTool('jsii/bin/jsii', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency');
process.exitCode = succeeded ? 0 : 1;
