import { type Assumptions, waysOfBoth } from './assumptions';
import type { Pointer } from './json';
import { LaunchReading } from './launch-reading';
import type { LaunchResource, PropertyCondition, WithoutType } from './launch-sites';
import { directReferences, launchTemplateReferences, referenceSite, type Reference, type Target } from './launch-template-reference';
import { waysWith } from './property-condition';
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
  readonly withoutType: WithoutType;
  /** What would have to name one and is not among the templates that are checked; empty where nothing does. */
  readonly outside: readonly TypeSource[];
}

/** Finds the launches that others refer to: none where they are not among the templates that are checked. */
export interface LaunchIndex {
  find(target: Target, from: Template): readonly Launch[];
}

type Missing = Omit<MissingType, 'withoutType'>;
type Place = Pick<MissingType, 'path' | 'pointer'>;

/** What happens without a type, and the ways under which it does. */
interface Case {
  readonly withoutType: WithoutType;
  readonly ways: readonly Assumptions[];
}

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

  /** Where it launches something, neither it nor what it refers to names a type, and what happens then is of one of the kinds. */
  public missingTypes(...kinds: readonly WithoutType['is'][]): readonly MissingType[] {
    return this.casesWithoutType(kinds).flatMap(({ withoutType, ways }) =>
      this.missingUnder(ways).map((missing) => ({ ...missing, withoutType })),
    );
  }

  /** The ways under which it launches, by what happens where no type is named. */
  private casesWithoutType(kinds: readonly WithoutType['is'][]): readonly Case[] {
    const { withoutType, withoutTypeWith: other } = this.definition;
    const cases: (readonly [WithoutType, readonly PropertyCondition[]])[] =
      other === undefined
        ? [[withoutType, []]]
        : [
            [withoutType, [{ path: other.path, except: other.values, default: '' }]],
            [other.withoutType, [{ path: other.path, values: other.values }]],
          ];
    return cases
      .filter(([{ is }]) => kinds.includes(is))
      .map(([is, conditions]) => ({ withoutType: is, ways: waysWith(conditions, this.template, this.resource, this.launchingWays) }));
  }

  private missingUnder(ways: readonly Assumptions[]): readonly Missing[] {
    if (ways.length === 0) return [];
    const silent = ways === this.ways ? this.silentWays() : waysOfBoth(ways, this.silentWays());
    return [...this.missingAltogether(silent), ...this.silentElementsBeside(silent, ways).flatMap((element) => this.missingIn(element))];
  }

  private missingAltogether(silent: readonly Assumptions[]): readonly Missing[] {
    if (silent.length === 0) return [];
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

  /** Elements that name no type under some of the ways, and not only where nothing in the resource does. */
  private silentElementsBeside(silent: readonly Assumptions[], ways: readonly Assumptions[]): readonly SilentElement[] {
    return this.silentElements().flatMap((element) => {
      const beside = element.ways.filter((way) => silent.every((other) => way.and(other) === undefined));
      const under = ways === this.ways ? beside : waysOfBoth(ways, beside);
      return under.length === 0 ? [] : [{ ...element, ways: under }];
    });
  }

  private missingIn({ path, pointer, ways }: SilentElement): Missing[] {
    // A launch template is for the elements beside it, and for those that hold it.
    const sources = this.launchTemplatesUnder(ways).filter((source) => path.startsWith(source.path.slice(0, source.path.lastIndexOf('/'))));
    if (sources.length === 0) return [{ path, pointer, outside: [] }];
    return sources.flatMap((source) => this.missingFrom(source, { path, pointer }));
  }

  /** A launch template without a type is a fault of what uses it. */
  private missingFrom(source: TypeSource, place: Place): Missing[] {
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
