/** Has `app-server.cjs` run an app where the CDK's command line would start a process for it. */
const childProcess = require('node:child_process');
const { EventEmitter } = require('node:events');
const { connect } = require('node:net');
const { PassThrough } = require('node:stream');

/** What an app that is served begins with as a command: see `ServedApps.command`. */
const SERVED = 'served-app ';

const { spawn } = childProcess;
childProcess.spawn = (command, ...rest) => (command.startsWith(SERVED) ? new ServedApp(command, rest.at(-1)) : spawn(command, ...rest));

/** As much of a process as the command line looks at. */
class ServedApp extends EventEmitter {
  constructor(command, { env, cwd = process.cwd(), stdio: [, out, err] }) {
    super();
    this.stdout = out === 'pipe' ? new PassThrough() : null;
    this.stderr = err === 'pipe' ? new PassThrough() : null;
    const [socket, file, ...args] = [...command.slice(SERVED.length).matchAll(/'([^']*)'|\S+/g)].map(([word, quoted = word]) => quoted);
    const server = connect(socket);
    let answer = '';
    server.end(JSON.stringify({ file, args, env, directory: cwd }));
    server.setEncoding('utf8').on('data', (text) => (answer += text));
    server.on('end', () => this.finish(JSON.parse(answer)));
  }

  finish({ exitCode, written }) {
    const streams = { 1: this.stdout ?? process.stdout, 2: this.stderr ?? process.stderr };
    for (const [stream, text] of written) streams[stream].write(text);
    for (const stream of [this.stdout, this.stderr]) stream?.end();
    const open = [this.stdout, this.stderr].filter((stream) => stream !== null);
    Promise.all(open.map((stream) => new Promise((end) => stream.once('end', end)))).then(() => this.emit('close', exitCode, null));
  }
}
