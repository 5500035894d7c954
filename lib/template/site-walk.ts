import type { Assumptions } from './assumptions';
import { intrinsicName } from './evaluator';
import { isList, isObject, member, type Json, type JsonObject, type Pointer } from './json';
import type { LaunchSite } from './launch-sites';
import { known, LITERAL, scalarText, undecidable, type Known, type Origin, type Outcome } from './outcome';
import type { Resource } from './resource';
import type { Template } from './template';

/** What a resource says at one place of a launch site. */
export interface Choice {
  readonly site: LaunchSite;
  /** Within the resource, intrinsic functions left out: `Properties/InstanceTypes/1`. */
  readonly path: string;
  /** Within the document, as it is written. */
  readonly pointer: Pointer;
  /** Known and unresolved outcomes; that nothing is said is in `SiteReading.absent`. */
  readonly outcomes: readonly Outcome[];
}

export interface SiteReading {
  readonly choices: readonly Choice[];
  /** The ways under which the site says nothing. */
  readonly absent: readonly Assumptions[];
}

/** Reads what a resource says at a launch site, under each of the given ways. */
export function readSite(template: Template, resource: Resource, site: LaunchSite, ways: readonly Assumptions[]): SiteReading {
  const walk = new SiteWalk(template, resource, site);
  const properties = member(resource.body, 'Properties');
  const absent = ways.flatMap((when) =>
    walk.node(properties, 0, { path: 'Properties', at: [...resource.pointer, 'Properties'], pointer: [...resource.pointer, 'Properties'], origin: LITERAL, when }),
  );
  return { choices: [...walk.found.values()], absent };
}

/** Where a walk is. `at` is the last place inside the resource, `pointer` the node's own, which may be in a mapping or nowhere. */
interface Place {
  readonly path: string;
  readonly at: Pointer;
  readonly pointer: Pointer | undefined;
  readonly origin: Origin;
  readonly when: Assumptions;
}

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
  public readonly found = new Map<string, Choice & { outcomes: Outcome[] }>();
  private readonly segments: readonly string[];

  public constructor(
    private readonly template: Template,
    private readonly resource: Resource,
    private readonly site: LaunchSite,
  ) {
    this.segments = segments(site.path);
  }

  /** Walks down from a node; returns the ways under which nothing is found. */
  public node(node: Json | undefined, depth: number, place: Place): readonly Assumptions[] {
    if (node === undefined || node === null) return [place.when];
    if (intrinsicName(node) === undefined) return this.value(known(node, place.when, LITERAL, place.pointer), depth, place);
    return this.template.evaluator.evaluate(node, place.pointer ?? [], place.when).flatMap((outcome) => {
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
    if (segment === undefined) return this.leaf(outcome, place);
    if (segment === '[]') {
      return isList(value) ? this.items(value, outcome, place, (item, at) => this.node(item, depth + 1, at)) : this.value(outcome, depth + 1, place);
    }
    if (!isObject(value)) {
      this.add(place, undecidable(`'${segment}' is looked for in something that is not an object`, place.when));
      return [];
    }
    if (depth === this.segments.length - 1 && !this.applies(value, place)) return [place.when];
    if (member(value, 'Fn::Transform') !== undefined) {
      this.add(place, undecidable("'Fn::Transform' fills it in at deployment", place.when));
    }
    return this.node(member(value, segment), depth + 1, this.below(place, outcome.pointer, segment));
  }

  private leaf(outcome: Known, place: Place): readonly Assumptions[] {
    if (isList(outcome.value)) {
      return this.items(outcome.value, outcome, place, (item, at) => this.node(item, this.segments.length, at));
    }
    const texts = this.site.kind === 'instance-type-list' && typeof outcome.value === 'string' ? outcome.value.split(',') : undefined;
    for (const value of texts?.map((text) => text.trim()) ?? [outcome.value]) this.add(place, { ...outcome, value, origin: place.origin });
    return [];
  }

  /** A list says nothing when it is empty or none of its items says anything. */
  private items(list: readonly Json[], outcome: Known, place: Place, visit: (item: Json, at: Place) => readonly Assumptions[]): readonly Assumptions[] {
    let silent = true;
    list.forEach((item, index) => {
      const at = outcome.pointer === undefined ? { ...place, pointer: undefined } : this.below(place, outcome.pointer, index);
      if (visit(item, at).length === 0) silent = false;
    });
    return silent ? [place.when] : [];
  }

  private below(place: Place, pointer: Pointer | undefined, segment: string | number): Place {
    const own = pointer === undefined ? undefined : [...pointer, segment];
    const inside = own?.[0] === 'Resources' && own[1] === this.resource.pointer[1];
    return { ...place, path: `${place.path}/${String(segment)}`, pointer: own, at: inside ? own : place.at };
  }

  private applies(holder: JsonObject, place: Place): boolean {
    const { where } = this.site;
    if (where === undefined) return true;
    return Object.entries(where).every(([key, values]) => {
      const node = key.startsWith('Properties.') ? this.property(key.slice('Properties.'.length)) : member(holder, key);
      if (node === undefined) return false;
      return this.template.evaluator.evaluate(node, undefined, place.when).some((outcome) => {
        // What cannot be decided may be one of the values.
        if (outcome.kind === 'unresolved') return true;
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return text !== undefined && values.includes(text);
      });
    });
  }

  private property(path: string): Json | undefined {
    let node: Json | undefined = member(this.resource.body, 'Properties');
    for (const segment of path.split('.')) node = isObject(node) ? member(node, segment) : undefined;
    return node;
  }

  private add(place: Place, outcome: Outcome): void {
    const choice = this.found.get(place.path);
    if (choice === undefined) this.found.set(place.path, { site: this.site, path: place.path, pointer: place.at, outcomes: [outcome] });
    else choice.outcomes.push(outcome);
  }
}
