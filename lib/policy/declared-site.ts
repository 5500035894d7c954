/**
 * The possible content of a property of one's own resource type, in the kinds of the launch-site table. `nothing`: the property looks like
 * a launch site and is not one.
 */
export const DECLARABLE_KINDS = [
  'instance-type',
  'instance-family',
  'instance-requirements',
  'machine-image',
  'user-data',
  'block-device-name',
  'managed-instance-class',
  'nothing',
] as const;

/** A launch site that a policy declares, because no table can know it: a property of one's own registry type or custom resource. */
export interface DeclaredSite {
  readonly resourceType: string;
  /** Path below `Properties`; `[]` stands for every item of a list. */
  readonly property: string;
  readonly holds: (typeof DECLARABLE_KINDS)[number];
}
