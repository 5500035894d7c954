/**
 * Runs the CDK's command line as often as it is asked to over IPC, one run after the other: to load it takes longer than what it does.
 * What it and the apps it starts write goes to the streams of this process. A run ends where its process would: with nothing left to do.
 */
const { dirname, join } = require('node:path');

require('./served-app.cjs');
const { cli } = require(join(dirname(require.resolve('aws-cdk/package.json')), 'lib/index.js'));
process.setSourceMapsEnabled(true);

let run;

process.on('message', (next) => {
  run = next;
  // Else the process would never have nothing left to do.
  process.channel.unref();
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, run.env);
  process.chdir(run.directory);
  process.exitCode = undefined;
  cli(run.args);
});

process.on('beforeExit', (exitCode) => {
  if (run === undefined) return;
  for (const stream of [process.stdout, process.stderr]) stream.write(run.end);
  process.channel.ref();
  process.send({ exitCode });
  run = undefined;
});
