/** Present or former types of EC2 that are in neither source. */
export interface MissingTypes {
  readonly names: readonly string[];
  readonly runsOn: 'xen' | 'nitro' | 'bare metal';
  /** Why they are listed, and where it is documented. */
  readonly reason: string;
}

const RETIRED_XEN = "retired, and of a family that EC2's documentation listed as running on Xen";
const XEN_NOT_RETURNED = 'documented as running on Xen, but not returned by DescribeInstanceTypes';
const NITRO_NOT_RETURNED =
  "documented among the Nitro-based types and in the SDK's list of instance types, but not returned by DescribeInstanceTypes";

/**
 * Types that the catalog adds as known and not offered.
 * A type that is only newer than the sources is not listed: a new family is assumed to be built on Nitro.
 */
export const MISSING_TYPES: readonly MissingTypes[] = [
  { names: ['cc1.4xlarge', 'cc2.8xlarge'], runsOn: 'xen', reason: `CC1, CC2: ${RETIRED_XEN}` },
  { names: ['cg1.4xlarge'], runsOn: 'xen', reason: `CG1: ${RETIRED_XEN}` },
  { names: ['cr1.8xlarge'], runsOn: 'xen', reason: `CR1: ${RETIRED_XEN}` },
  { names: ['g2.2xlarge', 'g2.8xlarge'], runsOn: 'xen', reason: `G2: ${RETIRED_XEN}` },
  // https://docs.aws.amazon.com/ec2/latest/instancetypes/pg.html
  { names: ['g3.4xlarge', 'g3.8xlarge', 'g3.16xlarge'], runsOn: 'xen', reason: `G3: ${XEN_NOT_RETURNED}` },
  { names: ['g3s.xlarge'], runsOn: 'xen', reason: `G3s: ${RETIRED_XEN}` },
  { names: ['hi1.4xlarge'], runsOn: 'xen', reason: `HI1: ${RETIRED_XEN}` },
  { names: ['hs1.8xlarge'], runsOn: 'xen', reason: `HS1: ${RETIRED_XEN}` },
  { names: ['p2.xlarge', 'p2.8xlarge', 'p2.16xlarge'], runsOn: 'xen', reason: `P2: ${RETIRED_XEN}` },
  { names: ['p6e-gb200.36xlarge'], runsOn: 'nitro', reason: `P6e-GB200 UltraServers: ${NITRO_NOT_RETURNED}` },
  { names: ['trn2u.48xlarge'], runsOn: 'nitro', reason: `Trn2 UltraServers: ${NITRO_NOT_RETURNED}` },
  { names: ['u7inh-32tb.480xlarge'], runsOn: 'nitro', reason: `U7inh: ${NITRO_NOT_RETURNED}` },
  {
    names: ['u-9tb1.112xlarge', 'u-12tb1.112xlarge', 'u-18tb1.112xlarge', 'u-24tb1.112xlarge'],
    runsOn: 'nitro',
    reason: `U-1 High Memory, virtualized: ${NITRO_NOT_RETURNED}`,
  },
  {
    names: ['u-6tb1.metal', 'u-9tb1.metal', 'u-12tb1.metal', 'u-18tb1.metal', 'u-24tb1.metal'],
    runsOn: 'bare metal',
    reason: `U-1 High Memory, bare metal: ${NITRO_NOT_RETURNED}`,
  },
];

/** Features of types that EC2 does not describe. */
interface DocumentedFeature {
  readonly names: readonly string[];
  readonly reason: string;
}

export const WITH_EFA: DocumentedFeature = {
  names: ['dl1.24xlarge', 'p6e-gb200.36xlarge', 'trn2u.48xlarge', 'u7inh-32tb.480xlarge'],
  reason: "listed among the supported types by EC2's documentation of Elastic Fabric Adapter",
};

export const ENCRYPTING: DocumentedFeature = {
  names: [
    'dl1.24xlarge',
    'p6e-gb200.36xlarge',
    'trn2u.48xlarge',
    'u7inh-32tb.480xlarge',
    ...['u-9tb1', 'u-12tb1', 'u-18tb1', 'u-24tb1'].flatMap((family) => [`${family}.112xlarge`, `${family}.metal`]),
  ],
  reason: "listed by EC2's documentation of encryption in transit",
};

/** Xen families that EC2 no longer describes and whose types had ENA. */
export const ENA_ON_RETIRED_XEN = {
  families: ['g3', 'g3s', 'p2', 'p3'],
  reason: "listed by EC2's documentation of enhanced networking among the Xen-based types with ENA",
} as const;
