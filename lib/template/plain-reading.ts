import type { Assumptions } from './assumptions';
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

const places = new WeakMap<LaunchSite, FixedPlace>();

/**
 * Reads a site whose path leads through objects alone, none of which a function, a loop or a macro fills in: nearly all do.
 * Undefined where it has to be walked to.
 */
export function readPlainly(
  template: Template,
  resource: Resource,
  site: LaunchSite,
  ways: readonly Assumptions[],
): SiteReading | undefined {
  const { steps, path } = placeOf(site);
  let node: Json | undefined = resource.body;
  for (const step of steps) {
    if (!isObject(node) || step === '*' || step === '[]') return undefined;
    const next = member(node, step);
    if (next === undefined ? isFunctionOrFilledIn(node) : Object.hasOwn(node, 'Fn::Transform')) return undefined;
    node = next;
    if (node === undefined) return { choices: [], silent: ways, silentElements: [] };
  }
  if (node === null || isList(node) || site.where !== undefined || site.kind === 'instance-type-list') return undefined;
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
  for (const key in node) if (key.startsWith('Fn::') || key === 'Ref') return true;
  return false;
}

function placeOf(site: LaunchSite): FixedPlace {
  const known = places.get(site);
  if (known !== undefined) return known;
  const steps = [site.section ?? 'Properties', ...site.path.split('.')];
  const place = { steps, path: steps.join('/') };
  places.set(site, place);
  return place;
}
