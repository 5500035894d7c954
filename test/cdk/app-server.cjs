/**
 * Runs apps one after the other, for `served-app.cjs`: to load the library and the CDK takes ten times as long as to synthesize an app.
 * An app ends in here as it does in a process of its own: with the exit code, with what it asks to be called at the end, or with an error
 * that nothing catches.
 */
const { rmSync } = require('node:fs');
const Module = require('node:module');
const { createServer } = require('node:net');
const { format } = require('node:util');

const [, , socket] = process.argv;

/** What an app that calls `process.exit` does not come back from. */
const LEFT = Symbol('left');

createServer({ allowHalfOpen: true }, (client) => {
  let asked = '';
  client.setEncoding('utf8').on('data', (text) => (asked += text));
  client.on('end', () => client.end(JSON.stringify(run(JSON.parse(asked)))));
}).listen(socket, () => process.send('ready'));

process.on('disconnect', () => process.exit());
process.on('exit', () => rmSync(socket, { force: true }));

function run({ file, args, env, directory }) {
  const written = [];
  const kept = { exit: process.exit, out: process.stdout.write, err: process.stderr.write };
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (text, ...rest) => {
      written.push([stream.fd, String(text)]);
      rest.find((each) => typeof each === 'function')?.();
      return true;
    };
  }
  let exitCode;
  process.exit = (code) => {
    exitCode ??= code ?? process.exitCode ?? 0;
    throw LEFT;
  };
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.chdir(directory);
  process.argv = [process.execPath, file, ...args];
  process.exitCode = undefined;
  attempt(() => {
    delete require.cache[file];
    Module._load(file, null, true);
    process.emit('beforeExit', process.exitCode ?? 0);
  });
  exitCode ??= process.exitCode ?? 0;
  for (const event of ['beforeExit', 'uncaughtException']) process.removeAllListeners(event);
  process.exit = kept.exit;
  process.stdout.write = kept.out;
  process.stderr.write = kept.err;
  process.exitCode = undefined;
  return { exitCode, written };

  function attempt(something) {
    try {
      something();
    } catch (error) {
      if (error === LEFT) return;
      if (process.listenerCount('uncaughtException') > 0) {
        attempt(() => process.emit('uncaughtException', error, 'uncaughtException'));
        return;
      }
      process.stderr.write(`\n${format(error)}\n\nNode.js ${process.version}\n`);
      exitCode = 1;
    }
  }
}
