/** Where in a policy something is written. */
export interface PolicyPlace {
  /** The file as reports name it, or what was called with the values: `nitro.json`, `NitroStandard.enforce`. */
  readonly source: string;
  /** From 1; absent where there is no text. */
  readonly line?: number;
  /** From 1, in UTF-16 code units; absent where there is no text. */
  readonly column?: number;
}

/** A policy that cannot be followed: its message names the place, what is wrong there and what to do. */
export class PolicyError extends Error {
  public override readonly name = 'PolicyError';

  public static at(place: PolicyPlace, problem: string): PolicyError {
    return new PolicyError(`${describePlace(place, 'column')}: ${problem}`, place);
  }

  public constructor(
    message: string,
    public readonly place?: PolicyPlace,
  ) {
    super(message);
  }
}

/** `nitro.json:12`, or `nitro.json:12:5`. */
export function describePlace({ source, line, column }: PolicyPlace, precision: 'line' | 'column' = 'line'): string {
  if (line === undefined) return source;
  return precision === 'line' || column === undefined ? `${source}:${line}` : `${source}:${line}:${column}`;
}
