import { Assumptions } from '../template/values/assumptions';
import { dynamicReference } from '../template/values/dynamic-reference';
import { intrinsicName } from '../template/values/evaluation';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import type { LaunchSite, SiteKind } from './sites';
import { known, LITERAL, type Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import type { SiteReading } from './site-reading';
import type { Template } from '../template/template';

/** Where a site without lists is in every resource. */
interface FixedPlace {
  readonly steps: readonly string[];
  readonly path: string;
}

/** Shared, as most sites of most resources say nothing. */
const ALWAYS_UNSET: SiteReading = { values: [], unset: Assumptions.ALWAYS, unsetElements: [] };

const places = new WeakMap<LaunchSite, FixedPlace>();

/**
 * What is written at a site whose path leads through objects alone, none of which a function, a loop or a macro fills in:
 * nearly all do. `silent` where nothing is, undefined where it has to be walked to.
 */
export function plainNode(resource: Resource, site: LaunchSite): { readonly node: Json } | 'unset' | undefined {
  let node: Json = resource.body;
  for (const step of placeOf(site).steps) {
    if (!isObject(node) || step === '*' || step === '[]') return undefined;
    const next = member(node, step);
    if (next === undefined ? isFunctionOrFilledIn(node) : Object.hasOwn(node, 'Fn::Transform')) return undefined;
    if (next === undefined) return 'unset';
    node = next;
  }
  return site.where === undefined ? { node } : undefined;
}

/** Reads a site that need not be walked to. Undefined where it has to be. */
export function readPlainly(
  template: Template,
  resource: Resource,
  site: LaunchSite,
  cases: readonly Assumptions[],
): SiteReading | undefined {
  const plain = plainNode(resource, site);
  if (plain === 'unset') return cases === Assumptions.ALWAYS ? ALWAYS_UNSET : { ...ALWAYS_UNSET, unset: cases };
  if (plain === undefined || plain.node === null || isList(plain.node) || site.kind === 'instance-type-list') return undefined;
  const { node } = plain;
  const { steps, path } = placeOf(site);
  const pointer: Pointer = [...resource.pointer, ...steps];
  const once = cases === Assumptions.ALWAYS ? foldOnce(template, site, node) : undefined;
  const folded = once ?? fold(template, node, cases, pointer);
  if (folded === 'list') return undefined;
  const { outcomes, unset } = folded;
  return { values: outcomes.length === 0 ? [] : [{ site, path, pointer, outcomes }], unset, unsetElements: [] };
}

/** What is written at a site, folded; `list` where its items have to be walked. */
type Folded = { readonly outcomes: readonly Outcome[]; readonly unset: readonly Assumptions[] } | 'list';

function fold(template: Template, node: Json, cases: readonly Assumptions[], pointer: Pointer | undefined): Folded {
  const outcomes: Outcome[] = [];
  const unset: Assumptions[] = [];
  for (const when of cases) {
    const ofCase =
      intrinsicName(node) === undefined ? [known(node, when, LITERAL, pointer)] : template.evaluator.evaluate(node, pointer, when);
    for (const outcome of ofCase) {
      if (outcome.kind === 'absent') unset.push(outcome.when);
      else if (outcome.kind === 'known' && isList(outcome.value)) return 'list';
      else outcomes.push(outcome.kind === 'known' ? (dynamicReference(outcome.value, outcome) ?? outcome) : outcome);
    }
  }
  return { outcomes, unset };
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
