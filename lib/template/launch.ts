import { type Assumptions, waysOfBoth } from './assumptions';
import type { Pointer } from './json';
import type { LaunchResource, LaunchSite, SiteKind } from './launch-sites';
import { directReferences, launchTemplateReferences, type Reference, type Target } from './launch-template-reference';
import { scalarText, type Outcome } from './outcome';
import type { Resource } from './resource';
import { readSite, type Choice, type SilentElement, type SiteReading } from './site-walk';
import type { Template } from './template';

/** A launch template, or something else that a launch takes its instance type from. */
export interface TypeSource {
  readonly path: string;
  readonly pointer: Pointer;
  /** Under what the launch refers to it. */
  readonly when: Assumptions;
  /** What it launches, where it is among the templates that are checked. */
  readonly launch: Launch | undefined;
  /** How the launch names it, for a message. */
  readonly name: string;
  /** False for a launch configuration, an instance, or whatever else the property at `path` names. */
  readonly isLaunchTemplate: boolean;
}

/** A launch, or an element of one of its lists, that names no instance type itself. */
export interface MissingType {
  readonly path: string;
  readonly pointer: Pointer;
  /** What would have to name one and is not among the templates that are checked; empty where nothing does. */
  readonly outside: readonly TypeSource[];
}

/** Finds the launches that others refer to: none where they are not among the templates that are checked. */
export interface LaunchIndex {
  find(target: Target, from: Template): readonly Launch[];
}

type Place = Pick<MissingType, 'path' | 'pointer'>;

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';

/** A resource that launches EC2 capacity, or says what another one launches. */
export class Launch {
  private readonly readings = new Map<LaunchSite, SiteReading>();
  private silentWays: readonly Assumptions[] | undefined;
  private templates: readonly TypeSource[] | undefined;
  private defaultChoices: ReadonlyMap<string, readonly Outcome[]> | undefined;

  public constructor(
    public readonly template: Template,
    public readonly resource: Resource,
    public readonly definition: LaunchResource,
    /** The ways under which the resource is created. */
    public readonly ways: readonly Assumptions[],
    private readonly index: LaunchIndex,
  ) {}

  /** Every launch template the resource may use. */
  public get launchTemplates(): readonly TypeSource[] {
    return (this.templates ??= this.launchTemplatesUnder(this.ways));
  }

  /** A Batch environment on Fargate, for one, launches nothing. What cannot be decided counts as launching. */
  public get launchesAnything(): boolean {
    const condition = this.definition.launchesOnlyWith;
    if (condition === undefined) return true;
    const { path, values } = condition;
    const { choices, silent } = readSite(this.template, this.resource, { path, kind: 'launch-template' }, this.ways);
    if (silent.length > 0 && condition.default !== undefined && values?.includes(condition.default) === true) return true;
    return choices.some(({ outcomes }) =>
      outcomes.some((outcome) => {
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return outcome.kind === 'unresolved' || values === undefined || (text !== undefined && values.includes(text));
      }),
    );
  }

  /** What the resource says at its launch sites of those kinds. */
  public choicesOf(...kinds: readonly SiteKind[]): readonly Choice[] {
    return this.definition.sites.filter(({ kind }) => kinds.includes(kind)).flatMap((site) => this.reading(site).choices);
  }

  /** The outcomes at a path when every parameter keeps its default. */
  public byDefault(path: string): readonly Outcome[] {
    this.defaultChoices ??= this.readDefaults();
    return this.defaultChoices.get(path) ?? [];
  }

  /** Where it launches something, and neither it nor what it refers to names a type. */
  public missingTypes(): readonly MissingType[] {
    if (!this.launchesAnything) return [];
    const silent = this.silentWaysOfTypes();
    if (silent.length === 0) return this.silentElements().flatMap((element) => this.missingIn(element));
    const place = { path: 'Properties', pointer: [...this.resource.pointer, 'Properties'] };
    const { launchTemplates = [], typeComesFrom = [] } = this.definition;
    const isAlone = [...launchTemplates, ...typeComesFrom].reduce((ways, path) => this.silentAt(path, ways), silent).length > 0;
    return [
      ...(isAlone ? [{ ...place, outside: [] }] : []),
      ...this.launchTemplatesUnder(silent).flatMap((source) => this.missingFrom(source, place)),
      ...this.otherSourcesUnder(silent).map((source) => ({ ...place, outside: [source] })),
    ];
  }

  private missingIn(element: SilentElement): MissingType[] {
    const { path, pointer, ways } = element;
    const sources = this.launchTemplatesUnder(ways).filter((source) => path.startsWith(source.path.slice(0, source.path.lastIndexOf('/'))));
    return sources.length === 0
      ? [{ path, pointer, outside: [] }]
      : sources.flatMap((source) => this.missingFrom(source, { path, pointer }));
  }

  /** A launch template that names no type is the fault of what uses it; anything else that names none is judged where it is written. */
  private missingFrom(source: TypeSource, place: Place): MissingType[] {
    if (source.launch === undefined) return [{ ...place, outside: [source] }];
    const silent = source.launch.silentWaysOfTypes();
    const isSilent = source.launch.template === this.template ? waysOfBoth(silent, [source.when]).length > 0 : silent.length > 0;
    return isSilent ? [{ ...place, outside: [] }] : [];
  }

  private reading(site: LaunchSite): SiteReading {
    const earlier = this.readings.get(site);
    if (earlier !== undefined) return earlier;
    const reading = readSite(this.template, this.resource, site, this.ways);
    this.readings.set(site, reading);
    return reading;
  }

  private typeSites(): readonly LaunchSite[] {
    return this.definition.sites.filter(({ kind }) => NAMES_WHAT_TO_LAUNCH.includes(kind));
  }

  /** The ways under which the resource itself names neither type, family nor requirements. */
  private silentWaysOfTypes(): readonly Assumptions[] {
    this.silentWays ??= this.typeSites().reduce(
      (ways, site) => (ways.length === 0 ? ways : waysOfBoth(ways, this.reading(site).silent)),
      this.ways,
    );
    return this.silentWays;
  }

  /** Elements of lists that name no type where others do: a Spot Fleet's second launch specification. */
  private silentElements(): readonly SilentElement[] {
    const sites = this.typeSites().filter(({ where }) => where === undefined);
    const elements = new Map<string, SilentElement>();
    for (const site of sites) {
      for (const element of this.reading(site).silentElements) {
        const { path, sitePath } = element;
        if (elements.has(path)) continue;
        const others = sites.filter((other) => other !== site && other.path.startsWith(`${sitePath}.`));
        const ways = others.reduce((silent, other) => waysOfBoth(silent, this.silentWaysOf(path, other)), element.ways);
        if (ways.length > 0) elements.set(path, { ...element, ways });
      }
    }
    return [...elements.values()];
  }

  private silentWaysOf(elementPath: string, site: LaunchSite): readonly Assumptions[] {
    return this.reading(site)
      .silentElements.filter(({ path }) => path === elementPath)
      .flatMap(({ ways }) => ways);
  }

  private silentAt(path: string, ways: readonly Assumptions[]): readonly Assumptions[] {
    return ways.length === 0 ? ways : readSite(this.template, this.resource, { path, kind: 'launch-template' }, ways).silent;
  }

  private launchTemplatesUnder(ways: readonly Assumptions[]): TypeSource[] {
    return (this.definition.launchTemplates ?? []).flatMap((path) =>
      launchTemplateReferences(this.template, this.resource, path, ways).flatMap((reference) => {
        const launches = this.index.find(reference.target, this.template).filter(({ resource }) => resource.type === LAUNCH_TEMPLATE);
        return sourcesOf(reference, launches, true);
      }),
    );
  }

  /** What the resource takes its type from, other than launch templates, as far as it is not among the templates that are checked. */
  private otherSourcesUnder(ways: readonly Assumptions[]): TypeSource[] {
    return (this.definition.typeComesFrom ?? []).flatMap((path) =>
      directReferences(this.template, this.resource, path, ways).flatMap((reference) => {
        const isHere = reference.target.by === 'logicalId' && this.index.find(reference.target, this.template).length > 0;
        return isHere ? [] : sourcesOf(reference, [], false);
      }),
    );
  }

  private readDefaults(): ReadonlyMap<string, readonly Outcome[]> {
    const choices = this.definition.sites.flatMap(
      (site) => readSite(this.template, this.resource, site, [this.template.defaults()]).choices,
    );
    return new Map(choices.map(({ path, outcomes }) => [path, outcomes]));
  }
}

function sourcesOf({ path, pointer, when, target }: Reference, launches: readonly Launch[], isLaunchTemplate: boolean): TypeSource[] {
  const name = nameOf(target);
  return (launches.length === 0 ? [undefined] : launches).map((launch) => ({ path, pointer, when, launch, name, isLaunchTemplate }));
}

function nameOf(target: Target): string {
  if (target.by === 'nothing') return `(${target.reason})`;
  return `'${target.by === 'name' ? target.name : target.logicalId}'`;
}

const NAMES_WHAT_TO_LAUNCH: readonly SiteKind[] = [
  'instance-type',
  'instance-type-or-family',
  'instance-type-pattern',
  'instance-type-list',
  'instance-family',
  'instance-requirements',
];
