import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import type { LaunchResource, LaunchSite, SiteKind } from './sites';
import type { Outcome } from '../template/values/outcome';
import { casesWith } from './property-condition';
import type { Resource } from '../template/resource';
import { readSite } from './site-walk';
import type { SiteValue, UnsetElement, SiteReading } from './site-reading';
import type { Template } from '../template/template';

const NAMES_WHAT_TO_LAUNCH: ReadonlySet<SiteKind> = new Set([
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
  'instance-requirements',
]);

const NO_VALUES: readonly SiteValue[] = [];

/** What a resource says of a launch by itself, whatever it refers to. */
export class LaunchReading {
  private readonly readings = new Map<LaunchSite, SiteReading>();
  private readonly siteValues = new Map<SiteKind | readonly SiteKind[], readonly SiteValue[]>();
  private readonly sitesByKinds: SitesByKinds;
  private unsetCasesOfTypes: readonly Assumptions[] | undefined;
  private casesOfLaunching: readonly Assumptions[] | undefined;
  private defaultValues: ReadonlyMap<string, readonly Outcome[]> | undefined;

  public constructor(
    public readonly template: Template,
    public readonly resource: Resource,
    public readonly definition: LaunchResource,
    /** The ways under which the resource is created. */
    public readonly cases: readonly Assumptions[],
  ) {
    this.sitesByKinds = sitesByKindsOf(definition);
  }

  /** What the resource says at its launch sites of one kind, or of several: pass the same list each time. */
  public siteValuesOf(kinds: SiteKind | readonly SiteKind[]): readonly SiteValue[] {
    const sites = this.sitesOf(kinds);
    if (sites.length === 0) return NO_VALUES;
    let siteValues = this.siteValues.get(kinds);
    if (siteValues === undefined) {
      siteValues = NO_VALUES;
      for (const site of sites) {
        const more = this.read(site).values;
        // Nearly always one site says something, and its list can be handed on as it is.
        if (more.length > 0) siteValues = siteValues.length === 0 ? more : [...siteValues, ...more];
      }
      this.siteValues.set(kinds, siteValues);
    }
    return siteValues;
  }

  /**
   * Whether another site of the resource says something in place of a choice's, wherever what an outcome assumes holds.
   * In a list, the other site has to speak in the same element.
   */
  public isSuperseded({ site, path }: SiteValue, when: Assumptions): boolean {
    if (site.unless === undefined) return false;
    const elements = elementsOf(path);
    return site.unless.some((other) =>
      this.definition.sites
        .filter((candidate) => candidate.path === other && candidate.kind === site.kind)
        .some((candidate) => {
          const { values: siteValues, unset } = this.read(candidate, [when]);
          const depth = sharedElements(site.path, other);
          const beside = siteValues.filter(
            (siteValue) => elementsOf(siteValue.path).slice(0, depth).join() === elements.slice(0, depth).join(),
          );
          return unset.length === 0 && beside.length > 0;
        }),
    );
  }

  /** The outcomes at a path when every parameter keeps its default: none where the resource is not created then. */
  public byDefault(path: string): readonly Outcome[] {
    this.defaultValues ??= this.readDefaults();
    return this.defaultValues.get(path) ?? [];
  }

  /** Whether the resource is created, and says nothing at a path, when every parameter keeps its default. */
  public isUnsetByDefault(path: string): boolean {
    return this.byDefault(path).length === 0 && this.casesByDefault().length > 0;
  }

  /** The ways under which it launches something: a Batch environment on Fargate, for one, launches nothing. */
  public get launchingCases(): readonly Assumptions[] {
    const { launchesOnlyWith } = this.definition;
    if (launchesOnlyWith === undefined) return this.cases;
    return (this.casesOfLaunching ??= casesWith(launchesOnlyWith, this.template, this.resource, this.cases));
  }

  public get launchesAnything(): boolean {
    return this.launchingCases.length > 0;
  }

  /** The ways under which the resource itself names neither type, family nor requirements. */
  public unsetCases(): readonly Assumptions[] {
    this.unsetCasesOfTypes ??= this.typeSites().reduce(
      (cases, site) => (cases.length === 0 ? cases : casesOfBoth(cases, this.read(site).unset)),
      this.cases,
    );
    return this.unsetCasesOfTypes;
  }

  /** Elements of lists that name no type where others do: a Spot Fleet's second launch specification. */
  public unsetElements(): readonly UnsetElement[] {
    const sites = this.typeSites().filter(({ where }) => where === undefined);
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

  /** What the resource says at one of its sites, or at a path at which it refers to something. */
  public read(site: LaunchSite, cases = this.cases): SiteReading {
    if (cases !== this.cases) return readSite(this.template, this.resource, site, cases);
    const earlier = this.readings.get(site);
    if (earlier !== undefined) return earlier;
    const reading = readSite(this.template, this.resource, site, cases);
    this.readings.set(site, reading);
    return reading;
  }

  private sitesOf(kinds: SiteKind | readonly SiteKind[]): readonly LaunchSite[] {
    let sites = this.sitesByKinds.get(kinds);
    if (sites === undefined) {
      sites = this.definition.sites.filter(({ kind }) => (typeof kinds === 'string' ? kind === kinds : kinds.includes(kind)));
      this.sitesByKinds.set(kinds, sites);
    }
    return sites;
  }

  private typeSites(): readonly LaunchSite[] {
    return this.definition.sites.filter(({ kind }) => NAMES_WHAT_TO_LAUNCH.has(kind));
  }

  private unsetCasesOf(elementPath: string, site: LaunchSite): readonly Assumptions[] {
    return this.read(site)
      .unsetElements.filter(({ path }) => path === elementPath)
      .flatMap(({ cases }) => cases);
  }

  /** None where the resource is not created when every parameter keeps its default. */
  private casesByDefault(): readonly Assumptions[] {
    return casesOfBoth(this.cases, [this.template.defaults()]);
  }

  private readDefaults(): ReadonlyMap<string, readonly Outcome[]> {
    const defaults = this.casesByDefault();
    const siteValues = this.definition.sites.flatMap((site) => this.read(site, defaults).values);
    return new Map(siteValues.map(({ path, outcomes }) => [path, outcomes]));
  }
}

type SitesByKinds = Map<SiteKind | readonly SiteKind[], readonly LaunchSite[]>;

/** The sites of each row by what is asked for: every rule asks for some of every launch. */
const sitesByRow = new WeakMap<LaunchResource, SitesByKinds>();

function sitesByKindsOf(definition: LaunchResource): SitesByKinds {
  const known = sitesByRow.get(definition) ?? new Map<SiteKind | readonly SiteKind[], readonly LaunchSite[]>();
  sitesByRow.set(definition, known);
  return known;
}

/** Positions in lists on the way to a place. */
function elementsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => /^\d+$/.test(segment));
}

/** How many lists two sites have in common. */
function sharedElements(a: string, b: string): number {
  const others = b.split('.');
  const segments = a.split('.');
  const common = segments.findIndex((segment, index) => segment !== others[index]);
  return segments.slice(0, common < 0 ? segments.length : common).filter((segment) => segment === '[]').length;
}
