import type { Feature } from '../../catalog/features';

/** The kinds of property in the launch-site table. */
export const SITE_KINDS = [
  'instance-type', // exactly one type, or (where the property is a list) types: 'm5.large'
  'instance-type-or-family', // Batch: 'm5.large', 'c5', 'optimal', 'default_x86_64'
  'instance-type-pattern', // a type or a glob: 'm5*.*'
  'instance-type-list', // several types in one string, separated by commas
  'instance-family', // 'i3': every size of it
  'instance-requirements', // EC2's attribute-based selection, an object
  'managed-instance-class', // a service's own class that names an EC2 family: 'db.m4.large', 'cache.t2.micro', 'm4.large.search'
  'kubernetes-manifest', // manifests applied to a cluster, as JSON text
  'property', // any property that the launch-site table does not list, such as a reference to a launch template
  'machine-image',
  'user-data',
  'cfn-init-command', // a text for a shell, or a list of words
  'cfn-init-environment', // a variable that a command is run with
  'cfn-init-file', // the content of a file
  'cfn-init-setting', // the address that a file comes from, or whether a service is to run
  'block-device-name',
  'feature', // a feature that only some instance types have is switched on or off
] as const;

export type SiteKind = (typeof SITE_KINDS)[number];

/** The kinds of boot scripts. They are read as texts with choices in place. */
const SCRIPT_KINDS: ReadonlySet<SiteKind> = new Set([
  'user-data',
  'cfn-init-command',
  'cfn-init-environment',
  'cfn-init-file',
  'cfn-init-setting',
]);

export function isScriptKind(kind: SiteKind): boolean {
  return SCRIPT_KINDS.has(kind);
}

/** The features that a property of the launch switches on. NitroTPM is switched on by the image. */
export type LaunchFeature = Exclude<Feature, 'nitro-tpm'>;

/** The service's own word for an image, in a machine-image site without an image id. */
export type ImageWord =
  | 'eks-ami-type' // 'AL2023_x86_64_STANDARD'; 'CUSTOM' leaves it to the launch template
  | 'batch-image-type' // 'ECS_AL2023'
  | 'beanstalk-platform' // a solution stack's name or a platform's ARN
  | 'emr-release' // 'emr-7.9.0'
  | 'cloud9-image' // an alias, or the Parameter Store parameter of an image id
  | 'image-builder-image'; // an image id, an image's ARN, or a parameter

export interface LaunchSite {
  /** Path below `Properties`, in the schema's words; `[]` stands for every position of a list, `*` for every name in an object. */
  readonly path: string;
  /** The section in which the path begins, if not `Properties`. */
  readonly section?: 'Metadata';
  readonly kind: SiteKind;
  /** The site counts only if these properties have one of the values. They are in the object with the last segment of the path. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** For a machine image: the service's word at the site. Absent for an image id, or a parameter with one. */
  readonly word?: ImageWord;
  /** For a machine image: the paths of sites that count instead if they have a value. */
  readonly unless?: readonly string[];
  /**
   * For an instance type: the site holds other settings too. A text counts if it has the form of a type, and an undecided value if its own
   * name says that it is a type.
   */
  readonly among?: 'other-settings';
  /** For instance requirements: the service that chooses from its own offer, not from all of EC2's types. */
  readonly offer?: 'ecs-managed-instances';
  /** For a feature: its id. */
  readonly feature?: LaunchFeature;
}

/** The condition that a property has one of `values`, if given, and none of `except`. An undecided property may satisfy it. */
export interface PropertyCondition {
  /** Path below `Properties`, as in a launch site. One list position that satisfies the condition is enough. */
  readonly path: string;
  readonly values?: readonly string[];
  readonly except?: readonly string[];
  /** All values that the service accepts: an undecided property has one of them. */
  readonly among?: readonly string[];
  /** The service's value for an absent property. */
  readonly default?: string;
}

/** The effect if neither the resource nor its launch template gives a type, family or requirements. */
export type WithoutType =
  /** EC2 chooses one, or the launch fails. */
  | { readonly is: 'missing' }
  /** The service chooses a type that is built on Nitro: `type`, if documented. */
  | { readonly is: 'nitro'; readonly reason: string; readonly type?: string }
  /** The service chooses the type. It may choose Xen, or does not document its choice. */
  | { readonly is: 'delegated'; readonly reason: string }
  /** The resource alone launches nothing. */
  | { readonly is: 'nothing'; readonly reason: string };

/** The service's image if neither the resource nor its launch template gives one. */
export interface WithoutImage {
  /** The property for an image, and the service's word for the default image. */
  readonly property: string;
  readonly word: ImageWord;
  readonly architecture: 'x86_64';
  readonly reason: string;
}

export interface LaunchResource {
  readonly type: string;
  readonly sites: readonly LaunchSite[];
  /** The references to launch templates: objects with LaunchTemplateId or LaunchTemplateName (EKS: Id or Name, PCS: TemplateId). */
  readonly launchTemplates?: readonly string[];
  /** The property that names the instance types of each launch template in a list. */
  readonly launchTemplateTargets?: string;
  /** Properties that name the resource's parts: other resources of the table with the image, the types or a feature of the launch. */
  readonly parts?: readonly string[];
  readonly withoutType: WithoutType;
  /** Replaces `withoutType` if a property has one of these values. */
  readonly withoutTypeWith?: { readonly path: string; readonly values: readonly string[]; readonly withoutType: WithoutType };
  /** Absent if the service chooses an image that fits the type, or has no default image. */
  readonly withoutImage?: WithoutImage;
  /**
   * The resource launches, and `withoutType` applies, only under all of these conditions: a Batch environment on Fargate launches nothing.
   */
  readonly launchesOnlyWith?: readonly PropertyCondition[];
  /** Properties that name another source of the type, such as a launch configuration. If one has a value, `withoutType` does not apply. */
  readonly typeComesFrom?: readonly string[];
  /** The effect of a change of type on running resources: one clause in lower case, no full stop: 'stops and starts the instance'. */
  readonly change: string;
  /** The effect of a change of the machine image, if it differs from `change`. */
  readonly imageChange?: string;
  /**
   * Whether the resource counts as a launch: it starts or reserves instances of EC2 types that it names. `by-reference`: it counts if no
   * checked resource refers to it, because a referring resource counts itself.
   */
  readonly launches: boolean | 'by-reference';
  /** The reason why AWS's published schema lacks the resource type. */
  readonly outsideSchema?: string;
}
