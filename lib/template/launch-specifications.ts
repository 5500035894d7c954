import { type Assumptions, waysOfBoth } from './assumptions';
import type { Pointer } from './json';
import { LaunchHolders, ROOT, type Holder } from './launch-holders';
import type { LaunchResource } from './launch-sites';
import { specificationSites, type SpecifiedProperty } from './launch-sites/specification-sites';
import { leftToLaunchTemplate, readTargets, type Targets } from './launch-template-targets';
import type { Launch, TypeSource } from './launches';
import type { Choice } from './site-walk';
import type { Template } from './template';

/** A place that says something of what an instance is launched from, as far as nothing that goes before it does. */
export interface Statement {
  /** The resource it is written in: the launch itself or a launch template. */
  readonly launch: Launch;
  readonly choice: Choice;
  /** The ways under which it counts, in the template of the specification's launch. Its outcomes have theirs besides. */
  readonly ways: readonly Assumptions[];
  /** Where the specification's own resource says it, or refers to the launch template that does. */
  readonly at: { readonly path: string; readonly pointer: Pointer };
  /** Present where it is for some of the instance types only. */
  readonly targets?: Targets;
}

/** What is said of one property. */
export interface SpecifiedValue {
  /** What goes first comes first. */
  readonly statements: readonly Statement[];
  /** The ways under which nothing says anything, and nothing outside what is checked may. */
  readonly silent: readonly Assumptions[];
  /** Launch templates outside what is checked, where only they may say something. */
  readonly outside: readonly TypeSource[];
}

/** One outcome of a statement: that it comes about under `when`. */
export interface Said {
  readonly statement: Statement;
  readonly when: Assumptions;
}

/**
 * What one instance is launched from, put together as EC2 does: the launch's own words go before those of its launch templates,
 * and among each the nearest go first: those of an override before those of the configuration it is in.
 */
export class LaunchSpecification {
  private readonly values = new Map<SpecifiedProperty, SpecifiedValue>();

  public constructor(
    public readonly launch: Launch,
    /** The innermost object it is about: `Properties`, or an override. */
    public readonly holder: Holder,
    private readonly ways: readonly Assumptions[],
  ) {}

  /** What is said of a property. Read when it is first asked for. */
  public value(property: SpecifiedProperty): SpecifiedValue {
    let value = this.values.get(property);
    if (value === undefined) {
      value = new ValueReading(this.launch, property, this.ways).read(this.holder);
      this.values.set(property, value);
    }
    return value;
  }

  /** Whether all of it can be so at once. What templates of different stacks assume cannot be compared: it may be. */
  public mayCoincide(...said: readonly Said[]): boolean {
    let ways = this.ways;
    const elsewhere = new Map<Template, Assumptions>();
    for (const { statement, when } of said) {
      ways = waysOfBoth(ways, statement.ways);
      const { template } = statement.launch;
      if (template === this.launch.template) {
        ways = waysOfBoth(ways, [when]);
        continue;
      }
      const both = elsewhere.get(template)?.and(when) ?? (elsewhere.has(template) ? undefined : when);
      if (both === undefined) return false;
      elsewhere.set(template, both);
    }
    return ways.length > 0;
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
  if (definition.launchTemplates !== undefined || definition.madeOf !== undefined) return true;
  return specificationSites(definition).some(({ property }) => property !== 'instance-type');
}

function readSpecifications(launch: Launch): readonly LaunchSpecification[] {
  const holders = LaunchHolders.of(launch);
  return holders.all().flatMap((holder) => {
    const alone = holders.waysAlone(holder);
    const ways = launch.launchingWays === launch.ways ? alone : waysOfBoth(launch.launchingWays, alone);
    return ways.length === 0 ? [] : [new LaunchSpecification(launch, holder, ways)];
  });
}

/** Collects what is said of one property, from what goes first to what goes last. */
class ValueReading {
  private readonly statements: Statement[] = [];
  private readonly outside: TypeSource[] = [];
  private readonly holders: LaunchHolders;

  public constructor(
    private readonly launch: Launch,
    private readonly property: SpecifiedProperty,
    private readonly ways: readonly Assumptions[],
  ) {
    this.holders = LaunchHolders.of(launch);
  }

  public read(holder: Holder): SpecifiedValue {
    const levels = this.holders.levelsOf(holder);
    let ways = this.ways;
    for (const level of levels) ways = this.own(level, ways, false);
    ways = this.ofParts(this.ofNearestTemplates(levels, ways));
    // What a service takes where nobody names anything else.
    for (const level of levels) ways = this.own(level, ways, true);
    return { statements: this.statements, silent: this.holders.notFromElsewhere(ways), outside: this.outside };
  }

  /** Adds what the object itself says; returns the ways under which it says nothing. */
  private own(level: Holder, ways: readonly Assumptions[], asLast: boolean): readonly Assumptions[] {
    let left = ways;
    for (const { site, choices, silent } of this.holders.readingsAt(level, this.property)) {
      if ((site.unless !== undefined) !== asLast || ways.length === 0) continue;
      for (const choice of choices) this.statements.push({ launch: this.launch, choice, ways, at: choice });
      left = waysOfBoth(left, [...silent, ...choices.flatMap(leftToLaunchTemplate)]);
    }
    return left;
  }

  /** The same for launch templates. That of an override is taken in place of the one around it, not on top of it. */
  private ofNearestTemplates(levels: readonly Holder[], ways: readonly Assumptions[]): readonly Assumptions[] {
    const silent: Assumptions[] = [];
    let without = ways;
    for (const level of levels) {
      if (without.length === 0) break;
      const references = this.holders.templatesAt(level.path);
      if (references.length === 0) continue;
      silent.push(...this.ofTemplates(references, without));
      without = waysOfBoth(without, this.holders.withoutTemplateAt(level.path));
    }
    return [...silent, ...without];
  }

  /** The same for the launch templates that one object refers to. */
  private ofTemplates(references: readonly TypeSource[], ways: readonly Assumptions[]): readonly Assumptions[] {
    const targets = readTargets(this.launch);
    const except = [...(targets?.values() ?? [])].flat();
    const left: Assumptions[] = [];
    for (const reference of references) {
      const under = waysOfBoth(ways, [reference.when]);
      if (under.length === 0) continue;
      const ofReference = targets?.get(reference.path);
      const targeted = targets === undefined ? undefined : { only: ofReference, except };
      const silent = this.template(reference, under, targeted);
      // What is for some types only leaves the others to what comes after.
      if (ofReference === undefined) left.push(...silent);
    }
    return left;
  }

  /**
   * The same for what the resource is made of, as far as that speaks for itself and not for a part of its own. What one of them leaves
   * open, another says; and each may switch on what the others do not.
   */
  private ofParts(ways: readonly Assumptions[]): readonly Assumptions[] {
    const isFeature = this.property !== 'instance-type' && this.property !== 'machine-image';
    return this.launch.madeOf.reduce((left, part) => {
      const under = waysOfBoth(isFeature ? this.ways : left, [part.when]);
      const silent = under.length === 0 ? left : this.template(part, under, undefined, (level) => level.path === ROOT);
      return isFeature ? left : silent;
    }, ways);
  }

  /** Adds what a launch template says; returns the ways under which it says nothing. */
  private template(
    reference: TypeSource,
    under: readonly Assumptions[],
    targets: Targets | undefined,
    isMeant: (level: Holder) => boolean = () => true,
  ): readonly Assumptions[] {
    const { launch } = reference;
    if (launch === undefined) {
      this.outside.push(reference);
      return [];
    }
    const holders = LaunchHolders.of(launch);
    let silent = launch.ways;
    for (const level of holders.all().filter(isMeant)) {
      for (const reading of holders.readingsAt(level, this.property)) {
        for (const choice of reading.choices) {
          this.statements.push({ launch, choice, ways: under, at: reference, ...(targets === undefined ? {} : { targets }) });
        }
        silent = waysOfBoth(silent, reading.silent);
      }
    }
    if (launch.template === this.launch.template) return waysOfBoth(under, silent);
    return silent.length > 0 ? under : [];
  }
}
