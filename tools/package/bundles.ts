import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import type * as jsYaml from 'js-yaml';
import { root } from '../node-tool';
import { besideCatalog, ENGINE, pathFrom, type EngineModules } from './engine';

/** The command that npm installs, and the program that it runs. */
const COMMAND = 'dist/bin/cdk-nitro.js';
export const COMMAND_LINE = 'dist/command-line.js';

/** The paths of the one copy of each parser that library and command line share. */
export const PARSERS: Readonly<Record<string, string>> = {
  yaml: 'dist/yaml.js',
  'js-yaml': 'dist/js-yaml.js',
  unbash: 'dist/unbash.js',
};

const SHARED: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // A third of a file is white space, comments and names, which are read at each start. The message of an internal error names its rule.
  minify: true,
  lineLimit: 160,
  allowOverwrite: true,
  logLevel: 'warning',
};

/**
 * Bundles what only the command line has, into one file: resolving modules would take half of a short run. The command is a file of its own,
 * as Node.js keeps the compiled code of the files that are loaded after the first.
 */
export async function bundleCommandLine(engine: EngineModules): Promise<void> {
  await build({ ...SHARED, entryPoints: ['bin/cdk-nitro.ts'], outfile: COMMAND, plugins: [besideProgram] });
  await build({
    ...SHARED,
    entryPoints: ['lib/cli/program.ts'],
    outfile: COMMAND_LINE,
    // Loaded only to ask EC2, so that the SDK need not be installed.
    external: ['@aws-sdk/*'],
    plugins: [engine.outside(COMMAND_LINE)],
  });
  // npm marks commands as executable when it installs them. Packages for other languages run the file as packed.
  chmodSync(join(root, COMMAND), 0o755);
}

const besideProgram: Plugin = {
  name: 'beside-the-program',
  setup(bundling) {
    bundling.onResolve({ filter: /\/cli\/program$/ }, () => ({ path: pathFrom(COMMAND, COMMAND_LINE), external: true }));
  },
};

/** Bundles what the library and the command line share. */
export async function bundleEngine(engine: EngineModules): Promise<void> {
  await engine.bundle({ ...SHARED, plugins: [besideCatalog, besideParsers] });
}

/** The parsers, which are loaded on first use: parsing them with the rest would slow down each start. */
const besideParsers: Plugin = {
  name: 'beside-the-parsers',
  setup(bundling) {
    bundling.onResolve({ filter: /^[a-z-]+$/ }, ({ path }) => {
      const file = PARSERS[path];
      return file === undefined ? undefined : { path: pathFrom(ENGINE, file), external: true };
    });
  },
};

/** The parts of `yaml` that `lib/` uses. The rest writes YAML, or calls this. */
const USED_OF_YAML = ['Composer', 'Lexer', 'LineCounter', 'Parser', 'isAlias', 'isMap', 'isScalar', 'isSeq', 'parseDocument', 'visit'];

/** The parts of `js-yaml` that `lib/` uses. */
const USED_OF_JS_YAML = ['getScalarValue', 'parseEvents'];

/** The parts of `unbash` that `lib/` uses. It is an ES module, which not every supported Node.js can `require`. */
const USED_OF_UNBASH = ['forEachChild', 'parse'];

/**
 * Bundles the parsers into a file each, a fifth of their size: a bundled dependency would include its browser build, its declarations and
 * its command line, of which `argparse` is a part. Names of functions go as well: no error of a parser is shown with its trace.
 */
export async function bundleParsers(): Promise<void> {
  // The build for browsers is the one in ES modules, from which esbuild can leave out what is not used.
  await bundleParser('yaml', 'browser/dist/index.js', USED_OF_YAML, []);
  // The file in CommonJS is almost three times as fast on Node.js 20: the parser's state in the other is a spread object, which V8 keeps as a
  // dictionary.
  await bundleParser('js-yaml', 'dist/js-yaml.cjs.js', USED_OF_JS_YAML, [onlyTheParser]);
  await bundleParser('unbash', 'dist/parser.js', USED_OF_UNBASH, []);
  checkParser();
}

/** Checks the part of `js-yaml` that is packed: a region that was left out but is needed would fail when it is called. */
function checkParser(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file that has just been written
  const { getScalarValue, parseEvents } = require(join(root, PARSERS['js-yaml'] ?? '')) as typeof jsYaml;
  const text = "%TAG !t! a:b\n---\na: [&b \"\\x41\", *b, !<c> 'd''']\ne: !t!f >-\n  g\n? h\n: {i: j\n k}\n";
  const texts = parseEvents(text, {}).map((event) => (event.type === 4 ? getScalarValue(text, event) : ''));
  if (texts.join('') !== "aAd'eghij k") throw new Error(`the packed part of js-yaml reads ${texts.join('')}`);
  try {
    parseEvents('a: [', {});
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('unexpected end')) return;
    throw error;
  }
}

async function bundleParser(name: string, entry: string, used: readonly string[], plugins: Plugin[]): Promise<void> {
  const folder = join(root, 'node_modules', name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const license = readFileSync(join(folder, 'LICENSE'), 'utf8').trimEnd();
  await build({
    ...SHARED,
    stdin: { contents: `export { ${used.join(', ')} } from './${entry}';`, resolveDir: folder },
    format: 'cjs',
    outfile: PARSERS[name] ?? '',
    banner: { js: `/*! ${name} ${version}\n\n${license}\n*/` },
    plugins,
  });
}

/**
 * The regions of js-yaml's file that hold the parser, and helpers that its compiler added: what builds values and what writes YAML runs code
 * at the start, so esbuild would keep it.
 */
const PARSER_REGION =
  /^\/\/#region (?:src\/(?:parser\/(?!constructor)|common\/(?:exception|snippet))|\S*\/helpers\/)\S*$[^]*?^\/\/#endregion$/gm;
const PARSER_REGIONS = 5 + 5;

const onlyTheParser: Plugin = {
  name: 'only-the-parser',
  setup(bundling) {
    bundling.onLoad({ filter: /[\\/]js-yaml\.cjs\.js$/ }, ({ path }) => {
      const regions = readFileSync(path, 'utf8').match(PARSER_REGION) ?? [];
      if (regions.length !== PARSER_REGIONS)
        throw new Error(`${path} is not written as it used to be: see which regions hold the parser now`);
      return { contents: [...regions, `export { ${USED_OF_JS_YAML.join(', ')} };`].join('\n'), loader: 'js' };
    });
  },
};
