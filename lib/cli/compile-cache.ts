/**
 * Makes Node.js keep the compiled code of modules that are loaded later, if the release can (22.8 and later). This saves a tenth of a short run or more.
 * It is kept below the temporary folder of the system; `NODE_DISABLE_COMPILE_CACHE=1` turns it off.
 * https://nodejs.org/api/module.html#module-compile-cache
 */
const { enableCompileCache } = process.getBuiltinModule('node:module') as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
