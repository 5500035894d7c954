import { Catalog } from '../../catalog/catalog';
import { isImageId } from '../../images/image-reference';
import { isList, isObject, member, type Json } from '../../base/json/json';
import { rememberedByText } from '../../base/remembered';
import { Assumptions } from '../../template/values/assumptions';
import { intrinsicName } from '../../template/values/evaluation';
import { scalarText } from '../../template/values/outcome';
import type { Resource } from '../../template/resource';
import type { Template } from '../../template/template';
import { declinedProperties, launchResources, type SiteKind } from '../sites';
import type { DeclaredResources } from '../sites/declared';
import { carriedBy, CARRIERS } from './carriers';
import type { Undecided } from './carried';
import { AWS_CUSTOM_RESOURCE, CDK_TYPES } from './custom-resource';
import { readsLikeTypes } from './handed-parameters';
import { macroWithin } from './macro-places';
import { onlyReads } from './reading-handlers';

/** The kind of property by its name. */
const NAMES: ReadonlyMap<string, SiteKind> = new Map([
  ['instancetype', 'instance-type'],
  ['instancetypes', 'instance-type'],
  ['imageid', 'machine-image'],
  ['amiid', 'machine-image'],
  ['userdata', 'user-data'],
]);

/** The levels of a resource's properties that are searched. Registry types have fewer. */
const DEEPEST = 20;

interface NamedProperty {
  readonly path: string;
  readonly segments: readonly (string | number)[];
  readonly kind: SiteKind;
}

/**
 * Returns one entry for each resource type with undeclared properties that are named like launch sites. The type is one's own, or newer
 * than the launch-site table. A type is left out if all its handlers may only read.
 */
export function undeclaredTypes(template: Template, declared: DeclaredResources): readonly Undecided[] {
  const seen = new Set<string>();
  const candidates = template.resources().filter(({ type, body }) => {
    return !isKnown(type) && (isOwnType(type) || mayHaveNamed(member(body, 'Properties') ?? null));
  });
  return candidates.flatMap((resource): readonly Undecided[] => {
    const { type } = resource;
    if (seen.has(type)) return [];
    if (template.assumptionsOf(resource).length === 0) return [];
    const calls = carriedBy(template).get(resource)?.launches ?? [];
    const isCall = ({ path }: NamedProperty): boolean =>
      calls.some(({ at }) => at.path.startsWith(`Properties/${path.split('.')[0] ?? ''}/`));
    const found = propertiesOf(resource, template).filter((each) => !isDeclared(each, type, declared) && !isCall(each));
    const [first] = found;
    if (first === undefined) return filledInPart(resource, template, declared, seen);
    if (onlyReads(resource, template)) return [];
    seen.add(type);
    const path = ['Properties', ...first.segments].join('/');
    const at = { path, pointer: [...resource.pointer, 'Properties', ...first.segments] };
    const names = [...new Set(found.map((each) => `'${each.path}'`))];
    const example = `{ "resourceType": "${type}", "property": "${first.path}", "holds": "${first.kind}" }`;
    return [{ kind: 'ownType', at, resource, what: names.join(', '), reason: example, values: [type] }];
  });
}

/** Returns an entry for a type of one's own with parts that a macro fills in, unless the policy declares a property of the type. */
function filledInPart(
  resource: Resource,
  template: Template,
  { rows, launchNothing }: DeclaredResources,
  seen: Set<string>,
): readonly Undecided[] {
  const { type } = resource;
  if (!isOwnType(type) || rows.has(type) || carriedBy(template).get(resource)?.undecided.length) return [];
  const segments = macroWithin(member(resource.body, 'Properties') ?? null);
  if (segments === undefined || onlyReads(resource, template)) return [];
  if ([...launchNothing].some((each) => each.startsWith(`${type}.`))) return [];
  seen.add(type);
  const at = { path: ['Properties', ...segments].join('/'), pointer: [...resource.pointer, 'Properties', ...segments] };
  const example = `{ "resourceType": "${type}", "property": "InstanceType", "holds": "instance-type" }`;
  return [{ kind: 'ownType', at, resource, what: 'properties that a macro fills in at deployment', reason: example, values: [type] }];
}

/** Tells whether the type is one's own. `AWS::CloudFormation::CustomResource` is the default type of the CDK's `CustomResource`. */
function isOwnType(type: string): boolean {
  return !type.startsWith('AWS::') || type === 'AWS::CloudFormation::CustomResource';
}

/** Types whose parameters describe what resources should be like. */
const ASKS_ONLY: ReadonlySet<string> = new Set(['AWS::Config::ConfigRule']);

/** Tells whether a table lists the type. Modules have a finding of their own. */
const isKnown = rememberedByText(5_000, (type): boolean => {
  if (type === 'AWS::CloudFormation::CustomResource') return false;
  if (ASKS_ONLY.has(type)) return true;
  return (
    launchResources.has(type) || CARRIERS.has(type) || type.endsWith('::MODULE') || (CDK_TYPES.has(type) && type !== AWS_CUSTOM_RESOURCE)
  );
});

function isDeclared({ path, kind }: NamedProperty, type: string, { rows, launchNothing }: DeclaredResources): boolean {
  if (declinedProperties.has(`${type}.${path}`) || launchNothing.has(`${type}.${path}`)) return true;
  return (rows.get(type)?.sites ?? []).some((site) => {
    const isSame = site.path === path || path.startsWith(`${site.path}.`);
    return isSame && (site.kind === kind || (kind === 'instance-type' && TYPE_WORDS.has(site.kind)));
  });
}

/** The kinds of a property that is named `InstanceType`: it may also hold a family, or a class of a service. */
const TYPE_WORDS: ReadonlySet<SiteKind> = new Set<SiteKind>(['instance-family', 'instance-requirements', 'managed-instance-class']);

/** The endings of property names that count on types outside AWS's namespace. */
const ENDINGS: readonly (readonly [RegExp, SiteKind])[] = [
  [/(?:instance|node|machine|worker|host|server|vm|ec|compute|runner|agent|bastion)types?$/, 'instance-type'],
  [/(?:instance|node|machine|server|vm)sizes?$|flavou?rs?$/, 'instance-type'],
  [/instancefamil(?:y|ies)$/, 'instance-family'],
  [/instancerequirements$/, 'instance-requirements'],
  [/(?:image|ami)ids?$|ami$/, 'machine-image'],
  [/userdata$/, 'user-data'],
];

function propertiesOf({ type, body }: Resource, template: Template): readonly NamedProperty[] {
  const properties = member(body, 'Properties');
  const found: NamedProperty[] = [];
  if (properties !== undefined) search(properties, [], { isOwn: isOwnType(type), found, template });
  return found;
}

/** Tells whether a type of AWS's may have properties that are named like launch sites. Looks at names only: errs towards yes. */
function mayHaveNamed(node: Json, depth = 0): boolean {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return false;
  if (isList(node)) return node.some((item) => typeof item === 'object' && mayHaveNamed(item, depth + 1));
  for (const key in node) {
    if (kindByName(key) !== null) return true;
    const item = node[key];
    if (typeof item === 'object' && mayHaveNamed(item, depth + 1)) return true;
  }
  return false;
}

/** Returns the kind of a property by its name. Upper case and punctuation do not matter. */
const kindByName = rememberedByText(5_000, (key) => NAMES.get(lettersOf(key)) ?? null);

function lettersOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, '');
}

function kindOf(key: string, value: Json, { isOwn, template }: Search): SiteKind | undefined {
  const kind = kindByName(key) ?? undefined;
  if (kind !== undefined || !isOwn) return kind;
  const items = isList(value) ? value : [value];
  const texts = items.filter((item) => typeof item === 'string');
  // The result of a function may be a type under any name.
  const values = [...texts, ...items.flatMap((item) => valuesOf(item, template))];
  if (texts.some(readsLikeTypes) || values.some(mayBeXen)) return 'instance-type';
  if (values.some(isImageId)) return 'machine-image';
  const name = lettersOf(key);
  const [, ending] = ENDINGS.find(([pattern]) => pattern.test(name)) ?? [];
  // `NodeType: leader` is the role of a node.
  const isWord = ending === 'instance-type' && texts.length > 0 && !/instancetypes?$/.test(name);
  return isWord ? undefined : ending;
}

/**
 * Tells whether a value may be a Xen type, for a property whose name does not identify it as a type. A value that is only passed on may
 * label a launch elsewhere.
 */
function mayBeXen(text: string): boolean {
  return readsLikeTypes(text) && text.split(',').some((type) => Catalog.bundled().judge(type.trim()).kind === 'xen');
}

interface Search {
  readonly isOwn: boolean;
  readonly found: NamedProperty[];
  readonly template: Template;
}

/** Functions that select a value and add no text to it. */
const GIVES_VALUE: ReadonlySet<string> = new Set(['Ref', 'Fn::FindInMap', 'Fn::Select', 'Fn::Split', 'Fn::Sub', 'Fn::Join', 'Fn::If']);

/** Returns the known texts of a function, list items included. */
function valuesOf(node: Json, template: Template): readonly string[] {
  if (!GIVES_VALUE.has(intrinsicName(node) ?? '')) return [];
  return template.evaluator.evaluate(node, undefined, Assumptions.NONE).flatMap((outcome) => {
    if (outcome.kind !== 'known') return [];
    const items = isList(outcome.value) ? outcome.value : [outcome.value];
    return items.map(scalarText).filter((text) => text !== undefined);
  });
}

/** @param segments the path to the node; unchanged on return */
function search(node: Json, segments: (string | number)[], context: Search): void {
  const { found } = context;
  if (typeof node !== 'object' || node === null || segments.length > DEEPEST) return;
  const condition = isObject(node) ? member(node, 'Fn::If') : undefined;
  if (isList(condition)) {
    for (const index of [1, 2]) searchAt(condition[index] ?? null, segments, ['Fn::If', index], context);
    return;
  }
  if (intrinsicName(node) !== undefined) return;
  if (isList(node)) {
    if (IS_TAGS.test(String(segments.at(-1)))) return;
    for (const [index, item] of node.entries()) searchAt(item, segments, [index], context);
    return;
  }
  if (!isObject(node) || IS_TAGS.test(String(segments.at(-1)))) return;
  const [name, value] = (context.isOwn ? PAIRS : []).map((keys) => keys.map((key) => member(node, key)).find((each) => each !== undefined));
  for (const [key, item] of Object.entries(node)) {
    // `{ Key: InstanceType, Value: ... }`
    const kind = kindOf(typeof name === 'string' && item === value ? name : key, item, context);
    if (kind === undefined) searchAt(item, segments, [key], context);
    else found.push({ path: declaredPath([...segments, key]), segments: [...segments, key], kind });
  }
}

function searchAt(node: Json, segments: (string | number)[], inner: readonly (string | number)[], context: Search): void {
  segments.push(...inner);
  search(node, segments, context);
  segments.length -= inner.length;
}

/** Tags describe a resource, and launch nothing. */
const IS_TAGS = /tags?$/i;

/** The member names of names and values in a list of settings. */
const PAIRS = [
  ['Key', 'Name', 'ParameterKey', 'key', 'name'],
  ['Value', 'ParameterValue', 'value'],
];

/** Returns the path in the form of a policy's declaration, without functions. */
function declaredPath(segments: readonly (string | number)[]): string {
  return segments
    .filter((each, index) => each !== 'Fn::If' && segments[index - 1] !== 'Fn::If')
    .map((each) => (typeof each === 'number' ? '[]' : each))
    .join('.');
}
