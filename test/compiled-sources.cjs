/** The TypeScript of the library, its programs and its tools, which is compiled once per run, for the processes that share it. */
const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, dirname, join, relative } = require('node:path');
const { buildSync } = require('esbuild');
const { OPTIONS, withFastSpreads } = require('./transform-modules.cjs');

const ROOT = join(__dirname, '..');
const FOLDERS = ['lib', 'bin', 'tools'];

const compiledFolder = () => join(process.env.CDK_NITRO_TEST_FOLDER, 'sources');
const compiled = (file) => join(compiledFolder(), relative(ROOT, file)).replace(/\.ts$/, '.js');

/** Returns the file with the code of a source. */
exports.codeOf = (file) => readFileSync(compiled(file), 'utf8');

/** Returns the file with the positions of each source. */
exports.sourceMaps = () => sources().map((file) => [file, `${compiled(file)}.map`]);

exports.compileSources = () => {
  const { outputFiles } = buildSync({
    ...OPTIONS,
    entryPoints: sources(),
    outdir: compiledFolder(),
    outbase: ROOT,
    sourcemap: 'external',
    sourcesContent: false,
    tsconfigRaw: {},
    logLevel: 'error',
    write: false,
  });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, path.endsWith('.map') ? nextToItsSource(text) : withFastSpreads(text));
  }
};

/** Jest looks for the source of a map beside the source. */
function nextToItsSource(map) {
  const { sources: all, ...others } = JSON.parse(map);
  return JSON.stringify({ ...others, sources: all.map((source) => basename(source)) });
}

function sources() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
