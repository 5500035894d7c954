/** The language of a fragment, which decides the meaning of its words. */
export type FragmentKind =
  | 'shell' // sh, bash and their kin, and files of shell variables
  | 'script' // Python, Perl, Ruby and others: `#` or `//` starts a comment, paths stand in strings
  | 'powershell'
  | 'batch' // cmd.exe
  | 'cron' // a command of a shell in each line, behind the times at which it is run
  | 'settings' // one entry a line, fields between blanks: fstab, systemd units, network interfaces
  | 'other'; // known to hold nothing that runs, or in an unknown language

/** The place of a fragment: part or section, and line. */
export interface FragmentPlace {
  /** The path from the outermost part: `part 2 (text/cloud-config)`, `runcmd[3]`. Empty for a script that is the whole user data. */
  readonly where: readonly string[];
  /** The line of the fragment's first line, from 1, in the user data or in the innermost separately encoded part of it. */
  readonly line: number;
}

/** A piece of user data in one language. */
export interface Fragment extends FragmentPlace {
  readonly kind: FragmentKind;
  readonly text: string;
  /** The file that the fragment is written to, if another script may run it. */
  readonly file?: string;
}

/** The content of user data, or of a part of it. */
export interface UserDataReading {
  readonly fragments: readonly Fragment[];
  /** Parts that cannot be read, a clause each: `it ends in the middle of its gzip data`. */
  readonly problems: readonly string[];
  /** Scripts that the instance fetches from elsewhere before it runs them, a clause each. */
  readonly elsewhere: readonly string[];
  /** One of these is probably a script. */
  readonly isFetched?: true;
}

export const NOTHING_READ: UserDataReading = { fragments: [], problems: [], elsewhere: [] };

export function fragmentReading(kind: FragmentKind, text: string, place: FragmentPlace): UserDataReading {
  return { ...NOTHING_READ, fragments: [{ kind, text, ...place }] };
}

/** @param problem a clause without its subject: `is not base64` */
export function problemReading(problem: string, { where }: Pick<FragmentPlace, 'where'>): UserDataReading {
  return { ...NOTHING_READ, problems: [`${where.at(-1) ?? 'it'} ${problem}`] };
}

export function allReadings(readings: readonly UserDataReading[]): UserDataReading {
  return {
    fragments: readings.flatMap(({ fragments }) => fragments),
    problems: readings.flatMap(({ problems }) => problems),
    elsewhere: readings.flatMap(({ elsewhere }) => elsewhere),
    ...(readings.some(({ isFetched }) => isFetched) ? { isFetched: true as const } : {}),
  };
}

/** @param what a clause: `the instance fetches https://example.com/boot.sh` */
export function fetchedReading(what: string): UserDataReading {
  return { ...NOTHING_READ, elsewhere: [what], isFetched: true };
}
