/** The language of a fragment, as far as it decides what its words mean. */
export type FragmentKind =
  | 'shell' // sh, bash and their kin, and files of shell variables
  | 'script' // Python, Perl, Ruby and others: `#` or `//` starts a comment, paths stand in strings
  | 'powershell'
  | 'batch' // cmd.exe
  | 'settings' // one entry a line, fields between blanks: fstab, systemd units, network interfaces
  | 'other'; // known to hold nothing that runs, or in no language that is understood

/** Where a fragment is: in which part or section, and at which line. */
export interface FragmentPlace {
  /** From the outermost in: `part 2 (text/cloud-config)`, `runcmd[3]`. Empty for a script that is the whole user data. */
  readonly where: readonly string[];
  /** Line of the fragment's first line, from 1: in the user data, or in the innermost part of it that is encoded on its own. */
  readonly line: number;
}

/** A piece of user data in one language. */
export interface Fragment extends FragmentPlace {
  readonly kind: FragmentKind;
  readonly text: string;
}

/** What user data, or a part of it, holds. */
export interface UserDataReading {
  readonly fragments: readonly Fragment[];
  /** What cannot be read, a clause each: `it breaks off in the middle of its gzip data`. */
  readonly problems: readonly string[];
  /** What the instance fetches from elsewhere before it runs it, a clause each. */
  readonly elsewhere: readonly string[];
}

export const NOTHING_READ: UserDataReading = { fragments: [], problems: [], elsewhere: [] };

export function fragmentReading(kind: FragmentKind, text: string, place: FragmentPlace): UserDataReading {
  return { ...NOTHING_READ, fragments: [{ kind, text, ...place }] };
}

/** @param problem what is wrong, as a clause whose subject has been named: `is not base64` */
export function problemReading(problem: string, { where }: Pick<FragmentPlace, 'where'>): UserDataReading {
  return { ...NOTHING_READ, problems: [`${where.at(-1) ?? 'it'} ${problem}`] };
}

export function allReadings(readings: readonly UserDataReading[]): UserDataReading {
  return {
    fragments: readings.flatMap(({ fragments }) => fragments),
    problems: readings.flatMap(({ problems }) => problems),
    elsewhere: readings.flatMap(({ elsewhere }) => elsewhere),
  };
}
