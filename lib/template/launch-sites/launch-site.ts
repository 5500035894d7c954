/** What a property names. */
export type SiteKind =
  | 'instance-type' // exactly one type, or (where the property is a list) types: 'm5.large'
  | 'instance-type-or-family' // Batch: 'm5.large', 'c5', 'optimal', 'default_x86_64'
  | 'instance-type-pattern' // a type or a glob: 'm5*.*'
  | 'instance-type-list' // several types in one string, separated by commas
  | 'instance-family' // 'i3': every size of it
  | 'instance-requirements' // EC2's attribute-based selection, an object
  | 'managed-instance-class' // a service's own class that names an EC2 family: 'db.m4.large', 'cache.t2.micro', 'm4.large.search'
  | 'kubernetes-manifest' // manifests applied to a cluster, as JSON text
  | 'launch-template' // a reference to a launch template, an object
  | 'machine-image'
  | 'ami-type'
  | 'user-data'
  | 'cfn-init-command' // a text for a shell, or a list of words
  | 'cfn-init-file' // the content of a file
  | 'block-device-name';

export interface LaunchSite {
  /** Path below `Properties`, in the schema's words; `[]` stands for every position of a list, `*` for every name in an object. */
  readonly path: string;
  /** Where the path begins, other than `Properties`. */
  readonly section?: 'Metadata';
  readonly kind: SiteKind;
  /** The site only counts where these properties of the object that holds the last segment of the path have one of the values. */
  readonly where?: Readonly<Record<string, readonly string[]>>;
}

/** That a property has a value or, where `values` are given, one of them. What cannot be decided may hold. */
export interface PropertyCondition {
  /** Path below `Properties`, as in a launch site: one position of a list is enough. */
  readonly path: string;
  readonly values?: readonly string[];
  /** What the service takes where the property is absent. */
  readonly default?: string;
}

/** What happens when no type, family or requirements are given: neither by the resource nor by its launch template. */
export type WithoutType =
  /** EC2 chooses one, or the launch fails. */
  | { readonly is: 'missing' }
  /** The service chooses a type that is built on Nitro. */
  | { readonly is: 'nitro'; readonly reason: string }
  /** The service chooses, and may choose Xen or does not say. */
  | { readonly is: 'delegated'; readonly reason: string }
  /** The resource alone launches nothing. */
  | { readonly is: 'nothing'; readonly reason: string };

export interface LaunchResource {
  readonly type: string;
  readonly sites: readonly LaunchSite[];
  /** Where the resource refers to a launch template: objects with LaunchTemplateId or LaunchTemplateName (EKS: Id or Name, PCS: TemplateId). */
  readonly launchTemplates?: readonly string[];
  readonly withoutType: WithoutType;
  /** The resource launches, and `withoutType` applies, only where this holds: a Batch environment on Fargate launches nothing. */
  readonly launchesOnlyWith?: PropertyCondition;
  /** Properties that take the type from elsewhere, such as a launch configuration: where one has a value, `withoutType` does not apply. */
  readonly typeComesFrom?: readonly string[];
  /** What changing the type does to what is running, one clause in lower case, no full stop: 'stops and starts the instance'. */
  readonly change: string;
  /**
   * Counts as a launch: starts or reserves instances of the EC2 types it names. `by-reference`: counts where nothing that is
   * checked refers to it, as what does counts itself.
   */
  readonly launches: boolean | 'by-reference';
  /** Why AWS's published schema does not know the resource type. */
  readonly outsideSchema?: string;
}
