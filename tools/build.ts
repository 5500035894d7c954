/** Writes all published files that are not committed: dist/, the jsii assembly and its translated examples. `npm run build` */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNodeTool } from './node-tool';
import { bundleCommandLine, bundleParsers } from './package/bundles';
import { compact } from './package/compact';
import { loadOnDemand } from './package/lazy-index';
import { INDEX, modulesOfLibrary, removeUnreachable, useSharedParsers } from './package/reachable';

// Files that an earlier build left would be packed too.
for (const output of ['dist', '.jsii', '.jsii.gz', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

void build().then((succeeded) => (process.exitCode = succeeded ? 0 : 1));

async function build(): Promise<boolean> {
  // Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
  const options = ['--compress-assembly', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency'];
  if (!runNodeTool('jsii/bin/jsii', ...options)) return false;
  loadOnDemand(join(root, `${INDEX}.js`));
  await bundleCommandLine();
  await bundleParsers();
  useSharedParsers();
  await removeUnreachable();
  compact(modulesOfLibrary().filter((file) => file !== `${INDEX}.js`));
  // Compiles the examples against the remaining declarations and translates them: examples in other languages come from .jsii.tabl.json.
  return runNodeTool('jsii-rosetta/bin/jsii-rosetta', 'extract', '--strict', root);
}
