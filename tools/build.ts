/** Writes all published files that are not committed: dist/, the jsii assembly and its translated examples. `npm run build` */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, runNodeTool } from './node-tool';
import { bundleCommandLine, bundleEngine, bundleParsers, COMMAND_LINE } from './package/bundles';
import { compact } from './package/compact';
import { ENGINE, EngineModules } from './package/engine';
import { makeSpreadsFast } from './package/fast-spreads';
import { importOnDemand, loadOnDemand } from './package/lazy-index';
import { INDEX, modulesOfLibrary, removeUnreachable } from './package/reachable';

// Files that an earlier build left would be packed too.
for (const output of ['dist', '.jsii', '.jsii.gz', '.jsii.tabl.json']) rmSync(join(root, output), { recursive: true, force: true });

void build().then((succeeded) => (process.exitCode = succeeded ? 0 : 1));

async function build(): Promise<boolean> {
  // Development uses the newest peers; tools/ci/lowest-peers.sh covers the lowest.
  const options = ['--compress-assembly', '--fail-on-warnings', '--silence-warnings', 'metadata/missing-dev-dependency'];
  if (!runNodeTool('jsii/bin/jsii', ...options)) return false;
  loadOnDemand(join(root, `${INDEX}.js`));
  const engine = new EngineModules();
  for (const file of modulesOfLibrary()) {
    if (/^dist\/lib\/(?:cdk\/|index\.js$)/.test(file)) engine.rewrite(file);
    if (file.startsWith('dist/lib/cdk/')) importOnDemand(join(root, file));
  }
  await bundleCommandLine(engine);
  await bundleEngine(engine);
  await bundleParsers();
  await removeUnreachable();
  const modules = modulesOfLibrary().filter((file) => file !== `${INDEX}.js`);
  compact(modules);
  makeSpreadsFast([ENGINE, COMMAND_LINE, ...modules]);
  // Compiles the examples against the remaining declarations and translates them: examples in other languages come from .jsii.tabl.json.
  return runNodeTool('jsii-rosetta/bin/jsii-rosetta', 'extract', '--strict', root);
}
