import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { dynamicReference } from '../template/values/dynamic-reference';
import { TOO_DEEP } from '../template/values/effort';
import { intrinsicName } from '../template/values/evaluation';
import { expandForEach, isForEach } from '../template/values/for-each';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import type { LaunchSite } from './sites';
import { beyond, known, LITERAL, scalarText, undecidable, type Known, type Origin, type Outcome } from '../template/values/outcome';
import { readPlainly } from './plain-reading';
import type { SiteValue, UnsetElement, SiteReading } from './site-reading';
import type { Resource } from '../template/resource';
import type { Template } from '../template/template';

/** Whether a choice is at the site's own property, not at an object around it that holds a function. */
export function isAtSite({ site, path }: Pick<SiteValue, 'site' | 'path'>): boolean {
  const property = site.path.slice(site.path.lastIndexOf('.') + 1);
  // Of an object whose every member counts, whatever it is called.
  if (property === '*') return isAtSite({ site: { ...site, path: site.path.slice(0, -2) }, path: path.slice(0, path.lastIndexOf('/')) });
  return path.endsWith(property) || path.replace(/(?:\/\d+)+$/, '').endsWith(`/${property}`);
}

/** Reads what a resource says at a launch site, under each of the given ways. */
export function readSite(template: Template, resource: Resource, site: LaunchSite, cases: readonly Assumptions[]): SiteReading {
  const plain = readPlainly(template, resource, site, cases);
  if (plain !== undefined) return plain;
  const walk = new SiteWalk(template, resource, site);
  const unset = cases.flatMap((when) => walk.resource(when));
  return { values: [...walk.found.values()], unset, unsetElements: walk.unsetElements };
}

/** Where a walk is. `at` is the last place inside the resource, `pointer` the node's own, which may be in a mapping or nowhere. */
interface Place {
  readonly path: string;
  readonly at: Pointer;
  readonly pointer: Pointer | undefined;
  readonly origin: Origin;
  readonly when: Assumptions;
}

/** Lists within lists at the end of a path: CloudFormation has none. */
const DEEPEST_LIST = 10;

const segmentsOf = new Map<string, readonly string[]>();

function segments(path: string): readonly string[] {
  let parts = segmentsOf.get(path);
  if (parts === undefined) {
    parts = path.split('.');
    segmentsOf.set(path, parts);
  }
  return parts;
}

class SiteWalk {
  public readonly found = new Map<string, SiteValue & { outcomes: Outcome[] }>();
  public readonly unsetElements: UnsetElement[] = [];
  private readonly segments: readonly string[];

  public constructor(
    private readonly template: Template,
    private readonly source: Resource,
    private readonly site: LaunchSite,
  ) {
    this.segments = segments(site.path);
  }

  /** Walks the whole resource; returns the ways under which nothing is found. */
  public resource(when: Assumptions): readonly Assumptions[] {
    const { section = 'Properties' } = this.site;
    const pointer = [...this.source.pointer, section];
    const place: Place = { path: section, at: pointer, pointer, origin: LITERAL, when };
    const properties = member(this.source.body, section);
    const isFilledIn = this.noteTransform(this.source.body, place);
    return isFilledIn && properties === undefined ? [] : this.node(properties, 0, place);
  }

  private node(node: Json | undefined, depth: number, place: Place): readonly Assumptions[] {
    if (node === undefined || node === null) return [place.when];
    if (intrinsicName(node) === undefined) return this.value(known(node, place.when, LITERAL, place.pointer), depth, place);
    return this.template.evaluator.evaluate(node, place.pointer, place.when).flatMap((outcome) => {
      const origin = outcome.origin.length === 0 ? place.origin : [...outcome.origin, ...place.origin];
      if (outcome.kind === 'absent') return [outcome.when];
      if (outcome.kind === 'known') return this.value(outcome, depth, { ...place, origin, when: outcome.when });
      this.add(place, { ...outcome, origin });
      return [];
    });
  }

  private value(outcome: Known, depth: number, place: Place): readonly Assumptions[] {
    const segment = this.segments[depth];
    const { value } = outcome;
    if (segment === undefined) return this.leaf(outcome, place, 0);
    if (segment === '[]') {
      if (!isList(value)) return this.value(outcome, depth + 1, place);
      return this.items(value, outcome, place, (item, at) => this.node(item, depth + 1, at));
    }
    if (segment === '*') return isObject(value) ? this.members(value, depth, outcome.pointer, place) : [place.when];
    if (!isObject(value)) {
      this.add(place, undecidable(`'${segment}' is looked for in something that is not an object`, place.when));
      return [];
    }
    const unset = this.member(value, segment, depth, outcome.pointer, place);
    if (unset.length > 0 && this.segments[depth - 1] === '[]') {
      this.unsetElements.push({ sitePath: this.segments.slice(0, depth).join('.'), path: place.path, pointer: place.at, cases: unset });
    }
    return unset;
  }

  private member(holder: JsonObject, name: string, depth: number, pointer: Pointer | undefined, place: Place): readonly Assumptions[] {
    const isFilledIn = this.noteTransform(holder, place);
    if (depth === this.segments.length - 1 && !this.applies(holder, place)) return [place.when];
    const below = this.below(place, pointer, name);
    const node = member(holder, name);
    if (node !== undefined) return this.node(node, depth + 1, below);
    return isFilledIn ? [] : this.looped(holder, name, depth, below);
  }

  /** Every member, whatever its name. */
  private members(holder: JsonObject, depth: number, pointer: Pointer | undefined, place: Place): readonly Assumptions[] {
    this.noteTransform(holder, place);
    return Object.entries(holder).flatMap(([name, node]) => this.node(node, depth + 1, this.below(place, pointer, name)));
  }

  /** The members that loops in the object write out. */
  private looped(holder: JsonObject, name: string, depth: number, below: Place): readonly Assumptions[] {
    const loops = Object.keys(holder).filter(isForEach);
    const expansions = loops.map((key) => expandForEach(member(holder, key) ?? null, below.at, this.template.evaluator));
    if (expansions.includes(undefined)) {
      this.add(below, beyond("'Fn::ForEach' is not written in a way that can be followed", below.when));
      return [];
    }
    // A name with the loop variable in it that cannot be decided may be any name.
    const members = expansions.flatMap((written) => written ?? []).filter(({ key }) => key === name || /[$&]\{/.test(key));
    if (members.length === 0) return [below.when];
    return members.flatMap(({ body }) => this.node(body, depth + 1, { ...below, pointer: undefined }));
  }

  private leaf(outcome: Known, place: Place, lists: number): readonly Assumptions[] {
    const { value } = outcome;
    if (isList(value)) {
      if (lists < DEEPEST_LIST) return this.items(value, outcome, place, (item, at) => this.leafItem(item, at, lists + 1));
      this.add(place, beyond(TOO_DEEP, place.when));
      return [];
    }
    const texts =
      this.site.kind === 'instance-type-list' && typeof value === 'string' ? value.split(',').map((text) => text.trim()) : [value];
    for (const text of texts) this.add(place, dynamicReference(text, place) ?? { ...outcome, value: text, origin: place.origin });
    return [];
  }

  private leafItem(item: Json, place: Place, lists: number): readonly Assumptions[] {
    if (isList(item)) return this.leaf(known(item, place.when, LITERAL, place.pointer), place, lists);
    return this.node(item, this.segments.length, place);
  }

  /** A list says nothing when it is empty or none of its items says anything. */
  private items(
    list: readonly Json[],
    outcome: Known,
    place: Place,
    visit: (item: Json, at: Place) => readonly Assumptions[],
  ): readonly Assumptions[] {
    let unset: readonly Assumptions[] = [place.when];
    for (const [index, item] of list.entries()) {
      const at = outcome.pointer === undefined ? { ...place, pointer: undefined } : this.below(place, outcome.pointer, index);
      const cases = visit(item, at);
      const isAlwaysUnset = cases.length === 1 && cases[0] === place.when;
      if (unset.length > 0 && !isAlwaysUnset) unset = casesOfBoth(unset, cases);
    }
    return unset;
  }

  private below(place: Place, pointer: Pointer | undefined, segment: string | number): Place {
    const own = pointer === undefined ? undefined : [...pointer, segment];
    const isInside = own?.[0] === 'Resources' && own[1] === this.source.pointer[1];
    return { ...place, path: `${place.path}/${String(segment)}`, pointer: own, at: isInside ? own : place.at };
  }

  private applies(holder: JsonObject, place: Place): boolean {
    const { where } = this.site;
    if (where === undefined) return true;
    return Object.entries(where).every(([key, values]) => {
      const node = member(holder, key);
      if (node === undefined) return false;
      return this.template.evaluator.evaluate(node, undefined, place.when).some((outcome) => {
        // What cannot be decided may be one of the values.
        if (outcome.kind === 'unresolved') return true;
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return text !== undefined && values.includes(text);
      });
    });
  }

  /** Whether a macro may add to the object: what is not written in it is then not known. */
  private noteTransform(value: JsonObject, place: Place): boolean {
    if (member(value, 'Fn::Transform') === undefined) return false;
    this.add(place, undecidable("'Fn::Transform' fills it in at deployment", place.when));
    return true;
  }

  private add(place: Place, outcome: Outcome): void {
    const siteValue = this.found.get(place.path);
    if (siteValue === undefined) this.found.set(place.path, { site: this.site, path: place.path, pointer: place.at, outcomes: [outcome] });
    else siteValue.outcomes.push(outcome);
  }
}
