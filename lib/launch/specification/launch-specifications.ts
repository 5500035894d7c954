import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import type { Pointer } from '../../base/json/json';
import { LaunchHolders, ROOT, type Holder } from './launch-holders';
import type { LaunchResource } from '../sites';
import { specificationSites, type SpecifiedProperty } from '../sites/specification-sites';
import { leftToLaunchTemplate, readTargets, type Targets } from '../launch-template-targets';
import type { Launch, LaunchReference } from '../launches';
import type { SiteValue } from '../site-reading';
import type { Template } from '../../template/template';

/** A place that says something of what an instance is launched from, as far as nothing that goes before it does. */
export interface SpecifiedValue {
  /** The resource it is written in: the launch itself or a launch template. */
  readonly launch: Launch;
  readonly value: SiteValue;
  /** The ways under which it counts, in the template of the specification's launch. Its outcomes have theirs besides. */
  readonly cases: readonly Assumptions[];
  /** Where the specification's own resource says it, or refers to the launch template that does. */
  readonly at: { readonly path: string; readonly pointer: Pointer };
  /** Present where it is for some of the instance types only. */
  readonly targets?: Targets;
}

/** What is said of one property. */
export interface PropertyReading {
  /** What goes first comes first. */
  readonly values: readonly SpecifiedValue[];
  /** The ways under which nothing says anything, and nothing outside what is checked may. */
  readonly unset: readonly Assumptions[];
  /** Launch templates outside what is checked, where only they may say something. */
  readonly unchecked: readonly LaunchReference[];
}

/** One outcome of a statement: that it comes about under `when`. */
export interface Specified {
  readonly specified: SpecifiedValue;
  readonly when: Assumptions;
}

/**
 * What one instance is launched from, put together as EC2 does: the launch's own words go before those of its launch templates,
 * and among each the nearest go first: those of an override before those of the configuration it is in.
 */
export class LaunchSpecification {
  private readonly values = new Map<SpecifiedProperty, PropertyReading>();

  public constructor(
    public readonly launch: Launch,
    /** The innermost object it is about: `Properties`, or an override. */
    public readonly holder: Holder,
    private readonly cases: readonly Assumptions[],
  ) {}

  /** What is said of a property. Read when it is first asked for. */
  public read(property: SpecifiedProperty): PropertyReading {
    let value = this.values.get(property);
    if (value === undefined) {
      value = new ValueReading(this.launch, property, this.cases).read(this.holder);
      this.values.set(property, value);
    }
    return value;
  }

  /** Whether all of it can be so at once. What templates of different stacks assume cannot be compared: it may be. */
  public mayCoincide(...said: readonly Specified[]): boolean {
    let cases = this.cases;
    const elsewhere = new Map<Template, Assumptions>();
    for (const { specified, when } of said) {
      cases = casesOfBoth(cases, specified.cases);
      const { template } = specified.launch;
      if (template === this.launch.template) {
        cases = casesOfBoth(cases, [when]);
        continue;
      }
      const both = elsewhere.get(template)?.and(when) ?? (elsewhere.has(template) ? undefined : when);
      if (both === undefined) return false;
      elsewhere.set(template, both);
    }
    return cases.length > 0;
  }
}

const specifications = new WeakMap<Launch, readonly LaunchSpecification[]>();

/**
 * Everything the instances of a launch may be launched from: one specification for each override, launch specification or
 * instance group, one for the launch itself where it has none. A launch template is one by itself.
 */
export function launchSpecifications(launch: Launch): readonly LaunchSpecification[] {
  let known = specifications.get(launch);
  if (known === undefined) {
    known = isPutTogether(launch.definition) ? readSpecifications(launch) : [];
    specifications.set(launch, known);
  }
  return known;
}

/** A Dedicated Host, for one, names a type and nothing that could go with it. */
function isPutTogether(definition: LaunchResource): boolean {
  if (definition.launchTemplates !== undefined || definition.parts !== undefined) return true;
  return specificationSites(definition).some(({ property }) => property !== 'instance-type');
}

function readSpecifications(launch: Launch): readonly LaunchSpecification[] {
  const holders = LaunchHolders.of(launch);
  return holders.all().flatMap((holder) => {
    const alone = holders.casesAlone(holder);
    const cases = launch.launchingCases === launch.cases ? alone : casesOfBoth(launch.launchingCases, alone);
    return cases.length === 0 ? [] : [new LaunchSpecification(launch, holder, cases)];
  });
}

/** Collects what is said of one property, from what goes first to what goes last. */
class ValueReading {
  private readonly statements: SpecifiedValue[] = [];
  private readonly unchecked: LaunchReference[] = [];
  private readonly holders: LaunchHolders;

  public constructor(
    private readonly launch: Launch,
    private readonly property: SpecifiedProperty,
    private readonly cases: readonly Assumptions[],
  ) {
    this.holders = LaunchHolders.of(launch);
  }

  public read(holder: Holder): PropertyReading {
    const levels = this.holders.levelsOf(holder);
    let cases = this.cases;
    for (const level of levels) cases = this.own(level, cases, false);
    cases = this.ofParts(this.ofNearestTemplates(levels, cases));
    // What a service takes where nobody names anything else.
    for (const level of levels) cases = this.own(level, cases, true);
    return { values: this.statements, unset: this.holders.notFromElsewhere(cases), unchecked: this.unchecked };
  }

  /** Adds what the object itself says; returns the ways under which it says nothing. */
  private own(level: Holder, cases: readonly Assumptions[], asLast: boolean): readonly Assumptions[] {
    let left = cases;
    for (const { site, values: siteValues, unset } of this.holders.readingsAt(level, this.property)) {
      if ((site.unless !== undefined) !== asLast || cases.length === 0) continue;
      for (const siteValue of siteValues) this.statements.push({ launch: this.launch, value: siteValue, cases, at: siteValue });
      left = casesOfBoth(left, [...unset, ...siteValues.flatMap(leftToLaunchTemplate)]);
    }
    return left;
  }

  /** The same for launch templates. That of an override is taken in place of the one around it, not on top of it. */
  private ofNearestTemplates(levels: readonly Holder[], cases: readonly Assumptions[]): readonly Assumptions[] {
    const unset: Assumptions[] = [];
    let without = cases;
    for (const level of levels) {
      if (without.length === 0) break;
      const references = this.holders.templatesAt(level.path);
      if (references.length === 0) continue;
      unset.push(...this.ofTemplates(references, without));
      without = casesOfBoth(without, this.holders.withoutTemplateAt(level.path));
    }
    return [...unset, ...without];
  }

  /** The same for the launch templates that one object refers to. */
  private ofTemplates(references: readonly LaunchReference[], cases: readonly Assumptions[]): readonly Assumptions[] {
    const targets = readTargets(this.launch);
    const except = [...(targets?.values() ?? [])].flat();
    const left: Assumptions[] = [];
    for (const reference of references) {
      const under = casesOfBoth(cases, [reference.when]);
      if (under.length === 0) continue;
      const ofReference = targets?.get(reference.path);
      const targeted = targets === undefined ? undefined : { only: ofReference, except };
      const unset = this.template(reference, under, targeted);
      // What is for some types only leaves the others to what comes after.
      if (ofReference === undefined) left.push(...unset);
    }
    return left;
  }

  /**
   * The same for what the resource is made of, as far as that speaks for itself and not for a part of its own. What one of them leaves
   * open, another says; and each may switch on what the others do not.
   */
  private ofParts(cases: readonly Assumptions[]): readonly Assumptions[] {
    const isFeature = this.property !== 'instance-type' && this.property !== 'machine-image';
    return this.launch.parts.reduce((left, part) => {
      const under = casesOfBoth(isFeature ? this.cases : left, [part.when]);
      const unset = under.length === 0 ? left : this.template(part, under, undefined, (level) => level.path === ROOT);
      return isFeature ? left : unset;
    }, cases);
  }

  /** Adds what a launch template says; returns the ways under which it says nothing. */
  private template(
    reference: LaunchReference,
    under: readonly Assumptions[],
    targets: Targets | undefined,
    isMeant: (level: Holder) => boolean = () => true,
  ): readonly Assumptions[] {
    const { launch } = reference;
    if (launch === undefined) {
      this.unchecked.push(reference);
      return [];
    }
    const holders = LaunchHolders.of(launch);
    let unset = launch.cases;
    for (const level of holders.all().filter(isMeant)) {
      for (const reading of holders.readingsAt(level, this.property)) {
        for (const siteValue of reading.values) {
          this.statements.push({ launch, value: siteValue, cases: under, at: reference, ...(targets === undefined ? {} : { targets }) });
        }
        unset = casesOfBoth(unset, reading.unset);
      }
    }
    if (launch.template === this.launch.template) return casesOfBoth(under, unset);
    return unset.length > 0 ? under : [];
  }
}
