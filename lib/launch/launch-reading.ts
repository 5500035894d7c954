import type { Keeper } from '../base/kept';
import { areSameCases, type Assumptions, casesOfBoth } from '../template/values/assumptions';
import type { Pointer } from '../base/json/json';
import type { LaunchResource, LaunchSite, SiteKind } from './sites';
import type { Outcome } from '../template/values/outcome';
import { RowSites } from './present-sites';
import { casesWith } from './property-condition';
import type { Resource } from '../template/resource';
import { readSite } from './site-walk';
import { SiteReading, type SiteValue, type UnsetElement } from './site-reading';
import type { Template } from '../template/template';

const NAMES_TYPES: ReadonlySet<SiteKind> = new Set([
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
  'instance-requirements',
]);

const NO_VALUES: readonly SiteValue[] = [];
const NO_ELEMENTS: readonly UnsetElement[] = [];

/** The call, or another text in a resource, from which a launch is read. */
export interface LaunchCall {
  /** The name in a message: `ec2:RunInstances`. */
  readonly title: string;
  /** The resource with the text. The launch's own resource is made up: its properties are the request. */
  readonly carrier: Resource;
  /** The place of the request. The path continues into the text; the pointer ends at the text. */
  readonly path: string;
  readonly pointer: Pointer;
  /** The request goes to a program whose use of it is unknown, so findings are warnings. */
  readonly isGiven?: true;
}

/** Reads the launch sites of one resource, without the resources that it refers to. */
export class LaunchReading implements Keeper {
  protected readonly sites: RowSites;
  /** The sites that the resource may set. Every other site is unset in all cases. */
  private readonly present: readonly LaunchSite[];
  private keptValues: Map<object, unknown> | undefined;
  private readings: Map<LaunchSite, SiteReading> | undefined;
  private readingsWhereLaunching: Map<LaunchSite, SiteReading> | undefined;
  private casesWithoutTypes: readonly Assumptions[] | undefined;
  private elementsWithoutTypes: readonly UnsetElement[] | undefined;
  private casesOfLaunching: readonly Assumptions[] | undefined;
  private defaultValues: ReadonlyMap<string, readonly Outcome[]> | undefined;

  public constructor(
    public readonly template: Template,
    public readonly resource: Resource,
    public readonly definition: LaunchResource,
    /** The cases in which the resource is created. */
    public readonly cases: readonly Assumptions[],
    /** Absent if the launch is a resource itself. */
    public readonly call?: LaunchCall,
  ) {
    this.sites = RowSites.of(definition);
    this.present = this.sites.presentIn(resource);
  }

  public get kept(): Map<object, unknown> {
    return (this.keptValues ??= new Map());
  }

  /** Returns the values at the launch sites of one kind, or of several. */
  public siteValuesOf(kinds: SiteKind | readonly SiteKind[]): readonly SiteValue[] {
    let values = NO_VALUES;
    for (const site of this.present) {
      if (typeof kinds === 'string' ? site.kind !== kinds : !kinds.includes(site.kind)) continue;
      const more = this.readWhereLaunching(site).values;
      // Nearly always only one site has values. Its list needs no copy.
      if (more.length > 0) values = values.length === 0 ? more : [...values, ...more];
    }
    return values;
  }

  /**
   * Tells whether another site of the resource takes the place of this one in the whole case. In a list, the other value must be in the
   * same element.
   */
  public isSuperseded({ site, path }: SiteValue, when: Assumptions): boolean {
    if (site.unless === undefined) return false;
    const elements = elementsOf(path);
    return site.unless.some((other) =>
      this.definition.sites
        .filter((candidate) => candidate.path === other && candidate.kind === site.kind)
        .some((candidate) => {
          const { values, unset } = this.readIn([when], candidate);
          const depth = sharedElements(site.path, other);
          const beside = values.filter((value) => elementsOf(value.path).slice(0, depth).join() === elements.slice(0, depth).join());
          return unset.length === 0 && beside.length > 0;
        }),
    );
  }

  /** Returns the outcomes at a path if every parameter keeps its default; none if the resource is then not created. */
  public byDefault(path: string): readonly Outcome[] {
    this.defaultValues ??= this.readDefaults();
    return this.defaultValues.get(path) ?? [];
  }

  /** Tells whether the resource is created with nothing at a path if every parameter keeps its default. */
  public isUnsetByDefault(path: string): boolean {
    return this.byDefault(path).length === 0 && this.casesByDefault().length > 0;
  }

  /** Returns the cases in which the resource launches something. A Batch environment on Fargate launches nothing. */
  public get launchingCases(): readonly Assumptions[] {
    const { launchesOnlyWith } = this.definition;
    if (launchesOnlyWith === undefined) return this.cases;
    return (this.casesOfLaunching ??= casesWith(launchesOnlyWith, this.template, this.resource, this.cases));
  }

  public get launchesAnything(): boolean {
    return this.launchingCases.length > 0;
  }

  /** Returns the cases in which the resource itself names neither type, family nor requirements. */
  public unsetCases(): readonly Assumptions[] {
    if (this.casesWithoutTypes === undefined) {
      let unset = this.cases;
      for (const site of this.present)
        if (unset.length > 0 && NAMES_TYPES.has(site.kind)) unset = casesOfBoth(unset, this.read(site).unset);
      this.casesWithoutTypes = unset;
    }
    return this.casesWithoutTypes;
  }

  /** Returns the list elements that name no type while others do, such as a Spot Fleet's second launch specification. */
  public unsetElements(): readonly UnsetElement[] {
    return (this.elementsWithoutTypes ??= this.readUnsetElements());
  }

  /** Reads a site of the resource, or the site at a property that refers to another resource. Reads each site once. */
  public read(site: LaunchSite): SiteReading {
    const earlier = this.readings?.get(site);
    if (earlier !== undefined) return earlier;
    const reading = this.isUnset(site) ? SiteReading.unset(this.cases) : readSite(this.template, this.resource, site, this.cases);
    this.readings ??= new Map();
    this.readings.set(site, reading);
    return reading;
  }

  /** Reads a site in some of the cases only. */
  public readIn(cases: readonly Assumptions[], site: LaunchSite): SiteReading {
    return areSameCases(cases, this.cases) ? this.read(site) : readSite(this.template, this.resource, site, cases);
  }

  /** Tells whether the resource certainly leaves a site unset. False may also mean that only a reading shows it. */
  protected isUnset(site: LaunchSite): boolean {
    return this.sites.knows(site) && !this.present.includes(site);
  }

  private readUnsetElements(): readonly UnsetElement[] {
    if (this.present.every((site) => !NAMES_TYPES.has(site.kind) || this.read(site).unsetElements.length === 0)) return NO_ELEMENTS;
    const sites = this.present.filter(({ kind, where }) => where === undefined && NAMES_TYPES.has(kind));
    const elements = new Map<string, UnsetElement>();
    for (const site of sites) {
      for (const element of this.read(site).unsetElements) {
        const { path, sitePath } = element;
        if (elements.has(path)) continue;
        const others = sites.filter((other) => other !== site && other.path.startsWith(`${sitePath}.`));
        const cases = others.reduce((unset, other) => casesOfBoth(unset, this.unsetCasesOf(path, other)), element.cases);
        if (cases.length > 0) elements.set(path, { ...element, cases });
      }
    }
    return [...elements.values()];
  }

  /** Reads a site in the cases in which the resource launches something. Values of other cases are never launched. */
  private readWhereLaunching(site: LaunchSite): SiteReading {
    const { launchingCases } = this;
    if (areSameCases(launchingCases, this.cases)) return this.read(site);
    const earlier = this.readingsWhereLaunching?.get(site);
    if (earlier !== undefined) return earlier;
    const cases = launchingCases.length > 0 ? launchingCases : this.casesNotRuledOut();
    const reading = cases.length > 0 ? readSite(this.template, this.resource, site, cases) : SiteReading.unset(this.cases);
    this.readingsWhereLaunching ??= new Map();
    this.readingsWhereLaunching.set(site, reading);
    return reading;
  }

  /**
   * Returns the cases in which the written properties may launch something. A missing required property rules out no launch, and neither do
   * list items.
   */
  private casesNotRuledOut(): readonly Assumptions[] {
    const conditions = (this.definition.launchesOnlyWith ?? [])
      .filter(({ path }) => !path.includes('[]'))
      .map((each) => ({
        ...each,
        default: each.default ?? each.values?.[0] ?? '',
      }));
    return casesWith(conditions, this.template, this.resource, this.cases);
  }

  private unsetCasesOf(elementPath: string, site: LaunchSite): readonly Assumptions[] {
    return this.read(site)
      .unsetElements.filter(({ path }) => path === elementPath)
      .flatMap(({ cases }) => cases);
  }

  /** Returns the case of the defaults; none if the resource is then not created. */
  private casesByDefault(): readonly Assumptions[] {
    return casesOfBoth(this.cases, [this.template.defaults()]);
  }

  private readDefaults(): ReadonlyMap<string, readonly Outcome[]> {
    const defaults = this.casesByDefault();
    const values = this.present.flatMap((site) => (site.kind === 'property' ? NO_VALUES : this.readIn(defaults, site).values));
    return new Map(values.map(({ path, outcomes }) => [path, outcomes]));
  }
}

/** Returns the list positions on the path to a place. */
function elementsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => /^\d+$/.test(segment));
}

/** Counts the lists that two sites share. */
function sharedElements(a: string, b: string): number {
  const others = b.split('.');
  const segments = a.split('.');
  const common = segments.findIndex((segment, index) => segment !== others[index]);
  return segments.slice(0, common < 0 ? segments.length : common).filter((segment) => segment === '[]').length;
}
