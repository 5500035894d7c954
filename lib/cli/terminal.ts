/** The environment of a command: streams, working folder and variables. The process entry passes the real one, tests pass their own. */
export interface Terminal {
  readonly cwd: string;
  /** The day of the run, `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal, so colours are shown. */
  readonly isTty: boolean;
  /** The columns of the terminal; 80 where standard output is none. */
  readonly columns: number;
  readonly readStdin: () => Uint8Array;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export const EXIT_PASSED = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_UNUSABLE = 2;

/** A mistake in the command line. Only the message is shown. */
export class UsageError extends Error {}

/** A file that cannot be read or written, or a service that cannot be asked. The command line itself is right; only the message is shown. */
export class UnusableError extends Error {}

/** Returns the message of an error, including an error of another realm, where `instanceof Error` does not hold. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}

/** Tells whether output is coloured: on a terminal, unless `NO_COLOR` is set; wherever it goes with `FORCE_COLOR`. */
export function isColored({ env, isTty }: Terminal): boolean {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  if (isSet('FORCE_COLOR')) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTty && !isSet('NO_COLOR');
}
