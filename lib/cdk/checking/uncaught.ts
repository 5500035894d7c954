/** Marks an error whose message is all that a user needs. A registered symbol: a second copy of this package knows it too. */
const MESSAGE_ONLY = Symbol.for('cdk-nitro.message-only');

/**
 * Makes Node.js end with the message of an error and exit code 1 if nothing catches the error. Node.js itself would add a line of this
 * package and its own version, as for a crash.
 *
 * @param text the text to print
 */
export function endWithMessage(error: Error, text: string): Error {
  Object.defineProperty(error, MESSAGE_ONLY, { value: text });
  // A test runner reports errors by itself, and an app that listens for uncaught errors decides about this one too.
  if (process.env['NODE_ENV'] !== 'test' && process.listenerCount('uncaughtException') === 0) process.on('uncaughtException', end);
  return error;
}

function end(error: (Error & { readonly [MESSAGE_ONLY]?: string }) | null | undefined): void {
  const text: unknown = error?.[MESSAGE_ONLY];
  if (typeof text === 'string') {
    process.stderr.write(`${text}\n`, () => process.exit(1));
    return;
  }
  // Any other error ends the process as it would without this listener.
  process.off('uncaughtException', end);
  process.nextTick(() => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- an app may throw anything
    throw error;
  });
}
