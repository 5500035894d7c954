import { Assumptions } from './assumptions';
import { dynamicReference } from './dynamic-reference';
import { intrinsicName } from './evaluation';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from './json';
import type { LaunchSite } from './launch-sites';
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
  const outcomes: Outcome[] = [];
  const silent: Assumptions[] = [];
  for (const when of ways) {
    for (const outcome of intrinsicName(node) === undefined
      ? [known(node, when, LITERAL, pointer)]
      : template.evaluator.evaluate(node, pointer, when)) {
      if (outcome.kind === 'absent') silent.push(outcome.when);
      else if (outcome.kind === 'known' && isList(outcome.value)) return undefined;
      else outcomes.push(outcome.kind === 'known' ? (dynamicReference(outcome.value, outcome) ?? outcome) : outcome);
    }
  }
  return { choices: outcomes.length === 0 ? [] : [{ site, path, pointer, outcomes }], silent, silentElements: [] };
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
