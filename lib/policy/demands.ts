/** What an instance type may be able to do beyond being built on Nitro, in EC2's words. */
export const FEATURES = ['enclaves', 'amd-sev-snp', 'nitro-tpm', 'hibernation', 'efa', 'ena-express'] as const;

export type Feature = (typeof FEATURES)[number];

/** The architectures a policy can ask for. */
export const ARCHITECTURES = ['x86_64', 'arm64'] as const;

export type DemandedArchitecture = (typeof ARCHITECTURES)[number];

/** What a team demands of instance types beyond what the rules do. */
export interface Demands {
  /**
   * Lists of globs over whole names, as `m7i*.*`. A type has to be in every list: a policy that extends another adds a list,
   * and so can only narrow the choice. Absent or empty: every type that is built on Nitro.
   */
  readonly allowedInstanceTypes?: readonly (readonly string[])[];
  /** Globs over whole names. What they match is refused even where it is allowed. */
  readonly deniedInstanceTypes?: readonly string[];
  /** Absent: both. */
  readonly architectures?: readonly DemandedArchitecture[];
  /** What every type must support. Absent or empty: nothing. */
  readonly features?: readonly Feature[];
}

export const NO_DEMANDS: Demands = {};
