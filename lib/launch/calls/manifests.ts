import { HOLE } from '../../base/hole';
import { isList, isObject, member, type Json, type JsonObject } from '../../base/json/json';
import { isImageId } from '../../images/image-reference';
import { readDocument } from '../../template/reading/read-template';
import type { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { runTimeValue } from '../../template/values/intrinsics/run-time';
import { scalarText } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { readManifests } from '../node-pools/node-pool-manifests';
import { launchResources } from '../sites';
import { carriedTogether, CARRIES_NOTHING, type Carried, type CarriedLaunch, type CarriedPlace } from './carried';
import { givenTypes } from './given-types';
import { commandsIn } from './handed-inputs';
import { givenImages, readsLikeTypes } from './handed-parameters';
import { definitionOfManifest } from './manifest-kinds';
import { withCapitalKeys } from './request-shape';
import { textsOf, writtenNodes } from './written-nodes';
import { isTooDeep, JSON_TEXT, readWrittenText } from './written-text';

export const KUBERNETES_RESOURCE = 'Custom::AWSCDK-EKS-KubernetesResource';
export const HELM_CHART = 'Custom::AWSCDK-EKS-HelmChart';

/** Reads the manifests that the CDK applies to a cluster. Node pools are a launch site of the resource, and are read with it. */
export function manifestLaunches(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'Manifest').flatMap(({ node, path, pointer, when }) =>
      // The rule node-pool reports a manifest that cannot be read.
      readWrittenText(node, template, when, JSON_TEXT).map(({ value = null, when: inCase }) =>
        launchedByValues(value, { path, pointer }, inCase, resource, { template, applied: appliedManifests(value) }),
      ),
    ),
  );
}

/** Returns the manifests themselves, without manifests inside them. */
function appliedManifests(manifests: Json): ReadonlySet<Json> {
  if (isList(manifests)) return new Set(manifests.flatMap((each) => [...appliedManifests(each)]));
  const items = isObject(manifests) ? member(manifests, 'items') : undefined;
  return new Set([manifests, ...(items === undefined ? [] : appliedManifests(items))]);
}

/** Reads a Helm chart: the manifests and node pool requirements in its values, and whether the chart itself may hold node pools. */
export function chartLaunches(resource: Resource, template: Template): Carried {
  const values = writtenNodes(resource, template, 'Values').flatMap(({ node, path, pointer, when }) =>
    readWrittenText(node, template, when, JSON_TEXT).map((text): Carried => {
      const at = { path, pointer };
      if (text.value === undefined) {
        const what = `the values of the Helm chart '${resource.logicalId}'`;
        const reason = text.problem ?? 'they are not JSON';
        return { ...CARRIES_NOTHING, undecided: [{ kind: 'callUnreadable', at, resource, what, reason }] };
      }
      return launchedByValues(text.value, at, text.when, resource, { template });
    }),
  );
  return carriedTogether([...values, poolsInChart(resource, template)]);
}

export const ADDON = 'AWS::EKS::Addon';

/** Reads the values of an EKS add-on. */
export function addonLaunches(resource: Resource, template: Template): Carried {
  return carriedTogether(
    writtenNodes(resource, template, 'ConfigurationValues').flatMap(({ node, path, pointer, when }) =>
      readWrittenText(node, template, when, { syntax: 'json-or-yaml' }).map(({ value = null, when: inCase }) =>
        launchedByValues(value, { path, pointer }, inCase, resource, { template }),
      ),
    ),
  );
}

/**
 * Registry types that apply manifests and charts, with their properties: awsqs-kubernetes-resource and awsqs-kubernetes-helm in
 * https://github.com/cdklabs/cdk-cloudformation/tree/main/packages/@cdk-cloudformation
 */
const APPLIED: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWSQS::Kubernetes::Resource', ['Manifest']],
  ['AWSQS::Kubernetes::Helm', ['Values', 'ValueYaml']],
]);

export const APPLIED_TYPES: readonly string[] = [...APPLIED.keys()];

/** Reads the manifests and values of a registry type that applies them. */
export function appliedLaunches(resource: Resource, template: Template): Carried {
  const nodes = (APPLIED.get(resource.type) ?? []).flatMap((path) => writtenNodes(resource, template, path));
  const values = nodes.flatMap(({ node, path, pointer, when }) =>
    readWrittenText(node, template, when, { syntax: 'json-or-yaml' }).map((text): Carried => {
      const at = { path, pointer };
      if (text.value !== undefined) return launchedByValues(text.value, at, text.when, resource, { template });
      const undecided = {
        kind: 'callUnreadable',
        at,
        resource,
        what: `the manifest of '${resource.logicalId}'`,
        reason: text.problem ?? '',
      } as const;
      return { ...CARRIES_NOTHING, undecided: [undecided] };
    }),
  );
  return carriedTogether([...values, poolsInChart(resource, template)]);
}

interface ValuesContext {
  /** Manifests whose node pools are read elsewhere. */
  readonly applied?: ReadonlySet<Json>;
  /** Decides functions. */
  readonly template?: Template;
}

const NONE_APPLIED: ReadonlySet<Json> = new Set();

/** Reads manifests, objects that look like node pools, and texts that give types to programs, anywhere in a document. */
export function launchedByValues(
  values: Json,
  { path, pointer }: CarriedPlace,
  when: Assumptions,
  resource: Resource,
  { applied = NONE_APPLIED, template }: ValuesContext = {},
): Carried {
  // The content of a manifest that launches belongs to that manifest.
  let read: string | undefined;
  const { objects, texts } = contentOf(values, path);
  const launching = objects.map(({ object, path: place, key }): Carried => {
    if (read !== undefined && place.startsWith(`${read}/`)) return CARRIES_NOTHING;
    const at = { path: place, pointer };
    const launches = launchOf(object, at, when);
    const { pools } = isManifest(object) ? readManifests(object) : { pools: [] };
    if (launches.length > 0 || pools.length > 0 || isOfKarpenter(object)) read = place;
    const kubernetes = launchResources.get(KUBERNETES_RESOURCE);
    if (pools.length > 0 && kubernetes !== undefined && !applied.has(object))
      launches.push({ title: 'Helm values', definition: kubernetes, properties: { Manifest: object }, at, when });
    if (launches.length > 0) return { ...CARRIES_NOTHING, launches };
    // The containers of a pod run commands.
    const resources = commandsIn(object, at);
    if (resources.length > 0) return { ...CARRIES_NOTHING, resources };
    const pool = read === place ? undefined : poolLike(object, key, place);
    if (pool === undefined) return read === place ? CARRIES_NOTHING : givenByObject(object, at, when, resource, template);
    const undecided = { kind: 'helmPools', at, resource, what: pool.title, reason: '', pool } as const;
    return { ...CARRIES_NOTHING, undecided: [undecided] };
  });
  const giving = texts.map(({ text, path: place, key }): Carried => {
    const given = givenTypes(text);
    if (given.length === 0) return CARRIES_NOTHING;
    const at = { path: place, pointer };
    const undecided = { kind: 'programType', at, resource, what: `the text '${key}'`, reason: '', given } as const;
    return { ...CARRIES_NOTHING, undecided: [undecided] };
  });
  return carriedTogether([...launching, ...giving]);
}

/** The parts of a manifest that select nodes or describe something. */
const CHOOSES = /\/(?:nodeSelector|labels|annotations|match\w+|\w*[aA]ffinity|selector)(?:\/|$)/;

/** Reads the instance types and images that an object gives to a program: as members, or as a name and a value. */
function givenByObject(object: JsonObject, at: CarriedPlace, when: Assumptions, resource: Resource, template?: Template): Carried {
  if (CHOOSES.test(at.path)) return CARRIES_NOTHING;
  const name = scalarText(member(object, 'name') ?? member(object, 'key') ?? null);
  const value = member(object, 'value');
  const members = name === undefined || value === undefined ? Object.entries(object) : [[name, value] as const];
  const texts = members
    .filter(([key]) => !key.includes('/'))
    .flatMap(([key, item]) => textsIn(item, when, template).map((text) => [key, text] as const));
  const types = texts.filter(([, text]) => readsLikeTypes(text)).flatMap(([key, text]) => givenTypes(`${key}=${text}`));
  const images = Object.fromEntries(texts.filter(([, text]) => isImageId(text)));
  const launches = givenImages(`the values of '${resource.logicalId}'`, images, at, when);
  const undecided = { kind: 'programType', at, resource, what: `'${resource.logicalId}'`, reason: '', given: types } as const;
  return launches.length + types.length === 0
    ? CARRIES_NOTHING
    : { ...CARRIES_NOTHING, launches, undecided: types.length === 0 ? [] : [undecided] };
}

function textsIn(item: Json, when: Assumptions, template: Template | undefined): readonly string[] {
  if (typeof item === 'string') return [item];
  return template === undefined || intrinsicName(item) === undefined ? [] : textsOf(item, template, when);
}

/** Tells whether Karpenter reads the manifest: a node pool, or an object that launches nothing itself, such as a NodeOverlay. */
function isOfKarpenter(object: JsonObject): boolean {
  return (scalarText(member(object, 'apiVersion') ?? null) ?? '').startsWith('karpenter.');
}

/** Reads an object as a node pool if its requirements look like those of one. Charts name such objects differently. */
function poolLike(object: JsonObject, key: string, path: string): ReturnType<typeof readManifests>['pools'][number] | undefined {
  const requirements = member(object, 'requirements');
  const named = requirements === undefined && !CHOOSES.test(path) ? namedTypes(object) : undefined;
  const isLike =
    isList(requirements) &&
    requirements.some((each) => isObject(each) && member(each, 'key') !== undefined && member(each, 'operator') !== undefined);
  if (!isLike && named === undefined) return undefined;
  const spec = { requirements: named ?? requirements ?? [] };
  const manifest = { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', spec: { template: { spec } } };
  const [pool] = readManifests(manifest).pools;
  return pool === undefined ? undefined : { ...pool, title: `'${key}'` };
}

const FAMILY = /^[a-z]+\d[a-z0-9-]*$/;

/** Returns the types and families in an object as requirements: `instanceTypes: [m5.large]`. */
function namedTypes(object: JsonObject): Json | undefined {
  for (const [key, value] of Object.entries(object)) {
    const texts = (isList(value) ? value : [value]).map(scalarText).filter((text) => text !== undefined);
    if (texts.length === 0) continue;
    if (/(?:instance|machine|node|vm|server)[-_]?(?:type|size)s?$/i.test(key) && !key.includes('/') && texts.every(readsLikeTypes))
      return [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: texts.flatMap((text) => text.split(/\s*,\s*/)) }];
    if (/instance_?-?famil(?:y|ies)$/i.test(key) && !key.includes('/') && texts.every((text) => FAMILY.test(text)))
      return [{ key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: texts }];
  }
  return undefined;
}

/** Karpenter itself: https://karpenter.sh/docs/getting-started/ */
const CONTROLLER = /(?:^|\/)karpenter(?:-crd)?$/;
const MAY_HOLD_POOLS = /karpenter|node-?pool|provisioner/i;

function poolsInChart(resource: Resource, template: Template): Carried {
  const named = ['Chart', 'Repository', 'Release'].flatMap((path) =>
    writtenNodes(resource, template, path).flatMap(({ node, when }) => textsOf(node, template, when)),
  );
  const [chart = ''] = named;
  if (CONTROLLER.test(chart) || !named.some((text) => MAY_HOLD_POOLS.test(text))) return CARRIES_NOTHING;
  const at = { path: 'Properties/Chart', pointer: [...resource.pointer, 'Properties', 'Chart'] };
  const name = chart.replaceAll(HOLE, '...');
  const reason = 'its manifests are not in the template, and may hold node pools';
  return {
    ...CARRIES_NOTHING,
    undecided: [{ kind: 'callUnreadable', at, resource, what: `the Helm chart '${name}'`, reason, values: [name] }],
  };
}

interface FoundObject {
  readonly object: JsonObject;
  readonly path: string;
  /** The member with the object, or with the list of objects. */
  readonly key: string;
}

interface FoundText extends Omit<FoundObject, 'object'> {
  readonly text: string;
}

/** Finds every object in a document, outer objects first, and every text without objects. */
function contentOf(document: Json, path: string): { readonly objects: readonly FoundObject[]; readonly texts: readonly FoundText[] } {
  const objects: FoundObject[] = [];
  const texts: FoundText[] = [];
  const pending: { node: Json; path: string; key: string }[] = [{ node: document, path, key: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path: at, key } = next;
    if (intrinsicName(node) !== undefined) continue;
    if (typeof node === 'string') {
      const documents = documentsIn(node);
      if (documents.length === 0) texts.push({ text: node, path: at, key });
      pending.push(...documents.map((each) => ({ node: each, path: at, key })));
    }
    if (isObject(node)) objects.push({ object: node, path: at, key });
    if (!isObject(node) && !isList(node)) continue;
    const inner = Object.entries(decodedSecret(node)).map(([name, item]) => ({
      node: item,
      path: `${at}/${name}`,
      key: isList(node) ? key : name,
    }));
    pending.push(...inner.reverse());
  }
  return { objects, texts };
}

/** Returns a Secret with its data decoded. https://kubernetes.io/docs/concepts/configuration/secret/ */
function decodedSecret(node: JsonObject | readonly Json[]): JsonObject | readonly Json[] {
  if (!isObject(node) || member(node, 'kind') !== 'Secret') return node;
  const data = member(node, 'data');
  if (!isObject(data) || intrinsicName(data) !== undefined) return node;
  const decoded = Object.entries(data).map(([key, value]): [string, Json] => [
    key,
    typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  ]);
  return { ...node, data: Object.fromEntries(decoded) };
}

/** Manifests or chart values, as text. */
const READS_LIKE_DOCUMENT =
  /(?:^|[\n{,"])\s*(?:- +)*"?(?:apiVersion|requirements|(?:instance|machine|node)Types?|instanceFamil(?:y|ies))"?\s*:/;

/** Reads a text with manifests or chart values. */
function documentsIn(text: string): readonly Json[] {
  if (!READS_LIKE_DOCUMENT.test(text)) return [];
  return text.split(/^---.*$/m).flatMap((each): readonly Json[] => {
    try {
      const { value } = readDocument(each, 'text');
      return isTooDeep(value) || !isObject(value) ? [] : [value];
    } catch {
      // A chart's template is not a document until it is rendered.
      return [];
    }
  });
}

function isManifest(object: JsonObject): boolean {
  return member(object, 'apiVersion') !== undefined && member(object, 'kind') !== undefined;
}

/** Kinds whose members are in the manifest itself. */
const WITHOUT_SPEC = 'eksctl.io/';

function launchOf(object: JsonObject, at: CarriedPlace, when: Assumptions): CarriedLaunch[] {
  const [apiVersion, kind, spec] = ['apiVersion', 'kind', 'spec'].map((key) => member(object, key));
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  // An object with neither is a reference to a manifest.
  if (spec === undefined && !apiVersion.startsWith(WITHOUT_SPEC)) return [];
  const definition = definitionOfManifest(apiVersion, kind);
  if (definition === undefined) return [];
  const properties = manifestSpec(spec ?? object);
  const place = spec === undefined ? at : { ...at, path: `${at.path}/spec` };
  return [{ title: kind, definition, properties: withSelectedImages(properties), at: place, when }];
}

/** Returns a spec in the spelling of requests: `imageID` becomes `ImageId`. */
function manifestSpec(spec: Json): Json {
  return withIds(withCapitalKeys(spec));
}

function withIds(value: Json): Json {
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map(withIds);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.replace(/IDs?$/, 'Id'), withIds(item)]));
}

/**
 * Rewrites the selector terms of a node class: each term names its image.
 * https://karpenter.sh/docs/concepts/nodeclasses/#specamiselectorterms
 */
function withSelectedImages(spec: Json): Json {
  if (!isObject(spec)) return spec;
  const terms = member(spec, 'AmiSelectorTerms');
  const selector = member(spec, 'AmiSelector');
  return {
    ...spec,
    ...(isList(terms) ? { AmiSelectorTerms: terms.map(withImage) } : {}),
    ...(selector === undefined ? {} : { AmiSelector: withImage(selector) }),
  };
}

function withImage(term: Json): Json {
  if (!isObject(term) || intrinsicName(term) !== undefined) return term;
  // AWSNodeTemplate has all ids in one text.
  const id = member(term, 'Id') ?? member(term, 'Aws-ids') ?? member(term, 'Aws::ids');
  if (id !== undefined) return { Id: typeof id === 'string' ? id.split(',') : id };
  const parameter = member(term, 'SsmParameter');
  if (parameter !== undefined) {
    const text = scalarText(parameter);
    return { SsmParameter: text === undefined ? parameter : `{{resolve:ssm:${text}}}` };
  }
  // An alias, such as al2023@latest or bottlerocket@v1.20.0, selects an image that Karpenter knows.
  if (member(term, 'Alias') !== undefined) return {};
  const by = Object.keys(term).map((key) => `'${key.toLowerCase()}'`);
  return { Id: runTimeValue([], `Karpenter looks it up by ${by.length === 0 ? 'nothing' : by.join(' and ')}`) };
}
