import { type Assumptions, waysOfBoth } from './assumptions';
import type { LaunchResource, LaunchSite, SiteKind } from './launch-sites';
import type { Outcome } from './outcome';
import { waysWith } from './property-condition';
import type { Resource } from './resource';
import { readSite, type Choice, type SilentElement, type SiteReading } from './site-walk';
import type { Template } from './template';

const NAMES_WHAT_TO_LAUNCH: ReadonlySet<SiteKind> = new Set([
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
  'instance-requirements',
]);

const NO_CHOICES: readonly Choice[] = [];

/** What a resource says of a launch by itself, whatever it refers to. */
export class LaunchReading {
  private readonly readings = new Map<LaunchSite, SiteReading>();
  private readonly choices = new Map<SiteKind | readonly SiteKind[], readonly Choice[]>();
  private readonly sitesByKinds: SitesByKinds;
  private silentWaysOfTypes: readonly Assumptions[] | undefined;
  private waysOfLaunching: readonly Assumptions[] | undefined;
  private defaultChoices: ReadonlyMap<string, readonly Outcome[]> | undefined;

  public constructor(
    public readonly template: Template,
    public readonly resource: Resource,
    public readonly definition: LaunchResource,
    /** The ways under which the resource is created. */
    public readonly ways: readonly Assumptions[],
  ) {
    this.sitesByKinds = sitesByKindsOf(definition);
  }

  /** What the resource says at its launch sites of one kind, or of several: pass the same list each time. */
  public choicesOf(kinds: SiteKind | readonly SiteKind[]): readonly Choice[] {
    const sites = this.sitesOf(kinds);
    if (sites.length === 0) return NO_CHOICES;
    let choices = this.choices.get(kinds);
    if (choices === undefined) {
      choices = NO_CHOICES;
      for (const site of sites) {
        const more = this.read(site).choices;
        // Nearly always one site says something, and its list can be handed on as it is.
        if (more.length > 0) choices = choices.length === 0 ? more : [...choices, ...more];
      }
      this.choices.set(kinds, choices);
    }
    return choices;
  }

  /**
   * Whether another site of the resource says something in place of a choice's, wherever what an outcome assumes holds.
   * In a list, the other site has to speak in the same element.
   */
  public isSuperseded({ site, path }: Choice, when: Assumptions): boolean {
    if (site.unless === undefined) return false;
    const elements = elementsOf(path);
    return site.unless.some((other) =>
      this.definition.sites
        .filter((candidate) => candidate.path === other && candidate.kind === site.kind)
        .some((candidate) => {
          const { choices, silent } = this.read(candidate, [when]);
          const depth = sharedElements(site.path, other);
          const beside = choices.filter((choice) => elementsOf(choice.path).slice(0, depth).join() === elements.slice(0, depth).join());
          return silent.length === 0 && beside.length > 0;
        }),
    );
  }

  /** The outcomes at a path when every parameter keeps its default: none where the resource is not created then. */
  public byDefault(path: string): readonly Outcome[] {
    this.defaultChoices ??= this.readDefaults();
    return this.defaultChoices.get(path) ?? [];
  }

  /** Whether the resource is created, and says nothing at a path, when every parameter keeps its default. */
  public isSilentByDefault(path: string): boolean {
    return this.byDefault(path).length === 0 && this.waysByDefault().length > 0;
  }

  /** The ways under which it launches something: a Batch environment on Fargate, for one, launches nothing. */
  public get launchingWays(): readonly Assumptions[] {
    const { launchesOnlyWith } = this.definition;
    if (launchesOnlyWith === undefined) return this.ways;
    return (this.waysOfLaunching ??= waysWith(launchesOnlyWith, this.template, this.resource, this.ways));
  }

  public get launchesAnything(): boolean {
    return this.launchingWays.length > 0;
  }

  /** The ways under which the resource itself names neither type, family nor requirements. */
  public silentWays(): readonly Assumptions[] {
    this.silentWaysOfTypes ??= this.typeSites().reduce(
      (ways, site) => (ways.length === 0 ? ways : waysOfBoth(ways, this.read(site).silent)),
      this.ways,
    );
    return this.silentWaysOfTypes;
  }

  /** Elements of lists that name no type where others do: a Spot Fleet's second launch specification. */
  public silentElements(): readonly SilentElement[] {
    const sites = this.typeSites().filter(({ where }) => where === undefined);
    const elements = new Map<string, SilentElement>();
    for (const site of sites) {
      for (const element of this.read(site).silentElements) {
        const { path, sitePath } = element;
        if (elements.has(path)) continue;
        const others = sites.filter((other) => other !== site && other.path.startsWith(`${sitePath}.`));
        const ways = others.reduce((silent, other) => waysOfBoth(silent, this.silentWaysOf(path, other)), element.ways);
        if (ways.length > 0) elements.set(path, { ...element, ways });
      }
    }
    return [...elements.values()];
  }

  /** What the resource says at one of its sites, or at a path at which it refers to something. */
  public read(site: LaunchSite, ways = this.ways): SiteReading {
    if (ways !== this.ways) return readSite(this.template, this.resource, site, ways);
    const earlier = this.readings.get(site);
    if (earlier !== undefined) return earlier;
    const reading = readSite(this.template, this.resource, site, ways);
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

  private silentWaysOf(elementPath: string, site: LaunchSite): readonly Assumptions[] {
    return this.read(site)
      .silentElements.filter(({ path }) => path === elementPath)
      .flatMap(({ ways }) => ways);
  }

  /** None where the resource is not created when every parameter keeps its default. */
  private waysByDefault(): readonly Assumptions[] {
    return waysOfBoth(this.ways, [this.template.defaults()]);
  }

  private readDefaults(): ReadonlyMap<string, readonly Outcome[]> {
    const defaults = this.waysByDefault();
    const choices = this.definition.sites.flatMap((site) => this.read(site, defaults).choices);
    return new Map(choices.map(({ path, outcomes }) => [path, outcomes]));
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
