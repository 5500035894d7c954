import { HOLE } from '../../base/hole';
import type { Catalog } from '../../catalog/catalog';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { NodePool, NodeRequirement } from './node-pool-manifests';

/**
 * Tells whether a node of that type may satisfy every requirement of the pool. An undecided requirement counts as satisfied: callers report
 * more, never less.
 */
function mayLaunch(pool: NodePool, facts: InstanceTypeFacts): boolean {
  return pool.requirements.every((requirement) => {
    const read = labelReader(requirement.key, pool);
    return read === undefined || satisfies(requirement, read(facts));
  });
}

/** Returns the names of the Xen types that EC2 still offers and the pool's requirements admit. */
export function admittedXenTypes(pool: NodePool, catalog: Catalog): string[] {
  return admittedTypes(pool, catalog.xenTypes()).map(({ name }) => name);
}

/** Selects the types that EC2 still offers and the pool's requirements admit. */
export function admittedTypes(pool: NodePool, types: readonly InstanceTypeFacts[]): InstanceTypeFacts[] {
  return types.filter((facts) => facts.offered && mayLaunch(pool, facts));
}

/** Returns the requirement that admits Nitro-based types only. It also excludes bare metal, which `NotIn [xen]` would admit. */
export function nitroRequirement({ labels: [prefix = 'karpenter.k8s.aws'] }: NodePool): string {
  return `{ key: "${prefix}/instance-hypervisor", operator: "In", values: ["nitro"] }`;
}

/** The label's value on a node of that type; undefined if the node has no such label. */
type Label = string | undefined;

/**
 * Labels that follow from the instance type. Other labels do not follow from it, or are not in the catalog. Sources:
 * https://karpenter.sh/docs/concepts/scheduling/#well-known-labels and
 * https://docs.aws.amazon.com/eks/latest/userguide/create-node-pool.html
 */
const LABELS: Readonly<Record<string, (facts: InstanceTypeFacts) => Label>> = {
  'instance-hypervisor': (facts) => facts.hypervisor ?? '',
  'instance-family': (facts) => facts.family,
  'instance-size': (facts) => facts.size,
  'instance-category': (facts) => /^[a-z]+/.exec(facts.family)?.[0],
  'instance-generation': (facts) => /^[a-z]+(\d+)/.exec(facts.family)?.[1],
  'instance-cpu': (facts) => String(facts.vCpus),
  'instance-cpu-manufacturer': (facts) => (facts.cpuManufacturer === 'amazon-web-services' ? 'aws' : facts.cpuManufacturer),
  'instance-memory': (facts) => String(facts.memoryMiB),
  'instance-encryption-in-transit-supported': (facts) => String(facts.encryptionInTransit),
  'instance-capability-flex': (facts) => String(facts.family.endsWith('-flex')),
  'instance-gpu-count': (facts) => gpu(facts)?.count.toString(),
  'instance-gpu-manufacturer': (facts) => gpu(facts)?.manufacturer,
  'instance-gpu-name': (facts) => gpu(facts)?.name,
};

function gpu(facts: InstanceTypeFacts): InstanceTypeFacts['accelerators'][number] | undefined {
  return facts.accelerators.find(({ type }) => type === 'gpu');
}

/** Returns the reader of a label; undefined if the label does not follow from the type, or if the pool does not use its prefix. */
function labelReader(key: string, { labels }: NodePool): ((facts: InstanceTypeFacts) => Label) | undefined {
  // Karpenter treats the beta labels as the stable ones.
  if (key === 'node.kubernetes.io/instance-type' || key === 'beta.kubernetes.io/instance-type') return ({ name }) => name;
  if (key === 'kubernetes.io/arch' || key === 'beta.kubernetes.io/arch') return architecture;
  const [prefix, name = ''] = key.split('/');
  const isRead = labels.some((label) => label === prefix) && Object.hasOwn(LABELS, name);
  return isRead ? LABELS[name] : undefined;
}

function architecture({ architectures }: InstanceTypeFacts): string {
  return architectures.includes('arm64') ? 'arm64' : 'amd64';
}

/**
 * Tells whether a label satisfies a requirement in Karpenter. Source: `Requirement.Has` in kubernetes-sigs/karpenter,
 * pkg/scheduling/requirement.go.
 */
function satisfies({ operator, values }: NodeRequirement, label: Label): boolean {
  switch (operator) {
    case 'In':
      return label !== undefined && values.some((value) => value === label || value.includes(HOLE));
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'DoesNotExist':
      return label === undefined;
    case 'Exists':
      return label !== undefined;
    case 'Gt':
    case 'Gte':
    case 'Lt':
    case 'Lte':
      return label !== undefined && compares(operator, Number(label), values[0] ?? '');
    default:
      // An unknown operator restricts nothing.
      return true;
  }
}

/**
 * Compares a label with a bound. A bound that is not a whole number restricts nothing; a label that is not a number is never within bounds.
 */
function compares(operator: 'Gt' | 'Gte' | 'Lt' | 'Lte', label: number, bound: string): boolean {
  if (!/^-?\d+$/.test(bound)) return true;
  const limit = Number(bound);
  switch (operator) {
    case 'Gt':
      return label > limit;
    case 'Gte':
      return label >= limit;
    case 'Lt':
      return label < limit;
    case 'Lte':
      return label <= limit;
  }
}
