/** Stands for an app: `node app-client.cjs SOCKET APP [ARGUMENT...]` has the app run by `app-server.cjs`, and ends as the app has ended. */
const { writeSync } = require('node:fs');
const { connect } = require('node:net');

const [, , socket, file, ...args] = process.argv;
const server = connect(socket);
let answer = '';
server.end(JSON.stringify({ file, args, env: process.env, directory: process.cwd() }));
server.setEncoding('utf8').on('data', (text) => (answer += text));
server.on('end', () => {
  const { exitCode, written } = JSON.parse(answer);
  for (const [stream, text] of written) writeSync(stream, text);
  process.exitCode = exitCode;
});
