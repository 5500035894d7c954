import { Assumptions } from './assumptions';
import { dynamicReference } from './dynamic-reference';
import { intrinsicName } from './evaluation';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from './json';
import type { LaunchSite, SiteKind } from './launch-sites';
import { known, LITERAL, type Outcome } from './outcome';
import type { Resource } from './resource';
import type { SiteReading } from './site-walk';
import type { Template } from './template';

/** Where a site without lists is in every resource. */
interface FixedPlace {
  readonly steps: readonly string[];
  readonly path: string;
}

/** Shared, as most sites of most resources say nothing. */
const ALWAYS_SILENT: SiteReading = { choices: [], silent: Assumptions.ALWAYS, silentElements: [] };

const places = new WeakMap<LaunchSite, FixedPlace>();

/**
 * What is written at a site whose path leads through objects alone, none of which a function, a loop or a macro fills in:
 * nearly all do. `silent` where nothing is, undefined where it has to be walked to.
 */
export function plainNode(resource: Resource, site: LaunchSite): { readonly node: Json } | 'silent' | undefined {
  let node: Json = resource.body;
  for (const step of placeOf(site).steps) {
    if (!isObject(node) || step === '*' || step === '[]') return undefined;
    const next = member(node, step);
    if (next === undefined ? isFunctionOrFilledIn(node) : Object.hasOwn(node, 'Fn::Transform')) return undefined;
    if (next === undefined) return 'silent';
    node = next;
  }
  return site.where === undefined ? { node } : undefined;
}

/** Reads a site that need not be walked to. Undefined where it has to be. */
export function readPlainly(
  template: Template,
  resource: Resource,
  site: LaunchSite,
  ways: readonly Assumptions[],
): SiteReading | undefined {
  const plain = plainNode(resource, site);
  if (plain === 'silent') return ways === Assumptions.ALWAYS ? ALWAYS_SILENT : { ...ALWAYS_SILENT, silent: ways };
  if (plain === undefined || plain.node === null || isList(plain.node) || site.kind === 'instance-type-list') return undefined;
  const { node } = plain;
  const { steps, path } = placeOf(site);
  const pointer: Pointer = [...resource.pointer, ...steps];
  const once = ways === Assumptions.ALWAYS ? foldOnce(template, site, node) : undefined;
  const folded = once ?? fold(template, node, ways, pointer);
  if (folded === 'list') return undefined;
  const { outcomes, silent } = folded;
  return { choices: outcomes.length === 0 ? [] : [{ site, path, pointer, outcomes }], silent, silentElements: [] };
}

/** What is written at a site, folded; `list` where its items have to be walked. */
type Folded = { readonly outcomes: readonly Outcome[]; readonly silent: readonly Assumptions[] } | 'list';

function fold(template: Template, node: Json, ways: readonly Assumptions[], pointer: Pointer | undefined): Folded {
  const outcomes: Outcome[] = [];
  const silent: Assumptions[] = [];
  for (const when of ways) {
    const ofWay =
      intrinsicName(node) === undefined ? [known(node, when, LITERAL, pointer)] : template.evaluator.evaluate(node, pointer, when);
    for (const outcome of ofWay) {
      if (outcome.kind === 'absent') silent.push(outcome.when);
      else if (outcome.kind === 'known' && isList(outcome.value)) return 'list';
      else outcomes.push(outcome.kind === 'known' ? (dynamicReference(outcome.value, outcome) ?? outcome) : outcome);
    }
  }
  return { outcomes, silent };
}

const foldedBefore = new WeakMap<Template, Map<string, Folded>>();

/**
 * The same types, images and references to them stand in many resources of a template: each is folded once. Whoever judges
 * outcomes can tell by the list that it is the same. Undefined for what is not worth it, or whose place in the document counts.
 */
function foldOnce(template: Template, { kind, word }: LaunchSite, node: Json): Folded | undefined {
  if (!SHORT_VALUES.has(kind) || (isObject(node) && intrinsicName(node) === undefined)) return undefined;
  const expression = shortText(node, DEEPEST_SHARED);
  if (expression === undefined) return undefined;
  const known = foldedBefore.get(template) ?? new Map<string, Folded>();
  foldedBefore.set(template, known);
  const key = `${kind} ${word ?? ''} ${expression}`;
  let folded = known.get(key);
  if (folded === undefined) {
    folded = fold(template, node, Assumptions.ALWAYS, undefined);
    known.set(key, folded);
  }
  return folded;
}

const SHORT_VALUES: ReadonlySet<SiteKind> = new Set<SiteKind>([
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-family',
  'managed-instance-class',
  'machine-image',
  'feature',
]);
const DEEPEST_SHARED = 8;
const LONGEST_SHARED = 200;

/** JSON of a small value; undefined for others, which may be deeper than the stack allows. */
function shortText(node: Json, levels: number): string | undefined {
  if (typeof node === 'string') return node.length > LONGEST_SHARED ? undefined : JSON.stringify(node);
  if (!isObject(node) && !isList(node)) return String(node);
  if (levels === 0) return undefined;
  let text = '';
  for (const [key, item] of Object.entries(node)) {
    const inner = shortText(item, levels - 1);
    if (inner === undefined || text.length > LONGEST_SHARED) return undefined;
    text += `${JSON.stringify(key)}:${inner},`;
  }
  return isList(node) ? `[${text}]` : `{${text}}`;
}

/** Whether something other than the object's own members may say more: a function, a loop or a macro. */
function isFunctionOrFilledIn(node: JsonObject): boolean {
  if (node !== lastLookedAt.node) {
    lastLookedAt.node = node;
    lastLookedAt.isFilledIn = Object.keys(node).some((key) => key.startsWith('Fn::') || key === 'Ref');
  }
  return lastLookedAt.isFilledIn;
}

/** Most sites of a resource end in the same object, and are read one after the other. */
const lastLookedAt: { node: JsonObject | undefined; isFilledIn: boolean } = { node: undefined, isFilledIn: false };

function placeOf(site: LaunchSite): FixedPlace {
  const known = places.get(site);
  if (known !== undefined) return known;
  const steps = [site.section ?? 'Properties', ...site.path.split('.')];
  const place = { steps, path: steps.join('/') };
  places.set(site, place);
  return place;
}
