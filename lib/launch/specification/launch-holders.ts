import { Derived } from '../../base/kept';
import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import type { Pointer } from '../../base/json/json';
import type { LaunchSite } from '../sites';
import { objectAround, specificationSites, type SpecificationSite, type SpecifiedProperty } from '../sites/specification-sites';
import type { Launch, LaunchReference } from '../launches';
import { propertySite } from '../property-site';
import type { SiteValue } from '../site-reading';

/** The object with a launch specification: the resource's properties, an override, an instance group. */
export interface Holder {
  readonly path: string;
  readonly pointer: Pointer;
}

/** The values of a holder at one site. */
export interface HolderReading {
  readonly site: LaunchSite;
  readonly values: readonly SiteValue[];
  /** The cases in which the holder leaves the site unset. */
  readonly unset: readonly Assumptions[];
}

interface ReadSite extends SpecificationSite {
  readonly valuesByHolder: ReadonlyMap<string, readonly SiteValue[]>;
}

/** The elements of lists on the path to a site. */
interface SiteElements {
  /** By element: the cases in which the element leaves the site unset. */
  readonly unset: ReadonlyMap<string, readonly Assumptions[]>;
  /** The paths of all objects around a value of the site. */
  readonly holding: ReadonlySet<string>;
}

/** The path of the holder for the resource as a whole. */
export const ROOT = 'Properties';
/** The holders of a launch, with the values at the sites of each. */
export class LaunchHolders {
  /** Returns the holders of a launch. Reads each launch once. */
  public static of(launch: Launch): LaunchHolders {
    return LaunchHolders.derived.of(launch);
  }

  private static readonly derived = new Derived((launch: Launch) => new LaunchHolders(launch));

  private readonly byPath = new Map<string, Holder>();
  /** The paths of all objects around a holder. */
  private readonly around = new Set<string>();
  private readonly sites: readonly ReadSite[];
  private readonly elementsBySite = new Map<LaunchSite, SiteElements>();
  private readonly templates = new Map<string, readonly LaunchReference[]>();

  private constructor(private readonly launch: Launch) {
    const { definition, resource, launchTemplates } = launch;
    this.add(ROOT, [...resource.pointer, ROOT]);
    this.sites = specificationSites(definition).map((site) => this.read(site));
    for (const reference of launchTemplates) {
      const holder = this.holderOfReference(reference.path);
      this.add(holder, reference.pointer);
      this.templates.set(holder, [...(this.templates.get(holder) ?? []), reference]);
    }
  }

  public all(): readonly Holder[] {
    return [...this.byPath.values()];
  }

  /** Returns the holder and those around it, the nearest first. */
  public outwardFrom({ path }: Holder): readonly Holder[] {
    return pathsTo(path)
      .map((each) => this.byPath.get(each))
      .filter((holder) => holder !== undefined);
  }

  /** Reads the sites of a property in a holder. */
  public readingsAt({ path }: Holder, property: SpecifiedProperty): readonly HolderReading[] {
    const pattern = patternOf(path);
    return this.sites.flatMap(({ site, holder, valuesByHolder, ...each }) => {
      const values = valuesByHolder.get(path) ?? [];
      if (each.property !== property || (holder !== pattern && values.length === 0)) return [];
      return [{ site, values, unset: this.unsetCases(site, path) }];
    });
  }

  /** Returns the launch templates that a holder refers to. */
  public templatesAt({ path }: Holder): readonly LaunchReference[] {
    return this.templates.get(path) ?? [];
  }

  /** Returns the cases in which a holder refers to no launch template. */
  public casesWithoutTemplate({ path }: Holder): readonly Assumptions[] {
    const pattern = patternOf(path);
    return this.casesWithoutReference(path, (referring) => referring === pattern);
  }

  /** Returns the cases in which a holder launches something itself: no holder inside it has a value or a launch template. */
  public casesWithoutInner({ path }: Holder): readonly Assumptions[] {
    if (!this.around.has(path)) return this.launch.cases;
    const pattern = patternOf(path);
    let cases = this.casesWithoutReference(path, (referring) => isInside(referring, pattern));
    for (const { site, holder } of this.sites) {
      if (cases.length > 0 && site.feature === undefined && isInside(holder, pattern))
        cases = casesOfBoth(cases, this.unsetCases(site, path));
    }
    return cases;
  }

  /** Returns the cases, among those given, in which the launch takes nothing from an instance or a launch configuration. */
  public casesWithoutOtherSource(cases: readonly Assumptions[]): readonly Assumptions[] {
    return (this.launch.definition.typeComesFrom ?? []).reduce(
      (left, path) => (left.length === 0 ? left : casesOfBoth(left, this.launch.read(propertySite(path)).unset)),
      cases,
    );
  }

  /** @param isMeant tells by the pattern of an object whether its reference counts */
  private casesWithoutReference(path: string, isMeant: (referring: string) => boolean): readonly Assumptions[] {
    // A launch template in a list is for some types only. Without it, the other types may still have one.
    const references = (this.launch.definition.launchTemplates ?? []).filter((each) => !each.endsWith('[]'));
    return references
      .filter((each) => isMeant(objectAround(each)))
      .reduce((cases, each) => casesOfBoth(cases, this.unsetCases(propertySite(each), path)), this.launch.cases);
  }

  private read(each: SpecificationSite): ReadSite {
    const { values, unsetElements } = this.launch.read(each.site);
    for (const { sitePath, path, pointer } of unsetElements) if (sitePath === each.holder) this.add(path, pointer);
    const valuesByHolder = new Map<string, SiteValue[]>();
    for (const siteValue of values) {
      const path = holderOfValue(siteValue.path, each.holder);
      this.add(path, siteValue.pointer);
      const others = valuesByHolder.get(path);
      if (others === undefined) valuesByHolder.set(path, [siteValue]);
      else others.push(siteValue);
    }
    return { ...each, valuesByHolder };
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

  /** Returns the cases in which the object at a path leaves a site inside it unset. */
  private unsetCases(site: LaunchSite, path: string): readonly Assumptions[] {
    if (!/\/\d+(?:\/|$)/.test(path)) return this.launch.read(site).unset;
    const { unset, holding } = this.elementsOf(site);
    return unset.get(path) ?? (holding.has(path) ? [] : this.launch.cases);
  }

  private elementsOf(site: LaunchSite): SiteElements {
    const known = this.elementsBySite.get(site);
    if (known !== undefined) return known;
    const { values, unsetElements } = this.launch.read(site);
    const unset = new Map<string, readonly Assumptions[]>();
    for (const { path, cases } of unsetElements) unset.set(path, [...(unset.get(path) ?? []), ...cases]);
    const elements = { unset, holding: new Set(values.flatMap(({ path }) => pathsTo(path))) };
    this.elementsBySite.set(site, elements);
    return elements;
  }
}

/** Returns the path and the paths of the objects around it, the longest first. */
function pathsTo(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/'));
}

/** Returns the part of a value's path that leads to its holder. An undecided value may be outside that holder: its path is then shorter. */
function holderOfValue(path: string, holder: string): string {
  const segments = path.split('/');
  let end = 1;
  for (const segment of holder === '' ? [] : holder.split('.')) {
    // An object may stand for a list with one item.
    if (segment !== '[]' || /^\d+$/.test(segments[end] ?? '')) end += 1;
  }
  return segments.slice(0, end).join('/');
}

/** Returns a path within a resource in the form of a site's path. */
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

function isInside(pattern: string, outer: string): boolean {
  return pattern !== outer && (outer === '' || pattern.startsWith(`${outer}.`));
}
