/**
 * Keeps the code that V8 makes of packages and of the library, for the next process that loads them: Node.js 20 has no such cache, and half of what
 * a process that loads the AWS CDK costs is compilation. `CDK_NITRO_CODE_CACHE` names the folder. V8 refuses what another release made.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const { CDK_NITRO_CODE_CACHE: packages = '', CDK_NITRO_TEST_FOLDER: run = '' } = process.env;
const SHORTEST = 2000;
const compile = Module.prototype._compile;
const compiled = [];

Module.prototype._compile = function (content, filename, ...rest) {
  const folder = folderFor(filename, content);
  if (folder === undefined || content.length < SHORTEST || content.startsWith('#!')) return compile.call(this, content, filename, ...rest);
  const file = join(folder, createHash('sha1').update(`${filename}\n${content}`).digest('hex'));
  const cachedData = readIfThere(file);
  const script = new Script(Module.wrap(content), { filename, cachedData, columnOffset: -Module.wrapper[0].length });
  if (cachedData === undefined || script.cachedDataRejected) compiled.push({ file, script });
  const created = Module.createRequire(filename);
  const load = Object.assign((name) => this.require(name), created, { main: process.mainModule });
  return script.runInThisContext().call(this.exports, this.exports, load, this, filename, dirname(filename));
};

// By then the functions that were called are compiled as well.
process.on('exit', () => {
  for (const { file, script } of compiled) {
    mkdirSync(dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, file);
  }
});

/**
 * Returns where the code of a file is kept, if it is. The library lies elsewhere in each run of the tests, and V8 keeps the path as well.
 * Kept code imports nothing on demand.
 */
function folderFor(filename, content) {
  if (filename.includes('/node_modules/')) return packages;
  const isLibrary = run !== '' && filename.startsWith(`${run}/`) && /^[^/]+\/lib\//.test(filename.slice(run.length + 1));
  return isLibrary && !content.includes('import(') ? join(run, 'code') : undefined;
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
