/**
 * Keeps the code that V8 makes of packages, for the next process that loads them: Node.js 20 has no such cache, and half of what
 * a process that loads the AWS CDK costs is compilation. `CDK_NITRO_CODE_CACHE` names the folder; what is in the folder of a run of the
 * tests is kept in there, as its paths are those of that run. V8 refuses what another release made.
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const { CDK_NITRO_CODE_CACHE: folder = '', CDK_NITRO_TEST_FOLDER: folderOfRun } = process.env;
/** Packages that many processes load. To keep the code of others takes longer than it saves. */
const KEPT = /\/node_modules\/(?:aws-cdk|aws-cdk-lib|constructs|cdk-nag|yaml)\//;
/** The library and the apps as a run of the tests compiles them. */
const OF_RUN = /^\/[\w-]+\/(?:lib|test)\//;
const SHORTEST = 500;
const compile = Module.prototype._compile;
const compiled = [];

Module.prototype._compile = function (content, filename, ...rest) {
  const isOfRun = folderOfRun !== undefined && filename.startsWith(folderOfRun) && OF_RUN.test(filename.slice(folderOfRun.length));
  const isKept = (isOfRun || KEPT.test(filename)) && content.length >= SHORTEST;
  // A script of ours has no `import()`.
  if (!isKept || /^#!|\bimport\(/.test(content)) return compile.call(this, content, filename, ...rest);
  const file = join(isOfRun ? join(folderOfRun, 'code') : folder, createHash('sha1').update(`${filename}\n${content}`).digest('hex'));
  const cachedData = readIfThere(file);
  const script = new Script(Module.wrap(content), { filename, cachedData, columnOffset: -Module.wrapper[0].length });
  if (cachedData === undefined || script.cachedDataRejected) compiled.push({ file, script, isStale: cachedData !== undefined });
  const load = Object.assign((name) => this.require(name), {
    resolve: (...given) => Module.createRequire(filename).resolve(...given),
    cache: Module._cache,
    extensions: Module._extensions,
    main: process.mainModule,
  });
  return script.runInThisContext().call(this.exports, this.exports, load, this, filename, dirname(filename));
};

// By then the functions that were called are compiled as well.
process.on('exit', () => {
  for (const { file, script, isStale } of compiled) {
    mkdirSync(dirname(file), { recursive: true });
    // Another process was faster.
    if (!isStale && existsSync(file)) continue;
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData());
    renameSync(unfinished, file);
  }
});

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
