import type { SelectableArchitecture } from '../base/architecture';
import type { Feature } from '../catalog/features';

/** A team's demands on instance types beyond those of the rules. */
export interface Demands {
  /**
   * Lists of globs for whole names, such as `m7i*.*`. A type has to match every list: a policy that extends another adds a list,
   * so it can only narrow the choice. Absent or empty: every type built on Nitro.
   */
  readonly allowedInstanceTypes?: readonly (readonly string[])[];
  /** Globs for whole names. A type that matches one is refused even if it is allowed. */
  readonly deniedInstanceTypes?: readonly string[];
  /** Absent: all. */
  readonly architectures?: readonly SelectableArchitecture[];
  /** The features that every type must support. Absent or empty: none. */
  readonly features?: readonly Feature[];
}

export const NO_DEMANDS: Demands = {};
