import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import type { Pointer } from '../../base/json/json';
import type { LaunchSite } from '../sites';
import { objectAround, specificationSites, type SpecificationSite, type SpecifiedProperty } from '../sites/specification-sites';
import { referenceSite } from '../launch-template-reference';
import type { Launch, LaunchReference } from '../launches';
import type { SiteValue, SiteReading } from '../site-reading';

/** An object of a resource that says something of what is launched: its properties, an override, an instance group. */
export interface Holder {
  readonly path: string;
  readonly pointer: Pointer;
}

/** What an object says at one site. */
export interface HolderReading {
  readonly site: LaunchSite;
  readonly values: readonly SiteValue[];
  /** The ways under which it says nothing there. */
  readonly unset: readonly Assumptions[];
}

interface ReadSite extends SpecificationSite {
  readonly reading: SiteReading;
  readonly valuesByHolder: ReadonlyMap<string, readonly SiteValue[]>;
}

/** The path of the object that speaks for the resource as a whole. */
export const ROOT = 'Properties';
const holdersOf = new WeakMap<Launch, LaunchHolders>();

/** The objects of a launch that say something of what is launched, and what each says. */
export class LaunchHolders {
  public static of(launch: Launch): LaunchHolders {
    const known = holdersOf.get(launch) ?? new LaunchHolders(launch);
    holdersOf.set(launch, known);
    return known;
  }

  private readonly byPath = new Map<string, Holder>();
  private readonly around = new Set<string>();
  private readonly sites: readonly ReadSite[];
  private readonly templates = new Map<string, readonly LaunchReference[]>();

  private constructor(private readonly launch: Launch) {
    const { definition, resource, launchTemplates } = launch;
    this.add(ROOT, [...resource.pointer, ROOT]);
    this.sites = specificationSites(definition).map((site) => this.read(site));
    for (const reference of launchTemplates) {
      const holder = this.holderOfReference(reference.path);
      this.add(holder, reference.pointer);
      this.templates.set(holder, [...this.templatesAt(holder), reference]);
    }
  }

  public all(): readonly Holder[] {
    return [...this.byPath.values()];
  }

  /** The object and those around it, the nearest first. */
  public levelsOf({ path }: Holder): readonly Holder[] {
    return pathsTo(path)
      .map((each) => this.byPath.get(each))
      .filter((holder) => holder !== undefined);
  }

  /** What the object says of a property. */
  public readingsAt({ path }: Holder, property: SpecifiedProperty): readonly HolderReading[] {
    const pattern = patternOf(path);
    return this.sites.flatMap(({ site, holder, reading, valuesByHolder, ...each }) => {
      const siteValues = valuesByHolder.get(path) ?? [];
      if (each.property !== property || (holder !== pattern && siteValues.length === 0)) return [];
      return [{ site, values: siteValues, unset: this.unsetIn(reading, path) }];
    });
  }

  /** The launch templates that the object refers to. */
  public templatesAt(path: string): readonly LaunchReference[] {
    return this.templates.get(path) ?? [];
  }

  /** The ways under which the object refers to no launch template. */
  public withoutTemplateAt(path: string): readonly Assumptions[] {
    const pattern = patternOf(path);
    return this.unsetAt(
      path,
      this.referencePaths.filter((each) => objectAround(each) === pattern),
    );
  }

  /** The ways under which something is launched from what the object says by itself, and not from objects in it. */
  public casesAlone({ path }: Holder): readonly Assumptions[] {
    if (!this.around.has(path)) return this.launch.cases;
    const below = (holder: string): boolean => isBelow(holder, patternOf(path));
    let cases = this.unsetAt(
      path,
      this.referencePaths.filter((each) => below(objectAround(each))),
    );
    for (const { site, holder, reading } of this.sites) {
      if (cases.length > 0 && site.feature === undefined && below(holder)) cases = casesOfBoth(cases, this.unsetIn(reading, path));
    }
    return cases;
  }

  /** Those of the ways under which the launch takes nothing from an instance or a launch configuration. */
  public notFromElsewhere(cases: readonly Assumptions[]): readonly Assumptions[] {
    return (this.launch.definition.typeComesFrom ?? []).reduce(
      (left, path) => (left.length === 0 ? left : casesOfBoth(left, this.launch.read(referenceSite(path)).unset)),
      cases,
    );
  }

  /** Where the object that the sites are about refers to a launch template. One in a list is for some types: that it is not there says nothing. */
  private get referencePaths(): readonly string[] {
    return (this.launch.definition.launchTemplates ?? []).filter((path) => !path.endsWith('[]'));
  }

  private unsetAt(path: string, references: readonly string[]): readonly Assumptions[] {
    return references.reduce(
      (cases, each) => casesOfBoth(cases, this.unsetIn(this.launch.read(referenceSite(each)), path)),
      this.launch.cases,
    );
  }

  private read(each: SpecificationSite): ReadSite {
    const reading = this.launch.read(each.site);
    for (const { sitePath, path, pointer } of reading.unsetElements) if (sitePath === each.holder) this.add(path, pointer);
    const valuesByHolder = new Map<string, SiteValue[]>();
    for (const siteValue of reading.values) {
      const path = holderOfValue(siteValue.path, each.holder);
      this.add(path, siteValue.pointer);
      const others = valuesByHolder.get(path);
      if (others === undefined) valuesByHolder.set(path, [siteValue]);
      else others.push(siteValue);
    }
    return { ...each, reading, valuesByHolder };
  }

  private add(path: string, pointer: Pointer): void {
    if (this.byPath.has(path)) return;
    this.byPath.set(path, { path, pointer });
    for (const outer of pathsTo(path).slice(1)) this.around.add(outer);
  }

  private holderOfReference(path: string): string {
    const isElement = /\/\d+$/.test(path);
    if (!isElement) return around(path);
    return this.launch.definition.launchTemplateTargets === undefined ? path : around(around(around(path)));
  }

  /** The ways under which an object says nothing at a site in it. */
  private unsetIn(reading: SiteReading, path: string): readonly Assumptions[] {
    if (!/\/\d+(?:\/|$)/.test(path)) return reading.unset;
    const { unset, saying } = elementsOf(reading);
    return unset.get(path) ?? (saying.has(path) ? [] : this.launch.cases);
  }
}

/** What a site says of the elements of lists on the way to it. */
interface Elements {
  /** By element: the ways under which it says nothing. */
  readonly unset: ReadonlyMap<string, readonly Assumptions[]>;
  /** Every object that something is said in. */
  readonly saying: ReadonlySet<string>;
}

const elementsRead = new WeakMap<SiteReading, Elements>();

function elementsOf(reading: SiteReading): Elements {
  const known = elementsRead.get(reading);
  if (known !== undefined) return known;
  const unset = new Map<string, readonly Assumptions[]>();
  for (const { path, cases } of reading.unsetElements) unset.set(path, [...(unset.get(path) ?? []), ...cases]);
  const elements = { unset, saying: new Set(reading.values.flatMap(({ path }) => pathsTo(path))) };
  elementsRead.set(reading, elements);
  return elements;
}

/** The path, and those of the objects around it, the longest first. */
function pathsTo(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/'));
}

/** The part of a place's path that leads to the object it is about. What cannot be decided may stand before that object. */
function holderOfValue(path: string, holder: string): string {
  const segments = path.split('/');
  let end = 1;
  for (const segment of holder === '' ? [] : holder.split('.')) {
    // One object may stand for a list of one.
    if (segment !== '[]' || /^\d+$/.test(segments[end] ?? '')) end += 1;
  }
  return segments.slice(0, end).join('/');
}

/** A place's path as the path of a site. */
function patternOf(path: string): string {
  return path
    .split('/')
    .slice(1)
    .map((segment) => (/^\d+$/.test(segment) ? '[]' : segment))
    .join('.');
}

function around(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || ROOT;
}

function isBelow(pattern: string, outer: string): boolean {
  return pattern !== outer && (outer === '' || pattern.startsWith(`${outer}.`));
}
