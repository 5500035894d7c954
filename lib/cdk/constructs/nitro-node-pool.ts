import { Token } from 'aws-cdk-lib/core';
import type { Json } from '../../base/json/json';
import { admittedTypes } from '../../launch/node-pools/node-pool-labels';
import { readManifests } from '../../launch/node-pools/node-pool-manifests';
import { knowledge } from './knowledge';
import type { NitroNodePoolProps } from './nitro-node-pool-props';

/** Labels and node classes of Karpenter, and of EKS Auto Mode. */
const KARPENTER = { labels: 'karpenter.k8s.aws', group: 'karpenter.k8s.aws', kind: 'EC2NodeClass' } as const;
const AUTO_MODE = { labels: 'eks.amazonaws.com', group: 'eks.amazonaws.com', kind: 'NodeClass' } as const;

/** Kubernetes' word for an architecture. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x86_64: 'amd64', arm64: 'arm64' };

/** Manifests of Karpenter node pools that launch only instance types built on the AWS Nitro System. */
export class NitroNodePool {
  /**
   * Returns the manifest of a node pool, for `cluster.addManifest`.
   *
   * It requires the hypervisor `nitro`, which also leaves out bare metal types: these have no hypervisor.
   *
   * @param props the properties of the node pool
   * @throws if no instance type meets the requirements, or if a list is empty
   * @example
   * import type { Cluster } from 'aws-cdk-lib/aws-eks';
   * import { NitroNodePool } from 'cdk-nitro';
   *
   * declare const cluster: Cluster;
   * cluster.addManifest('NodePool', NitroNodePool.manifest({ name: 'default', categories: ['m', 'c'], generationMin: 6 }));
   */
  public static manifest(props: NitroNodePoolProps): { [key: string]: unknown } {
    const { name, nodeClassName = 'default', cpuLimit } = props;
    const { group, kind } = props.autoMode === true ? AUTO_MODE : KARPENTER;
    const manifest = {
      apiVersion: 'karpenter.sh/v1',
      kind: 'NodePool',
      metadata: { name },
      spec: {
        template: { spec: { nodeClassRef: { group, kind, name: nodeClassName }, requirements: requirementsOf(props) } },
        ...(cpuLimit === undefined ? {} : { limits: { cpu: String(cpuLimit) } }),
      },
    };
    demandTypes(manifest, props);
    return manifest;
  }

  private constructor() {
    // Has static methods only.
  }
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: string[];
}

function requirementsOf(props: NitroNodePoolProps): Requirement[] {
  const { labels } = props.autoMode === true ? AUTO_MODE : KARPENTER;
  const { generationMin } = props;
  const architectures = filled('architectures', props.architectures ?? ['x86_64']).map((each) => ARCHITECTURES[each] ?? each);
  return [
    { key: `${labels}/instance-hypervisor`, operator: 'In', values: ['nitro'] },
    { key: 'kubernetes.io/arch', operator: 'In', values: architectures },
    { key: `${labels}/instance-category`, operator: 'In', values: filled('categories', props.categories ?? ['c', 'm', 'r']) },
    ...(generationMin === undefined
      ? []
      : [{ key: `${labels}/instance-generation`, operator: 'Gt', values: [String(literal(generationMin, 'generationMin') - 1)] }]),
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: filled('capacityTypes', props.capacityTypes ?? ['on-demand']) },
    ...(props.requirements ?? []).map(({ key, comparison = 'In', values }) => ({
      key,
      operator: comparison,
      ...(values === undefined ? {} : { values }),
    })),
  ];
}

function filled(name: string, values: readonly string[]): string[] {
  if (values.length === 0) throw new Error(`${name} is empty, so the node pool launches nothing: name at least one, or omit it`);
  return [...values];
}

function literal(value: number, name: string): number {
  if (Token.isUnresolved(value)) throw new Error(`${name} is known only at deployment: use a literal number`);
  return value;
}

/** @throws if no type in the catalog meets the requirements; Karpenter itself would report this only at run time */
function demandTypes(manifest: object, { name, requirements = [] }: NitroNodePoolProps): void {
  const [pool] = readManifests(manifest as Json).pools;
  if (pool !== undefined && admittedTypes(pool, knowledge.catalog.types).length > 0) return;
  const keys = requirements.map(({ key }) => `'${key}'`).join(', ');
  const cause = keys === '' ? 'architectures, categories and generationMin' : `architectures, categories, generationMin and ${keys}`;
  throw new Error(`no instance type built on Nitro meets the requirements of node pool '${name}': change ${cause}`);
}
