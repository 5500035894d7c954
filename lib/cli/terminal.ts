/** What a command line talks to; the process entry hands in the real one, tests their own. */
export interface Terminal {
  readonly cwd: string;
  /** The day of the run, `YYYY-MM-DD`, in UTC. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal, so that colours make sense. */
  readonly isTty: boolean;
  readonly readStdin: () => Uint8Array;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

export const EXIT_PASSED = 0;
export const EXIT_FINDINGS = 1;
export const EXIT_UNUSABLE = 2;

/** Something the caller wrote wrong; its message is all that is shown. */
export class UsageError extends Error {}

/** Something that cannot be read, written or asked, though the command line is right; its message is all that is shown. */
export class UnusableError extends Error {}

/** What an error says; also where it comes from another realm, whose `Error` is not ours. */
export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
}
