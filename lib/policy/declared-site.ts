/** What a property of a resource type of one's own may hold, in the words of the launch-site table; `nothing` where it reads like a launch site and is none. */
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

/** A launch site that a policy declares, since no table can know it: a property of a registry type or custom resource of one's own. */
export interface DeclaredSite {
  readonly resourceType: string;
  /** Path below `Properties`; `[]` stands for every item of a list. */
  readonly property: string;
  readonly holds: (typeof DECLARABLE_KINDS)[number];
}
