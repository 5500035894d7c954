/**
 * How many frames V8 records of a stack trace while constructs are made. Its own limit of 10 ends within the packages that constructs
 * come from. A construct that is nested deeper in packages has no known line.
 */
const FRAMES = 100;

/** The limit that was in force before, while this package has raised it. */
let before: number | undefined;

/**
 * Makes V8 record longer stack traces, so that the CDK knows the line in the app that a construct comes from. A higher limit stays as it
 * is, and so does 0, which switches traces off.
 */
export function recordLongTraces(): void {
  const limit: unknown = Error.stackTraceLimit;
  if (typeof limit !== 'number' || limit === 0 || limit >= FRAMES) return;
  // Where built-in objects are frozen, the limit stays.
  if (Reflect.set(Error, 'stackTraceLimit', FRAMES)) before = limit;
}

/** Restores the limit once constructs are made, unless something else has changed it since. */
export function recordShortTraces(): void {
  if (before !== undefined && Error.stackTraceLimit === FRAMES) Error.stackTraceLimit = before;
  before = undefined;
}
