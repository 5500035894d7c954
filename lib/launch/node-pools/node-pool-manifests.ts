import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { scalarText } from '../../template/values/outcome';

/** A requirement of a node pool. An undecided value holds a `HOLE`. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** The prefix of the labels that describe the instance type. EKS Auto Mode does not know Karpenter's labels, nor Karpenter those of EKS. */
export type LabelPrefix = 'karpenter.k8s.aws' | 'eks.amazonaws.com';

export interface NodePool {
  /** Kind and name, for a message: `NodePool 'default'`. */
  readonly title: string;
  /** Empty if they are undecided. */
  readonly labels: readonly LabelPrefix[];
  readonly requirements: readonly NodeRequirement[];
}

export interface Manifests {
  readonly pools: readonly NodePool[];
  /** The reason why a manifest may be a node pool, as a clause; undefined if all are decided. */
  readonly undecided: string | undefined;
}

/**
 * Reads the Karpenter node pools among Kubernetes manifests: `NodePool`, `Provisioner` (the name before v1beta1), and `NodeClaim` (one
 * node). A patch that sets the requirements of a node pool counts as one: Kubernetes replaces this list as a whole.
 */
export function readManifests(manifests: Json): Manifests {
  if (isList(manifests)) return together(manifests.map(readManifests));
  if (!isObject(manifests)) {
    const isOpen = typeof manifests === 'string' && manifests.includes(HOLE);
    return { pools: [], undecided: isOpen ? 'a manifest is known only at deployment' : undefined };
  }
  const kind = manifestText(member(manifests, 'kind'));
  if (kind === undefined) return readPatch(manifests);
  const items = member(manifests, 'items');
  if (kind.endsWith('List') && items !== undefined) return readManifests(items);
  const version = manifestText(member(manifests, 'apiVersion')) ?? '';
  if (kind.includes(HOLE) || version.includes(HOLE)) {
    const isOther = !version.includes(HOLE) && !version.startsWith('karpenter.sh/');
    return { pools: [], undecided: isOther ? undefined : "a manifest's apiVersion or kind is known only at deployment" };
  }
  const read = version.startsWith('karpenter.sh/') ? READERS.get(kind) : undefined;
  return read === undefined ? NOTHING : { pools: [read(manifests)], undecided: undefined };
}

const READERS: ReadonlyMap<string, (manifest: JsonObject) => NodePool> = new Map([
  ['NodePool', readNodePool],
  ['NodeClaim', readNodeClaim],
  ['Provisioner', readProvisioner],
]);

const NOTHING: Manifests = { pools: [], undecided: undefined };

function together(all: readonly Manifests[]): Manifests {
  return { pools: all.flatMap(({ pools }) => pools), undecided: all.find(({ undecided }) => undecided !== undefined)?.undecided };
}

function readNodePool(manifest: JsonObject): NodePool {
  const template = objectAt(manifest, 'spec', 'template');
  const spec = objectAt(template, 'spec');
  return {
    title: `NodePool '${nameOf(manifest)}'`,
    labels: labelPrefixes(manifestText(member(objectAt(spec, 'nodeClassRef'), 'group')) ?? ''),
    requirements: [...readLabels(objectAt(template, 'metadata', 'labels')), ...readNodeRequirements(member(spec, 'requirements'))],
  };
}

/** Reads a request for one node, without a pool. https://karpenter.sh/docs/concepts/nodeclaims/ */
function readNodeClaim(manifest: JsonObject): NodePool {
  const spec = objectAt(manifest, 'spec');
  return {
    title: `NodeClaim '${nameOf(manifest)}'`,
    labels: labelPrefixes(manifestText(member(objectAt(spec, 'nodeClassRef'), 'group')) ?? ''),
    requirements: [...readLabels(objectAt(manifest, 'metadata', 'labels')), ...readNodeRequirements(member(spec, 'requirements'))],
  };
}

function readProvisioner(manifest: JsonObject): NodePool {
  const spec = objectAt(manifest, 'spec');
  return {
    title: `Provisioner '${nameOf(manifest)}'`,
    labels: ['karpenter.k8s.aws'],
    requirements: [...readLabels(objectAt(spec, 'labels')), ...readNodeRequirements(member(spec, 'requirements'))],
  };
}

/** Reads a merge patch. A JSON patch (RFC 6902) that changes requirements is undecided. */
function readPatch(patch: JsonObject): Manifests {
  if (member(patch, 'op') !== undefined) {
    const touches = JSON.stringify(patch).includes('requirements');
    return { pools: [], undecided: touches ? 'a JSON patch changes the requirements of a node pool' : undefined };
  }
  const spec = objectAt(patch, 'spec', 'template', 'spec');
  const requirements = member(spec, 'requirements');
  if (requirements === undefined) return NOTHING;
  // The patched pool is unknown, and may use either prefix.
  const labels: readonly LabelPrefix[] = ['karpenter.k8s.aws', 'eks.amazonaws.com'];
  return { pools: [{ title: 'the patched NodePool', labels, requirements: readNodeRequirements(requirements) }], undecided: undefined };
}

function labelPrefixes(group: string): readonly LabelPrefix[] {
  if (group.includes(HOLE)) return [];
  return [group === 'eks.amazonaws.com' ? group : 'karpenter.k8s.aws'];
}

function readLabels(labels: JsonObject): NodeRequirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [manifestText(value) ?? HOLE] }));
}

function readNodeRequirements(requirements: Json | undefined): NodeRequirement[] {
  if (!isList(requirements)) return [];
  return requirements.map((node) => {
    const requirement = isObject(node) ? node : {};
    const values = member(requirement, 'values') ?? [];
    return {
      key: manifestText(member(requirement, 'key')) ?? '',
      operator: manifestText(member(requirement, 'operator')) ?? '',
      values: isList(values) ? values.map((value) => manifestText(value) ?? HOLE) : [HOLE],
    };
  });
}

function nameOf(manifest: JsonObject): string {
  return (manifestText(member(objectAt(manifest, 'metadata'), 'name')) ?? '').replaceAll(HOLE, '...');
}

function objectAt(object: JsonObject, ...keys: readonly string[]): JsonObject {
  let node: Json | undefined = object;
  for (const key of keys) node = isObject(node) ? member(node, key) : undefined;
  return isObject(node) ? node : {};
}

/** Returns a scalar as text. An intrinsic function in a manifest that is not JSON text is a hole. */
function manifestText(node: Json | undefined): string | undefined {
  if (node === undefined || node === null) return undefined;
  return scalarText(node) ?? HOLE;
}
