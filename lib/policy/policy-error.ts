/** A place in a policy. */
export interface PolicyPlace {
  /** The file as reports name it, or the function that took the values: `nitro.json`, `NitroStandard.enforce`. */
  readonly source: string;
  /** From 1; absent for a source that is not text. */
  readonly line?: number;
  /** From 1, in UTF-16 code units; absent for a source that is not text. */
  readonly column?: number;
}

/** A policy that cannot be applied. The message names the place, the error and the remedy. */
export class PolicyError extends Error {
  public override readonly name = 'PolicyError';

  public static at(place: PolicyPlace, problem: string): PolicyError {
    return new PolicyError(`${describePolicyPlace(place, 'column')}: ${problem}`, place);
  }

  public constructor(
    message: string,
    public readonly place?: PolicyPlace,
  ) {
    super(message);
  }
}

/** Describes a place: `nitro.json:12`, or `nitro.json:12:5`. */
export function describePolicyPlace({ source, line, column }: PolicyPlace, precision: 'line' | 'column' = 'line'): string {
  if (line === undefined) return source;
  return precision === 'line' || column === undefined ? `${source}:${line}` : `${source}:${line}:${column}`;
}
