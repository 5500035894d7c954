import type { Pointer } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Targets } from '../launch-template-targets';
import type { Launch, LaunchReference } from '../launches';
import type { SiteValue } from '../site-reading';

/** A value of a property of a launch specification. */
export interface SpecifiedValue {
  /** The resource it is written in: the launch itself or a launch template. */
  readonly launch: Launch;
  readonly value: SiteValue;
  /** The cases in which it counts, in the template of the specification's launch. Its outcomes have assumptions of their own. */
  readonly cases: readonly Assumptions[];
  /** Where the specification's own resource has it, or refers to the launch template that has it. */
  readonly at: { readonly path: string; readonly pointer: Pointer };
  /** Present where it is for some of the instance types only. */
  readonly targets?: Targets;
}

/** The values of one property. */
export interface PropertyReading {
  /** In order of precedence. */
  readonly values: readonly SpecifiedValue[];
  /** The cases in which nothing sets the property, and nothing unchecked may. */
  readonly unset: readonly Assumptions[];
  /** Unchecked launch templates that alone may set the property. */
  readonly unchecked: readonly LaunchReference[];
}

/** One outcome of a specified value. */
export interface Specified {
  readonly specified: SpecifiedValue;
  /** What the outcome assumes. */
  readonly when: Assumptions;
}
