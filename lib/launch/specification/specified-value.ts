import type { Pointer } from '../../base/json/json';
import type { Assumptions } from '../../template/values/assumptions';
import type { Targets } from '../launch-template-targets';
import type { Launch, LaunchReference } from '../launches';
import type { SiteValue } from '../site-reading';

/** A value of a property of a launch specification. */
export interface SpecifiedValue {
  /** The resource with the value: the launch itself or a launch template. */
  readonly launch: Launch;
  readonly value: SiteValue;
  /** The cases in which the value counts, in the template of the specification's launch. Its outcomes have further assumptions. */
  readonly cases: readonly Assumptions[];
  /** The place in the specification's own resource: of the value, or of the reference to the launch template with the value. */
  readonly at: { readonly path: string; readonly pointer: Pointer };
  /** Present if the value is for some of the instance types only. */
  readonly targets?: Targets;
}

/** The values of one property. */
export interface PropertyReading {
  /** In order of precedence. */
  readonly values: readonly SpecifiedValue[];
  /** The cases in which nothing sets the property, and no unchecked resource may. */
  readonly unset: readonly Assumptions[];
  /** Unchecked launch templates that alone may set the property. */
  readonly unchecked: readonly LaunchReference[];
}

/** One outcome of a specified value. */
export interface Specified {
  readonly specified: SpecifiedValue;
  /** The assumptions of the outcome. */
  readonly when: Assumptions;
}
