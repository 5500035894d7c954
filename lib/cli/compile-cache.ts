import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { keepCompiledCode } from './compiled-code';

/*
 * Makes Node.js compile less, since a short run spends a quarter of its time on that. The compiled code of modules that are loaded later is
 * kept below the temporary folder of the system; `NODE_DISABLE_COMPILE_CACHE=1` turns this off.
 * https://nodejs.org/api/module.html#module-compile-cache
 */
const { enableCompileCache } = process.getBuiltinModule('node:module') as { readonly enableCompileCache?: () => unknown };
// Releases before 22.8 cannot.
if (enableCompileCache !== undefined) enableCompileCache();
else if (process.env['NODE_DISABLE_COMPILE_CACHE'] === undefined) keepCompiledCode(join(__dirname, '..'));

/** The V8 of Node.js 20. */
const EAGER_V8 = '11.3.';
// It optimizes code so early that a run of two seconds compiles for half a second beside the main thread, which gains nothing from it. Six
// times the default makes it wait, as later releases do by themselves.
if (process.versions.v8.startsWith(EAGER_V8)) setFlagsFromString('--interrupt-budget=400000');
