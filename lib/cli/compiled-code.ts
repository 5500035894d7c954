import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** What the type declarations of Node.js leave out. */
interface CompiledModule {
  readonly exports: unknown;
  _compile(text: string, file: string): unknown;
}

type Wrapper = (exports: unknown, require: NodeJS.Require, module: CompiledModule, file: string, folder: string) => void;

/** A checksum of the code, before it: V8 does not notice a damaged file. */
const HEADER_BYTES = 4;

/**
 * Makes Node.js keep the compiled code of the files in a folder, for releases that cannot do so themselves. Other files are left alone.
 *
 * The code is kept below the temporary folder of the system, in a folder that only the user may write to. Any other folder of that name is
 * ignored. Without a folder, the files are compiled as usual.
 */
export function keepCompiledCode(ofFolder: string): void {
  const cache = cacheFolder();
  if (cache === undefined) return;
  const prototype = Module.prototype as unknown as CompiledModule;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its module
  const compile = prototype._compile;
  prototype._compile = function (text, file) {
    if (dirname(file) !== ofFolder) return compile.call(this, text, file);
    const wrapper = compiledScript(text, file, cache).runInThisContext() as Wrapper;
    wrapper.call(this.exports, this.exports, createRequire(file), this, file, ofFolder);
    return undefined;
  };
}

/** Compiles a module, from what an earlier run has kept if possible. Otherwise the code is kept when the process ends. */
function compiledScript(text: string, file: string, cache: string): Script {
  // V8 compares no more of a source text than its length.
  const kept = join(cache, `${process.version}-${process.arch}-${crc32(text).toString(16)}-${basename(file)}`);
  const cachedData = readCode(kept);
  const script = new Script(Module.wrap(text), { filename: file, ...(cachedData !== undefined && { cachedData }) });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    // By then, the functions that ran are compiled as well.
    process.once('exit', () => {
      writeCode(kept, script.createCachedData());
    });
  }
  return script;
}

/** Returns the code in a file; undefined if there is none, and if it is damaged. */
function readCode(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(HEADER_BYTES);
    return bytes.readUInt32LE(0) === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps code, if it can. A run beside this one sees the whole file or none. */
function writeCode(file: string, code: Buffer): void {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(crc32(code), 0);
  try {
    const unfinished = `${file}.${String(process.pid)}`;
    writeFileSync(unfinished, Buffer.concat([header, code]), { mode: 0o600 });
    renameSync(unfinished, file);
  } catch {
    // The next run compiles again.
  }
}

/** Returns the folder of the user's compiled code, and makes it if need be; undefined if there can be none that others cannot write to. */
function cacheFolder(): string | undefined {
  const user = process.getuid?.();
  const folder = join(tmpdir(), user === undefined ? 'cdk-nitro-compiled' : `cdk-nitro-compiled-${String(user)}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { mode, uid } = lstatSync(folder);
    // Only systems with user ids have a temporary folder that users share.
    return user === undefined || (uid === user && (mode & 0o170022) === 0o040000) ? folder : undefined;
  } catch {
    return undefined;
  }
}
