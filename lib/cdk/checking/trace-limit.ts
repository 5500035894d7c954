/**
 * The number of frames that V8 records of a stack trace while constructs are made. Its default of 10 ends within the packages of
 * constructs. A construct that is nested deeper in packages has no known line.
 */
const FRAMES = 100;

/** The limit before this package raised it. */
let before: number | undefined;

/**
 * Makes V8 record longer stack traces: the CDK then knows the line in the app that creates a construct. A higher limit stays, and so does
 * 0, which switches traces off.
 */
export function recordLongTraces(): void {
  const limit: unknown = Error.stackTraceLimit;
  if (typeof limit !== 'number' || limit === 0 || limit >= FRAMES) return;
  // If built-in objects are frozen, the limit stays.
  if (Reflect.set(Error, 'stackTraceLimit', FRAMES)) before = limit;
}

/** Restores the limit once constructs are made, unless something else has changed it since. */
export function recordShortTraces(): void {
  if (before !== undefined && Error.stackTraceLimit === FRAMES) Error.stackTraceLimit = before;
  before = undefined;
}
