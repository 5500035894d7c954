/**
 * Runs scripts beside the library, one after the other in one process, as often as it is asked to over IPC. Each finds the library and
 * cdk-nag as if nothing had been loaded: only aws-cdk-lib stays.
 */
const Module = require('node:module');

process.on('message', ({ script, folder, kept }) => {
  for (const file of Object.keys(require.cache))
    if (!kept.some((name) => file.includes(`/node_modules/${name}/`))) delete require.cache[file];
  for (const name of Object.keys(Module._pathCache)) delete Module._pathCache[name];
  process.chdir(folder);
  process.exitCode = undefined;
  let terminal = '';
  const { log, error, warn } = console;
  console.log =
    console.error =
    console.warn =
      (...texts) => {
        terminal += `${texts.join(' ')}\n`;
      };
  let exitCode = 0;
  try {
    new Function('require', script)(Module.createRequire(`${folder}/[eval]`));
    exitCode = process.exitCode ?? 0;
  } catch (thrown) {
    exitCode = 1;
    terminal += String(thrown?.stack ?? thrown);
  }
  Object.assign(console, { log, error, warn });
  process.exitCode = undefined;
  process.send({ exitCode, terminal });
});
