import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { root } from '../node-tool';

/** The one copy of everything that checks templates, for the library and the command line. */
export const ENGINE = 'dist/engine.js';

const CATALOG = 'lib/catalog/instance-types.json';

/**
 * What is beside the engine: the rooms that only the library or only the command line has, and small modules without state that the library
 * needs before it checks anything. The engine has a copy of these.
 */
const BESIDE_ENGINE = /^lib\/(?:cdk|cli|report)\/|^lib\/(?:index|version|base\/(?:calendar-day|file-names)|policy\/nearest-policy-file)$/;

/** Modules of the engine that are loaded from outside, by their path below `lib/`. */
export class EngineModules {
  private readonly loaded = new Set<string>();

  /**
   * Returns the module's name in the engine; undefined for a module beside it.
   *
   * @param path below the root, without extension, as in `lib/rules/index`
   */
  public nameOf(path: string): string | undefined {
    if (!path.startsWith('lib/') || BESIDE_ENGINE.test(path)) return undefined;
    const name = path.slice('lib/'.length);
    this.loaded.add(name);
    return name;
  }

  /** Makes a bundle load the engine's modules from there. */
  public outside(bundle: string): Plugin {
    const engine = pathFrom(bundle, ENGINE);
    return {
      name: 'outside-the-engine',
      setup: (bundling) => {
        bundling.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
          const name = this.nameOf(sourceAt(join(resolveDir, path)));
          return name === undefined ? undefined : { path: name, namespace: 'engine' };
        });
        bundling.onResolve({ filter: /^engine$/, namespace: 'engine' }, () => ({ path: engine, external: true }));
        bundling.onLoad({ filter: /./, namespace: 'engine' }, ({ path }) => ({
          contents: `module.exports = require('engine')[${JSON.stringify(path)}];`,
        }));
      },
    };
  }

  /** Rewrites a compiled module of the library to load the engine's modules from there. */
  public rewrite(file: string): void {
    const text = readFileSync(join(root, file), 'utf8');
    const rewritten = text.replaceAll(/require\((["'])(\.[^"']+)\1\)/g, (whole, _quote, request: string) => {
      const name = this.nameOf(sourceAt(resolve(root, dirname(file), request)).replace(/^dist\//, ''));
      return name === undefined ? whole : `require(${JSON.stringify(pathFrom(file, ENGINE))})[${JSON.stringify(name)}]`;
    });
    if (rewritten !== text) writeFileSync(join(root, file), rewritten);
  }

  /**
   * Bundles the engine. Its modules are one scope, which runs as a whole: a function around each module would have V8 look at its code
   * twice, once to skip it and once to run it.
   */
  public async bundle(options: BuildOptions): Promise<void> {
    const modules = [...this.loaded]
      .sort()
      .map((name, index) => ({ name: JSON.stringify(name), path: `./lib/${name}.ts`, space: `m${index.toString()}` }));
    const imports = modules.map(({ path, space }) => `import * as ${space} from ${JSON.stringify(path)};`);
    const members = modules.map(({ name, space }) => `${name}: ${space}`);
    await build({
      ...options,
      stdin: { contents: `${imports.join('\n')}\nmodule.exports = {\n${members.join(',\n')}\n};`, resolveDir: root },
      outfile: ENGINE,
    });
  }
}

/** The catalog, which is loaded on first use: parsing it with the rest would slow down each start. */
export const besideCatalog: Plugin = {
  name: 'beside-the-catalog',
  setup(bundling) {
    bundling.onResolve({ filter: /[\\/]instance-types\.json$/ }, () => ({ path: pathFrom(ENGINE, `dist/${CATALOG}`), external: true }));
  },
};

/** Returns the path below the root of the module that a request means, without its extension. */
function sourceAt(path: string): string {
  const below = relative(root, path).replaceAll(sep, '/');
  for (const candidate of [below, `${below}/index`]) {
    const source = candidate.replace(/^dist\//, '');
    if (existsSync(join(root, `${source}.ts`))) return candidate;
  }
  return below;
}

/** Returns the request by which one file of the package loads another. */
export function pathFrom(file: string, other: string): string {
  const path = relative(dirname(file), other).replaceAll(sep, '/');
  return path.startsWith('.') ? path : `./${path}`;
}
