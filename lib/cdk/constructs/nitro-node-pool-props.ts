import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** A requirement of a Karpenter node pool on its nodes. */
export interface NitroNodePoolRequirement {
  /** The label: `topology.kubernetes.io/zone`. */
  readonly key: string;

  /**
   * The operator of Kubernetes: `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`.
   *
   * @default 'In'
   */
  readonly comparison?: string;

  /**
   * The values of the label.
   *
   * @default - none
   */
  readonly values?: string[];
}

/** Properties of the manifest of a Karpenter node pool. */
export interface NitroNodePoolProps {
  /** The name of the node pool. */
  readonly name: string;

  /**
   * The name of the node class: an EC2NodeClass, or with EKS Auto Mode a NodeClass.
   *
   * @default 'default'
   */
  readonly nodeClassName?: string;

  /**
   * Whether the node pool is for EKS Auto Mode, which has labels and node classes of its own.
   *
   * @default false
   */
  readonly autoMode?: boolean;

  /**
   * The architectures to choose from.
   *
   * @default [InstanceArchitecture.X86_64]
   */
  readonly architectures?: ec2.InstanceArchitecture[];

  /**
   * The instance categories to choose from: the first letters of the families, for example `m`, `c` and `r`.
   *
   * @default ['c', 'm', 'r']
   */
  readonly categories?: string[];

  /**
   * The lowest generation: the number in the names of the families.
   *
   * @default - no lowest generation
   */
  readonly generationMin?: number;

  /**
   * The capacity types to choose from: `on-demand`, `spot`, `reserved`.
   *
   * @default ['on-demand']
   */
  readonly capacityTypes?: string[];

  /**
   * Further requirements on the nodes. All requirements must hold, so none of these can admit a Xen type.
   *
   * @default - none
   */
  readonly requirements?: NitroNodePoolRequirement[];

  /**
   * The maximum number of vCPUs of all nodes of the pool together.
   *
   * @default - no limit
   */
  readonly cpuLimit?: number;
}
