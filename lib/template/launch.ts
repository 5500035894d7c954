import { type Assumptions, waysOfBoth } from './assumptions';
import type { Pointer } from './json';
import { LaunchReading } from './launch-reading';
import type { LaunchResource } from './launch-sites';
import { directReferences, launchTemplateReferences, referenceSite, type Reference, type Target } from './launch-template-reference';
import type { Resource } from './resource';
import type { SilentElement } from './site-walk';
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
const NOTHING: readonly TypeSource[] = [];

/** A resource that launches EC2 capacity, or says what another one launches. */
export class Launch extends LaunchReading {
  private templates: readonly TypeSource[] | undefined;
  private parts: readonly TypeSource[] | undefined;

  public constructor(
    template: Template,
    resource: Resource,
    definition: LaunchResource,
    ways: readonly Assumptions[],
    private readonly index: LaunchIndex,
  ) {
    super(template, resource, definition, ways);
  }

  /** Every launch template the resource may use. */
  public get launchTemplates(): readonly TypeSource[] {
    return (this.templates ??= this.launchTemplatesUnder(this.ways));
  }

  /** The resources that together say what it launches, as far as they are at hand. */
  public get madeOf(): readonly TypeSource[] {
    return this.definition.madeOf === undefined ? NOTHING : (this.parts ??= this.readParts(this.definition.madeOf));
  }

  /** Where it launches something, and neither it nor what it refers to names a type. */
  public missingTypes(): readonly MissingType[] {
    if (!this.launchesAnything) return [];
    const silent = this.silentWays();
    if (silent.length === 0) return this.silentElements().flatMap((element) => this.missingIn(element));
    const place = { path: 'Properties', pointer: [...this.resource.pointer, 'Properties'] };
    const { launchTemplates = [], typeComesFrom = [] } = this.definition;
    let alone = silent;
    for (const path of [...launchTemplates, ...typeComesFrom]) {
      if (alone.length > 0) alone = this.read(referenceSite(path), alone).silent;
    }
    const templates = silent === this.ways ? this.launchTemplates : this.launchTemplatesUnder(silent);
    return [
      ...(alone.length > 0 ? [{ ...place, outside: [] }] : []),
      ...templates.flatMap((source) => this.missingFrom(source, place)),
      ...this.otherSourcesUnder(silent).map((source) => ({ ...place, outside: [source] })),
    ];
  }

  private missingIn({ path, pointer, ways }: SilentElement): MissingType[] {
    // A launch template is for the elements beside it, and for those that hold it.
    const sources = this.launchTemplatesUnder(ways).filter((source) => path.startsWith(source.path.slice(0, source.path.lastIndexOf('/'))));
    if (sources.length === 0) return [{ path, pointer, outside: [] }];
    return sources.flatMap((source) => this.missingFrom(source, { path, pointer }));
  }

  /** A launch template without a type is a fault of what uses it. */
  private missingFrom(source: TypeSource, place: Place): MissingType[] {
    if (source.launch === undefined) return [{ ...place, outside: [source] }];
    const silent = source.launch.silentWays();
    // What another template assumes says nothing of this one.
    const isSilent = source.launch.template === this.template ? waysOfBoth(silent, [source.when]).length > 0 : silent.length > 0;
    return isSilent ? [{ ...place, outside: [] }] : [];
  }

  private launchTemplatesUnder(ways: readonly Assumptions[]): TypeSource[] {
    return (this.definition.launchTemplates ?? []).flatMap((path) =>
      launchTemplateReferences(this.read(referenceSite(path), ways).choices, this.template).flatMap((reference) => {
        const launches = this.index.find(reference.target, this.template).filter(({ resource }) => resource.type === LAUNCH_TEMPLATE);
        return sourcesOf(reference, launches, true);
      }),
    );
  }

  private readParts(paths: readonly string[]): readonly TypeSource[] {
    // Every instance is asked, and hardly any names something there.
    const named = paths.map((path) => this.read(referenceSite(path)).choices).filter((choices) => choices.length > 0);
    if (named.length === 0) return NOTHING;
    return named.flatMap(directReferences).flatMap((reference) => {
      const launches = this.index.find(reference.target, this.template);
      return launches.length === 0 ? [] : sourcesOf(reference, launches, false);
    });
  }

  /** What the resource takes its type from, other than launch templates, as far as it is not among the templates that are checked. */
  private otherSourcesUnder(ways: readonly Assumptions[]): TypeSource[] {
    return (this.definition.typeComesFrom ?? []).flatMap((path) =>
      directReferences(this.read(referenceSite(path), ways).choices).flatMap((reference) => {
        const isHere = reference.target.by === 'logicalId' && this.index.find(reference.target, this.template).length > 0;
        return isHere ? [] : sourcesOf(reference, [], false);
      }),
    );
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
