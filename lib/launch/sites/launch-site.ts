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

/** The kinds of boot scripts, which are read as texts with choices in place. */
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

/** The service's own word for its images that a site of a machine image holds in place of an image id. */
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
  /** The section that the path begins in, other than `Properties`. */
  readonly section?: 'Metadata';
  readonly kind: SiteKind;
  /** The site only counts where these properties of the object that holds the last segment of the path have one of the values. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
  /** For a machine image: the service's word that the site holds. Absent: an image id, or a parameter that holds one. */
  readonly word?: ImageWord;
  /** For a machine image: the paths of sites that count instead where they have a value. */
  readonly unless?: readonly string[];
  /**
   * For an instance type: the site holds other settings as well. Only texts in the form of a type's name count, and undecided ones whose own name
   * says that they are a type.
   */
  readonly among?: 'other-settings';
  /** For instance requirements: the service that chooses from an offer of its own instead of all of EC2's types. */
  readonly offer?: 'ecs-managed-instances';
  /** For a feature: which. */
  readonly feature?: LaunchFeature;
}

/** The condition that a property has a value: one of `values` where these are given, none of `except`. An undecided property may satisfy it. */
export interface PropertyCondition {
  /** Path below `Properties`, as in a launch site: one position of a list is enough. */
  readonly path: string;
  readonly values?: readonly string[];
  readonly except?: readonly string[];
  /** All values that the service takes: an undecided property may only become one of them. */
  readonly among?: readonly string[];
  /** The value that the service takes where the property is absent. */
  readonly default?: string;
}

/** What happens where neither the resource nor its launch template gives a type, family or requirements. */
export type WithoutType =
  /** EC2 chooses one, or the launch fails. */
  | { readonly is: 'missing' }
  /** The service chooses a type that is built on Nitro: `type`, where it documents which. */
  | { readonly is: 'nitro'; readonly reason: string; readonly type?: string }
  /** The service chooses the type. It may choose Xen, or does not document its choice. */
  | { readonly is: 'delegated'; readonly reason: string }
  /** The resource alone launches nothing. */
  | { readonly is: 'nothing'; readonly reason: string };

/** The image that the service takes where neither the resource nor its launch template gives one. */
export interface WithoutImage {
  /** The property that would name an image, and the service's word that it holds. */
  readonly property: string;
  readonly word: ImageWord;
  readonly architecture: 'x86_64';
  readonly reason: string;
}

export interface LaunchResource {
  readonly type: string;
  readonly sites: readonly LaunchSite[];
  /** Where the resource refers to a launch template: objects with LaunchTemplateId or LaunchTemplateName (EKS: Id or Name, PCS: TemplateId). */
  readonly launchTemplates?: readonly string[];
  /** Where launch templates in a list each are for some instance types only: the property beside each that names them. */
  readonly launchTemplateTargets?: string;
  /** Properties that name the resource's parts: other resources of the table that complete the launch, one with the image, another with the types or a feature. */
  readonly parts?: readonly string[];
  readonly withoutType: WithoutType;
  /** Replaces `withoutType` where a property has one of these values. */
  readonly withoutTypeWith?: { readonly path: string; readonly values: readonly string[]; readonly withoutType: WithoutType };
  /** Absent where the service takes an image that fits the type, or none of its own. */
  readonly withoutImage?: WithoutImage;
  /** The resource launches, and `withoutType` applies, only where all of this holds: a Batch environment on Fargate launches nothing. */
  readonly launchesOnlyWith?: readonly PropertyCondition[];
  /** Properties that take the type from elsewhere, such as a launch configuration: where one has a value, `withoutType` does not apply. */
  readonly typeComesFrom?: readonly string[];
  /** The effect of a change of type on running resources: one clause in lower case, no full stop: 'stops and starts the instance'. */
  readonly change: string;
  /** What changing the machine image does, where that differs from `change`. */
  readonly imageChange?: string;
  /**
   * Whether it counts as a launch: it starts or reserves instances of the EC2 types it names. `by-reference`: it counts where no
   * checked resource refers to it, as the referring resource counts itself.
   */
  readonly launches: boolean | 'by-reference';
  /** Why AWS's published schema does not have the resource type. */
  readonly outsideSchema?: string;
}
