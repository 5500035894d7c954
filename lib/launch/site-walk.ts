import type { Assumptions } from '../template/values/assumptions';
import { casesOfBoth } from '../template/values/assumptions';
import { dynamicReference } from '../template/values/dynamic-reference';
import { TOO_DEEP } from '../template/values/effort';
import { intrinsicName } from '../template/values/evaluation';
import { expandForEach, isForEach } from '../template/values/for-each';
import { parseInstanceTypeName } from '../catalog/instance-type-name';
import { isList, isObject, member, type Json, type JsonObject } from '../base/json/json';
import { isScriptKind, type LaunchSite } from './sites';
import { beyond, known, scalarText, undecidable, unresolved, type Outcome } from '../template/values/outcome';
import { ABSENT } from '../template/values/texts/text';
import { casesToRead, readPlainly } from './plain-reading';
import { FoldedValue, type ScriptText, SiteReading, SiteValue, type UnsetElement } from './site-reading';
import type { Resource } from '../template/resource';
import type { Template } from '../template/template';
import {
  evaluatedPlace,
  itemPlace,
  memberPlace,
  onlyItemPlace,
  originAt,
  sectionPlace,
  unwrittenPlace,
  type WalkPlace,
} from './walk-place';

/** Tells whether a value is at the site's own property, not at an object around it that is a function. */
export function isAtSite({ site, path }: { readonly site: Pick<LaunchSite, 'path'>; readonly path: string }): boolean {
  const property = site.path.slice(site.path.lastIndexOf('.') + 1);
  // Every member of the object counts, with any name.
  if (property === '*') return isAtSite({ site: { path: site.path.slice(0, -2) }, path: path.slice(0, path.lastIndexOf('/')) });
  return path.endsWith(property) || path.replace(/(?:\/\d+)+$/, '').endsWith(`/${property}`);
}

/** Reads a launch site of a resource in each of the given cases. */
export function readSite(template: Template, resource: Resource, site: LaunchSite, cases: readonly Assumptions[]): SiteReading {
  return readPlainly(template, resource, site, cases) ?? walkToSite(template, resource, site, cases);
}

/** Reads a launch site as `readSite` does, but always by the walk. Tests compare `readPlainly` with it. */
export function walkToSite(template: Template, resource: Resource, site: LaunchSite, cases: readonly Assumptions[]): SiteReading {
  const walk = new SiteWalk(template, resource, site);
  const unset = casesToRead(site, cases).flatMap((when) => walk.resource(when));
  return new SiteReading(walk.values(), unset, walk.unsetElements);
}

/** Tells whether one of several settings is an instance type. */
function mayBeType(path: string, outcome: Outcome): boolean {
  if (outcome.kind === 'known') return parseInstanceTypeName(scalarText(outcome.value) ?? '') !== undefined;
  return /instance_?type/i.test(path.slice(path.lastIndexOf('/') + 1));
}

/** The levels of nested lists at the end of a path. CloudFormation has none. */
const DEEPEST_LIST = 10;

const segmentsByPath = new Map<string, readonly string[]>();

function segmentsOf(path: string): readonly string[] {
  let segments = segmentsByPath.get(path);
  if (segments === undefined) {
    segments = path.split('.');
    segmentsByPath.set(path, segments);
  }
  return segments;
}

/** Every method that visits a node returns the cases in which the node leaves the site unset. */
class SiteWalk {
  public readonly unsetElements: UnsetElement[] = [];
  private readonly found = new Map<string, Found>();
  private readonly isScript: boolean;
  private readonly segments: readonly string[];

  public constructor(
    private readonly template: Template,
    private readonly source: Resource,
    private readonly site: LaunchSite,
  ) {
    this.segments = segmentsOf(site.path);
    this.isScript = isScriptKind(site.kind);
  }

  public values(): readonly SiteValue[] {
    const { template, site } = this;
    return [...this.found].map(([path, { place, outcomes, texts }]) => {
      return new SiteValue(site, path, place.reported, new FoldedValue(template, site.kind, site.word, outcomes, texts));
    });
  }

  public resource(when: Assumptions): readonly Assumptions[] {
    const { section = 'Properties' } = this.site;
    const place = sectionPlace(this.source, section, when);
    const properties = member(this.source.body, section);
    const isFilledIn = this.noteTransform(this.source.body, place);
    return isFilledIn && properties === undefined ? [] : this.node(properties, place);
  }

  private node(node: Json | undefined, place: WalkPlace): readonly Assumptions[] {
    if (node === undefined || node === null) return [place.when];
    const name = intrinsicName(node);
    if (name === undefined) return this.value(node, place);
    if (this.isScript && place.depth === this.segments.length) return this.script(node, name, place);
    return this.evaluated(node, place);
  }

  private evaluated(node: Json, place: WalkPlace): readonly Assumptions[] {
    return this.template.evaluator.evaluate(node, place.pointer, place.when).flatMap((outcome) => {
      if (outcome.kind === 'absent') return [outcome.when];
      if (outcome.kind === 'known') return this.value(outcome.value, evaluatedPlace(place, outcome));
      return this.add(place, { ...outcome, origin: originAt(place, outcome) }) ? [] : [outcome.when];
    });
  }

  /** Visits a function that returns a boot script, a list of a script's words, or several of these. */
  private script(node: Json, name: string, place: WalkPlace): readonly Assumptions[] {
    const { texts } = this.template;
    const pointer = place.pointer ?? place.reported;
    const argument = isObject(node) ? member(node, name) : undefined;
    if (name === 'Fn::If' && isList(argument) && argument.length === 3) {
      const { label, branches, problem } = texts.fork(argument[0] ?? null, place.when);
      if (problem !== undefined) this.add(place, unresolved(problem, place.when, place.origin));
      return branches.flatMap(({ when, tag, position }) => {
        const origin = [`branch ${label} (${tag})`, ...place.origin];
        const at = { ...place, when, origin, pointer: place.pointer === undefined ? undefined : [...place.pointer, name, position] };
        return this.node(argument[position], at);
      });
    }
    if (this.site.kind === 'cfn-init-command' && this.mayBeList(node, name, place)) return this.evaluated(node, place);
    const text = texts.read(node, pointer, place.when);
    if (text === ABSENT) return [place.when];
    this.entry(place).texts.push({ text, origin: place.origin });
    return [];
  }

  /** Tells whether a function may return a list. A command of cfn-init may be a list of words. */
  private mayBeList(node: Json, name: string, place: WalkPlace): boolean {
    if (!/^(?:Ref|Fn::(?:FindInMap|Split|Select|ImportValue|GetAtt))$/.test(name)) return false;
    return this.template.evaluator.evaluate(node, place.pointer, place.when).some(({ kind, ...outcome }) => {
      return kind === 'known' && 'value' in outcome && isList(outcome.value);
    });
  }

  /** Visits a node that is not a function. */
  private value(value: Json, place: WalkPlace): readonly Assumptions[] {
    const segment = this.segments[place.depth];
    if (segment === undefined) {
      const isFile = this.site.kind === 'cfn-init-file' && typeof value === 'object' && value !== null;
      return isFile
        ? this.script({ [isList(value) ? 'Fn::Join' : 'Fn::ToJsonString']: isList(value) ? ['\n', value] : value }, '', place)
        : this.leaf(value, place, 0);
    }
    if (segment === '[]') {
      if (!isList(value)) return this.value(value, onlyItemPlace(place));
      return this.items(value, place, place.depth + 1, (item, at) => this.node(item, at));
    }
    if (segment === '*') return isObject(value) ? this.members(value, place) : [place.when];
    const looped = this.segments[place.depth - 1] === '[]' ? this.loopedItems(value, place) : [];
    if (looped.length > 0) return looped.flatMap((item) => this.node(item, unwrittenPlace(place)));
    if (!isObject(value)) {
      this.add(place, undecidable(`the value that should hold '${segment}' is not an object`, place.when));
      return [];
    }
    const unset = this.member(value, segment, place);
    if (unset.length > 0 && this.segments[place.depth - 1] === '[]') {
      const sitePath = this.segments.slice(0, place.depth).join('.');
      this.unsetElements.push({ sitePath, path: place.path, pointer: place.reported, cases: unset });
    }
    return unset;
  }

  private member(holder: JsonObject, name: string, place: WalkPlace): readonly Assumptions[] {
    const isFilledIn = this.noteTransform(holder, place);
    if (place.depth === this.segments.length - 1 && !this.applies(holder, place)) return [place.when];
    const node = member(holder, name);
    if (node !== undefined) return this.node(node, memberPlace(place, name));
    return isFilledIn ? [] : this.looped(holder, name, memberPlace(place, name));
  }

  /** Visits every member, with any name. */
  private members(holder: JsonObject, place: WalkPlace): readonly Assumptions[] {
    const isFilledIn = this.noteTransform(holder, place);
    const unset = Object.entries(holder).map(([name, node]) => this.node(node, memberPlace(place, name)));
    return isFilledIn ? [] : unset.reduce((left, cases) => (left.length === 0 ? left : casesOfBoth(left, cases)), [place.when]);
  }

  /** Visits the members with that name that loops in the object expand to. */
  private looped(holder: JsonObject, name: string, place: WalkPlace): readonly Assumptions[] {
    const loops = Object.keys(holder).filter(isForEach);
    const expansions = loops.map((key) => expandForEach(member(holder, key) ?? null, place.reported, this.template.evaluator));
    if (expansions.includes(undefined)) {
      this.add(place, beyond("'Fn::ForEach' cannot be followed as it is written", place.when));
      return [];
    }
    // A name with an undecided loop variable may be any name.
    const members = expansions.flatMap((written) => written ?? []).filter(({ key }) => key === name || /[$&]\{/.test(key));
    if (members.length === 0) return [place.when];
    return members.flatMap(({ body }) => this.node(body, unwrittenPlace(place)));
  }

  private leaf(value: Json, place: WalkPlace, lists: number): readonly Assumptions[] {
    if (isList(value)) {
      if (lists < DEEPEST_LIST) return this.items(value, place, place.depth, (item, at) => this.leafItem(item, at, lists + 1));
      this.add(place, beyond(TOO_DEEP, place.when));
      return [];
    }
    const texts =
      this.site.kind === 'instance-type-list' && typeof value === 'string' ? value.split(',').map((text) => text.trim()) : [value];
    const added = texts.map((text) =>
      this.add(place, dynamicReference(text, place) ?? { ...known(text, place.when, place.origin, place.pointer), written: place.written }),
    );
    return added.includes(true) ? [] : [place.when];
  }

  private leafItem(item: Json, place: WalkPlace, lists: number): readonly Assumptions[] {
    return isList(item) ? this.leaf(item, place, lists) : this.node(item, place);
  }

  /** Visits the items of a list. The list leaves the site unset if it is empty, or if all its items do. */
  private items(
    list: readonly Json[],
    place: WalkPlace,
    depth: number,
    visit: (item: Json, at: WalkPlace) => readonly Assumptions[],
  ): readonly Assumptions[] {
    let unset: readonly Assumptions[] = [place.when];
    for (const [index, item] of list.entries()) {
      const cases = visit(item, itemPlace(place, index, depth));
      const isAlwaysUnset = cases.length === 1 && cases[0] === place.when;
      if (unset.length > 0 && !isAlwaysUnset) unset = casesOfBoth(unset, cases);
    }
    return unset;
  }

  /** Tells whether the other properties of the object may have the values that the site requires. */
  private applies(holder: JsonObject, place: WalkPlace): boolean {
    const { where } = this.site;
    if (where === undefined) return true;
    return Object.entries(where).every(([key, values]) => {
      const nodes = this.membersNamed(holder, key, place);
      // A loop that cannot be followed may expand to anything.
      if (nodes === undefined) return true;
      return nodes
        .flatMap((node) => this.template.evaluator.evaluate(node, undefined, place.when))
        .some((outcome) => {
          // An undecided value may be one of them.
          if (outcome.kind === 'unresolved') return true;
          const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
          return text !== undefined && values.includes(text);
        });
    });
  }

  /** Returns the members with a name: written out, or from loops in the object. Undefined if a loop cannot be followed. */
  private membersNamed(holder: JsonObject, name: string, place: WalkPlace): readonly Json[] | undefined {
    const node = member(holder, name);
    if (node !== undefined) return [node];
    const nodes: Json[] = [];
    for (const key of Object.keys(holder).filter(isForEach)) {
      const written = expandForEach(member(holder, key) ?? null, place.reported, this.template.evaluator);
      // A name with an undecided loop variable may be any name.
      if (written === undefined || written.some((each) => /[$&]\{/.test(each.key))) return undefined;
      nodes.push(...written.filter((each) => each.key === name).map(({ body }) => body));
    }
    return nodes;
  }

  /**
   * Returns the objects that loops write in place of a list item with a key and a value. A loop body that is an object with another name
   * counts as an item.
   */
  private loopedItems(value: Json, place: WalkPlace): readonly Json[] {
    if (this.site.where === undefined || !isObject(value)) return [];
    return Object.keys(value)
      .filter(isForEach)
      .flatMap((key) => expandForEach(member(value, key) ?? null, place.reported, this.template.evaluator) ?? [])
      .flatMap(({ body }) => (isObject(body) && intrinsicName(body) === undefined ? [body] : []));
  }

  /** Tells whether a macro may add members to the object. If so, adds an outcome. */
  private noteTransform(value: JsonObject, place: WalkPlace): boolean {
    if (member(value, 'Fn::Transform') === undefined) return false;
    this.add(place, undecidable("'Fn::Transform' fills it in at deployment", place.when));
    return true;
  }

  /** Adds an outcome. Returns whether it counts. */
  private add(place: WalkPlace, outcome: Outcome): boolean {
    if (this.site.among === 'other-settings' && !mayBeType(place.path, outcome)) return false;
    this.entry(place).outcomes.push(outcome);
    return true;
  }

  private entry(place: WalkPlace): Found {
    let entry = this.found.get(place.path);
    if (entry === undefined) {
      entry = { place, outcomes: [], texts: [] };
      this.found.set(place.path, entry);
    }
    return entry;
  }
}

interface Found {
  readonly place: WalkPlace;
  readonly outcomes: Outcome[];
  readonly texts: ScriptText[];
}
