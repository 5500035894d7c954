import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import type { Pointer } from '../base/json/json';
import { LaunchReading } from './launch-reading';
import type { LaunchResource, PropertyCondition, WithoutType } from './sites';
import { directReferences, launchTemplateReferences, referenceSite, type Reference, type Target } from './launch-template-reference';
import { casesWith } from './property-condition';
import type { Resource } from '../template/resource';
import type { UnsetElement } from './site-reading';
import type { Template } from '../template/template';

/** A launch template, or something else that a launch takes its instance type from. */
export interface LaunchReference {
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
  readonly unchecked: readonly LaunchReference[];
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
  readonly cases: readonly Assumptions[];
}

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const NOTHING: readonly LaunchReference[] = [];

/** A resource that launches EC2 capacity, or says what another one launches. */
export class Launch extends LaunchReading {
  private knownTemplates: readonly LaunchReference[] | undefined;
  private knownParts: readonly LaunchReference[] | undefined;

  public constructor(
    template: Template,
    resource: Resource,
    definition: LaunchResource,
    cases: readonly Assumptions[],
    private readonly index: LaunchIndex,
  ) {
    super(template, resource, definition, cases);
  }

  /** Every launch template the resource may use. */
  public get launchTemplates(): readonly LaunchReference[] {
    return (this.knownTemplates ??= this.launchTemplatesUnder(this.cases));
  }

  /** The resources that together say what it launches, as far as they are at hand. */
  public get parts(): readonly LaunchReference[] {
    return this.definition.parts === undefined ? NOTHING : (this.knownParts ??= this.readParts(this.definition.parts));
  }

  /** Where it launches something, neither it nor what it refers to names a type, and what happens then is of one of the kinds. */
  public missingTypes(...kinds: readonly WithoutType['is'][]): readonly MissingType[] {
    return this.casesWithoutType(kinds).flatMap(({ withoutType, cases }) =>
      this.missingUnder(cases).map((missing) => ({ ...missing, withoutType })),
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
      .map(([is, conditions]) => ({ withoutType: is, cases: casesWith(conditions, this.template, this.resource, this.launchingCases) }));
  }

  private missingUnder(cases: readonly Assumptions[]): readonly Missing[] {
    if (cases.length === 0) return [];
    const unset = cases === this.cases ? this.unsetCases() : casesOfBoth(cases, this.unsetCases());
    return [...this.missingAltogether(unset), ...this.unsetElementsBeside(unset, cases).flatMap((element) => this.missingIn(element))];
  }

  private missingAltogether(unset: readonly Assumptions[]): readonly Missing[] {
    if (unset.length === 0) return [];
    const place = { path: 'Properties', pointer: [...this.resource.pointer, 'Properties'] };
    const { launchTemplates = [], typeComesFrom = [] } = this.definition;
    let alone = unset;
    for (const path of [...launchTemplates, ...typeComesFrom]) {
      if (alone.length > 0) alone = this.read(referenceSite(path), alone).unset;
    }
    const templates = unset === this.cases ? this.launchTemplates : this.launchTemplatesUnder(unset);
    return [
      ...(alone.length > 0 ? [{ ...place, unchecked: [] }] : []),
      ...templates.flatMap((source) => this.missingFrom(source, place)),
      ...this.otherSourcesUnder(unset).map((source) => ({ ...place, unchecked: [source] })),
    ];
  }

  /** Elements that name no type under some of the ways, and not only where nothing in the resource does. */
  private unsetElementsBeside(unset: readonly Assumptions[], cases: readonly Assumptions[]): readonly UnsetElement[] {
    return this.unsetElements().flatMap((element) => {
      const beside = element.cases.filter((way) => unset.every((other) => way.and(other) === undefined));
      const under = cases === this.cases ? beside : casesOfBoth(cases, beside);
      return under.length === 0 ? [] : [{ ...element, cases: under }];
    });
  }

  private missingIn({ path, pointer, cases }: UnsetElement): Missing[] {
    // A launch template is for the elements beside it, and for those that hold it.
    const sources = this.launchTemplatesUnder(cases).filter((source) =>
      path.startsWith(source.path.slice(0, source.path.lastIndexOf('/'))),
    );
    if (sources.length === 0) return [{ path, pointer, unchecked: [] }];
    return sources.flatMap((source) => this.missingFrom(source, { path, pointer }));
  }

  /** A launch template without a type is a fault of what uses it. */
  private missingFrom(source: LaunchReference, place: Place): Missing[] {
    if (source.launch === undefined) return [{ ...place, unchecked: [source] }];
    const unset = source.launch.unsetCases();
    // What another template assumes says nothing of this one.
    const isUnset = source.launch.template === this.template ? casesOfBoth(unset, [source.when]).length > 0 : unset.length > 0;
    return isUnset ? [{ ...place, unchecked: [] }] : [];
  }

  private launchTemplatesUnder(cases: readonly Assumptions[]): LaunchReference[] {
    return (this.definition.launchTemplates ?? []).flatMap((path) =>
      launchTemplateReferences(this.read(referenceSite(path), cases).values, this.template).flatMap((reference) => {
        const launches = this.index.find(reference.target, this.template).filter(({ resource }) => resource.type === LAUNCH_TEMPLATE);
        return sourcesOf(reference, launches, true);
      }),
    );
  }

  private readParts(paths: readonly string[]): readonly LaunchReference[] {
    // Every instance is asked, and hardly any names something there.
    const named = paths.map((path) => this.read(referenceSite(path)).values).filter((siteValues) => siteValues.length > 0);
    if (named.length === 0) return NOTHING;
    return named.flatMap(directReferences).flatMap((reference) => {
      const launches = this.index.find(reference.target, this.template);
      return launches.length === 0 ? [] : sourcesOf(reference, launches, false);
    });
  }

  /** What the resource takes its type from, other than launch templates, as far as it is not among the templates that are checked. */
  private otherSourcesUnder(cases: readonly Assumptions[]): LaunchReference[] {
    return (this.definition.typeComesFrom ?? []).flatMap((path) =>
      directReferences(this.read(referenceSite(path), cases).values).flatMap((reference) => {
        const isHere = reference.target.by === 'logicalId' && this.index.find(reference.target, this.template).length > 0;
        return isHere ? [] : sourcesOf(reference, [], false);
      }),
    );
  }
}

function sourcesOf({ path, pointer, when, target }: Reference, launches: readonly Launch[], isLaunchTemplate: boolean): LaunchReference[] {
  const name = nameOf(target);
  return (launches.length === 0 ? [undefined] : launches).map((launch) => ({ path, pointer, when, launch, name, isLaunchTemplate }));
}

function nameOf(target: Target): string {
  if (target.by === 'nothing') return `(${target.reason})`;
  return `'${target.by === 'name' ? target.name : target.logicalId}'`;
}
