import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { scalarText } from '../../template/values/outcome';

/** One of a node pool's requirements; a value that cannot be decided before deployment holds a `HOLE`. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Whose labels say something of the instance type: EKS Auto Mode does not know Karpenter's, nor Karpenter those of EKS. */
export type LabelPrefix = 'karpenter.k8s.aws' | 'eks.amazonaws.com';

export interface NodePool {
  /** Kind and name, for a message: `NodePool 'default'`. */
  readonly title: string;
  /** Empty where it cannot be decided. */
  readonly labels: readonly LabelPrefix[];
  readonly requirements: readonly NodeRequirement[];
}

export interface Manifests {
  readonly pools: readonly NodePool[];
  /** What cannot be told apart from a node pool before deployment, as a clause; undefined where everything can. */
  readonly undecided: string | undefined;
}

/**
 * The Karpenter node pools among Kubernetes manifests: `NodePool`, and `Provisioner` as it was called before v1beta1. A patch
 * that sets the requirements of a node pool counts as one: Kubernetes replaces such a list as a whole.
 */
export function readManifests(manifests: Json): Manifests {
  if (isList(manifests)) return together(manifests.map(readManifests));
  if (!isObject(manifests)) {
    const isOpen = typeof manifests === 'string' && manifests.includes(HOLE);
    return { pools: [], undecided: isOpen ? 'a manifest is known at deployment only' : undefined };
  }
  const kind = textOf(member(manifests, 'kind'));
  if (kind === undefined) return readPatch(manifests);
  const items = member(manifests, 'items');
  if (kind.endsWith('List') && items !== undefined) return readManifests(items);
  const version = textOf(member(manifests, 'apiVersion')) ?? '';
  if (kind.includes(HOLE) || version.includes(HOLE)) {
    const isOther = !version.includes(HOLE) && !version.startsWith('karpenter.sh/');
    return { pools: [], undecided: isOther ? undefined : "a manifest's apiVersion or kind is known at deployment only" };
  }
  if (!version.startsWith('karpenter.sh/') || (kind !== 'NodePool' && kind !== 'Provisioner')) return NOTHING;
  return { pools: [kind === 'NodePool' ? readNodePool(manifests) : readProvisioner(manifests)], undecided: undefined };
}

const NOTHING: Manifests = { pools: [], undecided: undefined };

function together(all: readonly Manifests[]): Manifests {
  return { pools: all.flatMap(({ pools }) => pools), undecided: all.find(({ undecided }) => undecided !== undefined)?.undecided };
}

function readNodePool(manifest: JsonObject): NodePool {
  const template = objectAt(manifest, 'spec', 'template');
  const spec = objectAt(template, 'spec');
  return {
    title: `NodePool '${nameOf(manifest)}'`,
    labels: labelPrefixes(textOf(member(objectAt(spec, 'nodeClassRef'), 'group')) ?? ''),
    requirements: [...readLabels(objectAt(template, 'metadata', 'labels')), ...readRequirements(member(spec, 'requirements'))],
  };
}

function readProvisioner(manifest: JsonObject): NodePool {
  const spec = objectAt(manifest, 'spec');
  return {
    title: `Provisioner '${nameOf(manifest)}'`,
    labels: ['karpenter.k8s.aws'],
    requirements: [...readLabels(objectAt(spec, 'labels')), ...readRequirements(member(spec, 'requirements'))],
  };
}

/** A merge patch; of JSON patches (RFC 6902) only that they touch requirements. */
function readPatch(patch: JsonObject): Manifests {
  if (member(patch, 'op') !== undefined) {
    const touches = JSON.stringify(patch).includes('requirements');
    return { pools: [], undecided: touches ? 'a JSON patch changes the requirements of a node pool' : undefined };
  }
  const spec = objectAt(patch, 'spec', 'template', 'spec');
  const requirements = member(spec, 'requirements');
  if (requirements === undefined) return NOTHING;
  // The pool it patches is elsewhere, so either's labels may be the ones it goes by.
  const labels: readonly LabelPrefix[] = ['karpenter.k8s.aws', 'eks.amazonaws.com'];
  return { pools: [{ title: 'the patched NodePool', labels, requirements: readRequirements(requirements) }], undecided: undefined };
}

function labelPrefixes(group: string): readonly LabelPrefix[] {
  if (group.includes(HOLE)) return [];
  return [group === 'eks.amazonaws.com' ? group : 'karpenter.k8s.aws'];
}

function readLabels(labels: JsonObject): NodeRequirement[] {
  return Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [textOf(value) ?? HOLE] }));
}

function readRequirements(requirements: Json | undefined): NodeRequirement[] {
  if (!isList(requirements)) return [];
  return requirements.map((node) => {
    const requirement = isObject(node) ? node : {};
    const values = member(requirement, 'values') ?? [];
    return {
      key: textOf(member(requirement, 'key')) ?? '',
      operator: textOf(member(requirement, 'operator')) ?? '',
      values: isList(values) ? values.map((value) => textOf(value) ?? HOLE) : [HOLE],
    };
  });
}

function nameOf(manifest: JsonObject): string {
  return (textOf(member(objectAt(manifest, 'metadata'), 'name')) ?? '').replaceAll(HOLE, '...');
}

function objectAt(object: JsonObject, ...keys: readonly string[]): JsonObject {
  let node: Json | undefined = object;
  for (const key of keys) node = isObject(node) ? member(node, key) : undefined;
  return isObject(node) ? node : {};
}

/** A scalar as text; an intrinsic function in a manifest that is not JSON text is a hole. */
function textOf(node: Json | undefined): string | undefined {
  if (node === undefined || node === null) return undefined;
  return scalarText(node) ?? HOLE;
}
