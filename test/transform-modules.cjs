/**
 * Makes CommonJS of TypeScript, and of unbash: an ES module, which Node.js 20.16 does not `require`. esbuild takes a tenth of the time that
 * the compiler of TypeScript takes, where it keeps its process. It does not move `jest.mock` before imports.
 */
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { buildSync, transformSync, version } = require('esbuild');

const own = readFileSync(__filename, 'utf8');
// Jest has no `import()` for CommonJS: it becomes a `require` that is as late.
const OPTIONS = { format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } };

module.exports = {
  // Jest keeps what is made, and does not look at this file for itself.
  getCacheKey: (code, file) =>
    createHash('sha256')
      .update(JSON.stringify([version, own, file, code]))
      .digest('hex'),
  process: (code, file) => (file.endsWith('.ts') ? ofTypeScript(code, file) : { code: bundled(file) }),
  OPTIONS,
  bundled,
  withFastSpreads,
};

function ofTypeScript(code, file) {
  const made = transformSync(code, { ...OPTIONS, sourcemap: 'inline', loader: 'ts', sourcefile: file, tsconfigRaw: {} });
  return /[\\/]lib[\\/]/.test(file) ? { ...made, code: withFastSpreads(made.code) } : made;
}

function withFastSpreads(code) {
  return code.replace(SPREAD_FIRST, '{$1...null, ...');
}

/** What the package is built with as well: see tools/package/fast-spreads.ts. Where it is no object, the code would not compile. */
const SPREAD_FIRST = /\{(\s*)\.\.\./g;

/** In one file: from one module to another, each use of a constant is a call, which takes most of a parser's time. */
function bundled(file) {
  const { outputFiles } = buildSync({ ...OPTIONS, sourcemap: 'inline', entryPoints: [file], bundle: true, write: false });
  return outputFiles[0].text;
}
