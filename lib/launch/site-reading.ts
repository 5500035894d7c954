import type { Pointer } from '../base/json/json';
import type { Assumptions } from '../template/values/assumptions';
import type { Outcome } from '../template/values/outcome';
import type { LaunchSite } from './sites';

/** What a resource says at one place of a launch site. */
export interface SiteValue {
  readonly site: LaunchSite;
  /** Within the resource, intrinsic functions left out: `Properties/InstanceTypes/1`. */
  readonly path: string;
  /** Within the document, as it is written. */
  readonly pointer: Pointer;
  /** Known and unresolved outcomes; that nothing is said is in `SiteReading.silent`. */
  readonly outcomes: readonly Outcome[];
}

/** An object in a list on the way to a launch site that does not lead to it. */
export interface UnsetElement {
  /** The part of the site's path that leads to it: `LaunchTemplateConfigs.[]`. */
  readonly sitePath: string;
  readonly path: string;
  readonly pointer: Pointer;
  readonly cases: readonly Assumptions[];
}

export interface SiteReading {
  readonly values: readonly SiteValue[];
  /** The ways under which the site says nothing. */
  readonly unset: readonly Assumptions[];
  readonly unsetElements: readonly UnsetElement[];
}
