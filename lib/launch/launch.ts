import { areSameCases, type Assumptions, casesOfBoth } from '../template/values/assumptions';
import type { Pointer } from '../base/json/json';
import { LaunchReading, type LaunchCall } from './launch-reading';
import type { LaunchResource, PropertyCondition, WithoutType } from './sites';
import { directReferences, launchTemplateReferences, type Reference, type Target } from './launch-template-reference';
import { casesWith } from './property-condition';
import type { Resource } from '../template/resource';
import type { UnsetElement } from './site-reading';
import type { Template } from '../template/template';

/** A launch template, or another resource that gives a launch its instance type. */
export interface LaunchReference {
  readonly path: string;
  readonly pointer: Pointer;
  /** The case in which the launch refers to the resource. */
  readonly when: Assumptions;
  /** The referred launch; undefined if it is unchecked. */
  readonly launch: Launch | undefined;
  /** The name in the reference, for a message. */
  readonly name: string;
  /** False for any other resource that the property at `path` names: a launch configuration or an instance. */
  readonly isLaunchTemplate: boolean;
}

/** A launch, or an element of one of its lists, that names no instance type itself. */
export interface MissingType {
  readonly path: string;
  readonly pointer: Pointer;
  readonly withoutType: WithoutType;
  /** The unchecked resources that may name a type; empty if there are none. */
  readonly unchecked: readonly LaunchReference[];
}

/** Finds the launches that others refer to. An unchecked launch is not found. */
export interface LaunchIndex {
  find(target: Target, from: Template): readonly Launch[];
  /** Returns the cases in which no launch template of the template has the name. In others, one may have it. */
  casesWithoutName(name: string, from: Template, cases: readonly Assumptions[]): readonly Assumptions[];
  /** Finds the launches that may use a launch template, or have the launch as a part. */
  usersOf(used: Launch): readonly Launch[];
}

type Missing = Omit<MissingType, 'withoutType'>;

/** The effect of a missing type, and the cases in which the type is missing. */
interface CasesByWithoutType {
  readonly withoutType: WithoutType;
  readonly cases: readonly Assumptions[];
}

const LAUNCH_TEMPLATE = 'AWS::EC2::LaunchTemplate';
const NO_REFERENCES: readonly LaunchReference[] = [];
const NO_PLACES: readonly MissingType[] = [];

/** A resource that launches EC2 capacity, or that describes the launch of another one. */
export class Launch extends LaunchReading {
  private knownTemplates: readonly LaunchReference[] | undefined;
  private knownParts: readonly LaunchReference[] | undefined;

  public constructor(
    template: Template,
    resource: Resource,
    definition: LaunchResource,
    cases: readonly Assumptions[],
    private readonly index: LaunchIndex,
    call?: LaunchCall,
  ) {
    super(template, resource, definition, cases, call);
  }

  /** Returns every launch template that the resource may use. */
  public get launchTemplates(): readonly LaunchReference[] {
    return (this.knownTemplates ??= this.launchTemplatesIn(this.cases));
  }

  /** Returns the checked launch templates and launch configurations that the resource launches from. */
  public get referred(): readonly Launch[] {
    const sources = this.sites.typeComesFrom.flatMap((site) =>
      directReferences(this.read(site).values).flatMap(({ target }) => this.index.find(target, this.template)),
    );
    return [...this.launchTemplates.flatMap(({ launch }) => launch ?? []), ...sources];
  }

  /** Returns the launches that may use this launch template. They may name their own images. */
  public get users(): readonly Launch[] {
    return this.resource.type === LAUNCH_TEMPLATE ? this.index.usersOf(this) : [];
  }

  /** Returns the launches that use this one as a launch template or a part. */
  public get wholes(): readonly Launch[] {
    return this.index.usersOf(this);
  }

  /** Returns the checked resources that complete the launch. */
  public get parts(): readonly LaunchReference[] {
    return (this.knownParts ??= this.readParts());
  }

  /** Tells whether the launch has a launch template or a part. */
  public get refersToLaunches(): boolean {
    return this.launchTemplates.length > 0 || this.parts.length > 0;
  }

  /**
   * Returns the places in which the resource launches something without a type in itself or in a resource that it refers to.
   *
   * @param kinds the effects of a missing type that count
   */
  public missingTypes(...kinds: readonly WithoutType['is'][]): readonly MissingType[] {
    if (this.unsetCases().length === 0 && this.unsetElements().length === 0) return NO_PLACES;
    return this.launchingCasesByWithoutType()
      .filter(({ withoutType }) => kinds.includes(withoutType.is))
      .flatMap(({ withoutType, cases }) => this.missingIn(cases).map((missing) => ({ ...missing, withoutType })));
  }

  /** Returns the cases in which the resource launches something, by the effect of a missing type. */
  private launchingCasesByWithoutType(): readonly CasesByWithoutType[] {
    const { withoutType, withoutTypeWith: exception } = this.definition;
    if (exception === undefined) return [{ withoutType, cases: this.launchingCases }];
    const { path, values } = exception;
    return [
      { withoutType, cases: this.launchingCasesWith({ path, except: values, default: '' }) },
      { withoutType: exception.withoutType, cases: this.launchingCasesWith({ path, values }) },
    ];
  }

  private launchingCasesWith(condition: PropertyCondition): readonly Assumptions[] {
    return casesWith([condition], this.template, this.resource, this.launchingCases);
  }

  private missingIn(cases: readonly Assumptions[]): readonly Missing[] {
    if (cases.length === 0) return [];
    const unset = areSameCases(cases, this.cases) ? this.unsetCases() : casesOfBoth(cases, this.unsetCases());
    return [...this.missingFromResource(unset), ...this.missingFromElements(unset, cases)];
  }

  /** Returns the missing types for cases in which nothing in the resource names a type. */
  private missingFromResource(unset: readonly Assumptions[]): readonly Missing[] {
    if (unset.length === 0) return [];
    const place = { path: 'Properties', pointer: [...this.resource.pointer, 'Properties'] };
    const missing: Missing[] = [];
    if (this.refersToNothing(unset)) missing.push({ ...place, unchecked: [] });
    const templates = areSameCases(unset, this.cases) ? this.launchTemplates : this.launchTemplatesIn(unset);
    for (const template of templates)
      if (mayLeaveTypeUnset(template, this.template)) missing.push({ ...place, unchecked: uncheckedOf(template) });
    for (const source of this.uncheckedSourcesIn(unset)) missing.push({ ...place, unchecked: [source] });
    return missing;
  }

  /** Tells whether the resource may refer to nothing that names a type. */
  private refersToNothing(cases: readonly Assumptions[]): boolean {
    let left = cases;
    for (const site of [...this.sites.launchTemplates, ...this.sites.typeComesFrom]) {
      if (left.length > 0) left = this.readIn(left, site).unset;
    }
    return left.length > 0;
  }

  /** Returns the missing types of list elements, if other elements name a type. */
  private missingFromElements(unset: readonly Assumptions[], cases: readonly Assumptions[]): readonly Missing[] {
    return this.unsetElements().flatMap((element) => {
      const withTypes = element.cases.filter((each) => unset.every((other) => each.and(other) === undefined));
      const elementCases = areSameCases(cases, this.cases) ? withTypes : casesOfBoth(cases, withTypes);
      return elementCases.length === 0 ? [] : this.missingFromElement({ ...element, cases: elementCases });
    });
  }

  private missingFromElement({ path, pointer, cases }: UnsetElement): readonly Missing[] {
    // A launch template completes the elements beside it, and the elements around it.
    const templates = this.launchTemplatesIn(cases).filter((template) =>
      path.startsWith(template.path.slice(0, template.path.lastIndexOf('/'))),
    );
    if (templates.length === 0) return [{ path, pointer, unchecked: [] }];
    return templates
      .filter((template) => mayLeaveTypeUnset(template, this.template))
      .map((template) => ({ path, pointer, unchecked: uncheckedOf(template) }));
  }

  private launchTemplatesIn(cases: readonly Assumptions[]): readonly LaunchReference[] {
    const { launchTemplates } = this.sites;
    if (launchTemplates.every((site) => this.isUnset(site))) return NO_REFERENCES;
    return launchTemplates.flatMap((site) =>
      launchTemplateReferences(this.readIn(cases, site).values, this.template).flatMap((reference) => {
        const launches = this.index.find(reference.target, this.template).filter(({ resource }) => resource.type === LAUNCH_TEMPLATE);
        return [...referencesTo(reference, launches, true), ...this.referencesWhereNameLacks(reference, launches)];
      }),
    );
  }

  /** Returns a reference to an unchecked resource for each case in which the template has no launch template of that name. */
  private referencesWhereNameLacks(reference: Reference, launches: readonly Launch[]): LaunchReference[] {
    const { target, when } = reference;
    if (target.by !== 'name' || launches.length === 0) return [];
    const name = `'${target.name}', in the cases in which no resource of the template has that name,`;
    return this.index
      .casesWithoutName(target.name, this.template, [when])
      .flatMap((each) => referencesTo({ ...reference, when: each }, [], true).map((open) => ({ ...open, name })));
  }

  private readParts(): readonly LaunchReference[] {
    const { parts } = this.sites;
    if (parts.every((site) => this.isUnset(site))) return NO_REFERENCES;
    return parts
      .flatMap((site) => directReferences(this.read(site).values))
      .flatMap((reference) => {
        const launches = this.index.find(reference.target, this.template);
        return launches.length === 0 ? [] : referencesTo(reference, launches, false);
      });
  }

  /** Returns the unchecked resources, other than launch templates, from which the resource takes its type. */
  private uncheckedSourcesIn(cases: readonly Assumptions[]): LaunchReference[] {
    return this.sites.typeComesFrom.flatMap((site) =>
      directReferences(this.readIn(cases, site).values).flatMap((reference) => {
        const isChecked = reference.target.by === 'logicalId' && this.index.find(reference.target, this.template).length > 0;
        return isChecked ? [] : referencesTo(reference, [], false);
      }),
    );
  }
}

/** Tells whether a launch template may name no type when a launch of `template` refers to it. The fault is the launch's. */
function mayLeaveTypeUnset({ launch, when }: LaunchReference, template: Template): boolean {
  if (launch === undefined) return true;
  const unset = launch.unsetCases();
  // Assumptions of another template cannot be compared with those of this one.
  return launch.template === template ? casesOfBoth(unset, [when]).length > 0 : unset.length > 0;
}

function uncheckedOf(reference: LaunchReference): readonly LaunchReference[] {
  return reference.launch === undefined ? [reference] : [];
}

/** Returns one reference for each launch found, or one to an unchecked resource if none is found. */
function referencesTo(
  { path, pointer, when, target }: Reference,
  launches: readonly Launch[],
  isLaunchTemplate: boolean,
): LaunchReference[] {
  const name = targetName(target);
  return (launches.length === 0 ? [undefined] : launches).map((launch) => ({ path, pointer, when, launch, name, isLaunchTemplate }));
}

function targetName(target: Target): string {
  if (target.by === 'nothing') return `(${target.reason})`;
  return `'${target.by === 'name' ? target.name : target.logicalId}'`;
}
