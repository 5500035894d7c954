const Module = require('node:module');
const { join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');
const { codeOf, sourceMaps } = require('./compiled-sources.cjs');
const { bundled } = require('./transform-modules.cjs');

const ROOT = join(__dirname, '..');
const MODULE_OF_UNBASH = /[\\/]node_modules[\\/]unbash[\\/].+\.js$/;

const load = Module.createRequire(__filename);
const { '.js': loadScript } = Module._extensions;
Module._extensions['.ts'] = (module, file) => module._compile(codeOf(file), file);
Module._extensions['.js'] = (module, file) =>
  MODULE_OF_UNBASH.test(file) ? module._compile(bundled(file), file) : loadScript(module, file);

const isShared = (file) => file.startsWith(ROOT + sep) && !file.startsWith(__dirname + sep);

let run;
let maps = [];

/** Forgets the sources of an earlier run: `jest --watch` has several in a process. */
function startRun(folder) {
  if (folder === run) return;
  run = folder;
  maps = sourceMaps();
  for (const file of Object.keys(Module._cache)) if (file.endsWith('.ts')) delete Module._cache[file];
}

/**
 * What loads the modules of a test file. Jest loads all of them anew for each file. Here a process loads the library and the packages once,
 * with Node.js itself, as a process that uses them does; what is in `test` is loaded for each file. A test file has copies of its own
 * where it mocks a module of the library or of a package, and from its first `jest.resetModules()` on.
 */
module.exports = class extends Runtime {
  isSharing = true;

  constructor(...given) {
    startRun(process.env.CDK_NITRO_TEST_FOLDER);
    super(...given);
  }

  requireModule(from, name, options, isActual) {
    if (this.isSharing && name !== undefined && options?.isInternalModule !== true && !Module.isBuiltin(name)) {
      const file = this._resolution.resolveCjs(from, name);
      if (isShared(file)) return load(file);
    }
    return super.requireModule(from, name, options, isActual);
  }

  setMock(from, name, ...given) {
    if (!Module.isBuiltin(name) && isShared(this._resolution.resolveCjs(from, name))) this.isSharing = false;
    super.setMock(from, name, ...given);
  }

  resetModules() {
    this.isSharing = false;
    super.resetModules();
  }

  /** For the positions in the stacks of errors. */
  getSourceMaps() {
    const all = super.getSourceMaps();
    for (const [file, map] of maps) all.set(file, map);
    return all;
  }
};
