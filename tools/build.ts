/** Writes everything that is published and not committed: dist/, the jsii assembly and its translated examples. `npm run build` */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNodeTool } from './node-tool';
import { bundleCommandLine, bundleYaml } from './package/bundles';
import { compact } from './package/compact';
import { loadOnDemand } from './package/lazy-index';
import { INDEX, modulesOfLibrary, removeUnreachable, useSharedYaml } from './package/reachable';

// Whatever an earlier build left would be packed as well.
for (const output of ['dist', '.jsii', '.jsii.gz', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

void build().then((succeeded) => (process.exitCode = succeeded ? 0 : 1));

async function build(): Promise<boolean> {
  // Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
  const options = ['--compress-assembly', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency'];
  if (!runNodeTool('jsii/bin/jsii', ...options)) return false;
  loadOnDemand(join(root, `${INDEX}.js`));
  await bundleCommandLine();
  await bundleYaml();
  useSharedYaml();
  await removeUnreachable();
  compact(modulesOfLibrary().filter((file) => file !== `${INDEX}.js`));
  // Compiled against the declarations that are left, and translated: examples in other languages are taken from .jsii.tabl.json.
  return runNodeTool('jsii-rosetta/bin/jsii-rosetta', 'extract', '--strict', root);
}
