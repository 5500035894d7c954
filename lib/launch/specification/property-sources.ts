import { type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import type { SpecifiedProperty } from '../sites/specification-sites';
import { casesLeavingImage, readTargets, type Targets } from '../launch-template-targets';
import type { Launch, LaunchReference } from '../launches';
import { LaunchHolders, ROOT, type Holder } from './launch-holders';
import type { PropertyReading, SpecifiedValue } from './specified-value';

/** The contribution of one source of a property in the given cases. */
interface Contribution {
  readonly values: readonly SpecifiedValue[];
  readonly unchecked: readonly LaunchReference[];
  /** The cases in which the source leaves the property unset. The next source is asked about them. */
  readonly unset: readonly Assumptions[];
}

/** Reads a property of a launch specification from each of its sources, in order of precedence. */
export function readProperty(launch: Launch, holder: Holder, property: SpecifiedProperty, cases: readonly Assumptions[]): PropertyReading {
  const sources = new PropertySources(launch, property, cases);
  const holders = LaunchHolders.of(launch);
  const outward = holders.outwardFrom(holder);
  const { values, unchecked, unset } = inTurn(cases, [
    ...outward.map((each) => (left: readonly Assumptions[]) => sources.holder(each, left)),
    (left) => sources.launchTemplates(outward, left),
    (left) => sources.parts(left),
    ...outward.map((each) => (left: readonly Assumptions[]) => sources.serviceDefault(each, left)),
  ]);
  return { values, unset: holders.casesWithoutOtherSource(unset), unchecked };
}

/** Asks each source about the cases that the sources before it leave unset. */
function inTurn(cases: readonly Assumptions[], sources: readonly ((cases: readonly Assumptions[]) => Contribution)[]): Contribution {
  let unset = cases;
  const contributions = sources.map((source) => {
    const contribution = source(unset);
    ({ unset } = contribution);
    return contribution;
  });
  return { ...together(contributions), unset };
}

function together(contributions: readonly Contribution[]): Pick<Contribution, 'values' | 'unchecked'> {
  return {
    values: contributions.flatMap(({ values }) => values),
    unchecked: contributions.flatMap(({ unchecked }) => unchecked),
  };
}

/** The sources of one property of a launch specification. Every method returns the contribution of one source in the given cases. */
class PropertySources {
  private readonly holders: LaunchHolders;

  public constructor(
    private readonly launch: Launch,
    private readonly property: SpecifiedProperty,
    /** All cases of the specification. */
    private readonly cases: readonly Assumptions[],
  ) {
    this.holders = LaunchHolders.of(launch);
  }

  /** Returns the holder's own properties. */
  public holder(holder: Holder, cases: readonly Assumptions[]): Contribution {
    return this.ownSites(holder, cases, false);
  }

  /** Returns the service's default if nothing else sets the property: the sites that count `unless` others have a value. */
  public serviceDefault(holder: Holder, cases: readonly Assumptions[]): Contribution {
    return this.ownSites(holder, cases, true);
  }

  private ownSites(holder: Holder, cases: readonly Assumptions[], isDefault: boolean): Contribution {
    if (cases.length === 0) return { values: [], unchecked: [], unset: cases };
    const readings = this.holders.readingsAt(holder, this.property).filter(({ site }) => (site.unless !== undefined) === isDefault);
    const values = readings.flatMap((reading) => reading.values.map((value) => ({ launch: this.launch, value, cases, at: value })));
    const unset = readings.reduce(
      (left, reading) => casesOfBoth(left, [...reading.unset, ...reading.values.flatMap(casesLeavingImage)]),
      cases,
    );
    return { values, unchecked: [], unset };
  }

  /** Returns the launch templates of the innermost holder with any. They replace those of the surrounding holders. */
  public launchTemplates(outward: readonly Holder[], cases: readonly Assumptions[]): Contribution {
    const contributions: Contribution[] = [];
    let withoutTemplate = cases;
    for (const holder of outward) {
      if (withoutTemplate.length === 0) break;
      const references = this.holders.templatesAt(holder);
      if (references.length === 0) continue;
      contributions.push(...this.templatesOfHolder(references, withoutTemplate));
      withoutTemplate = casesOfBoth(withoutTemplate, this.holders.casesWithoutTemplate(holder));
    }
    return { ...together(contributions), unset: [...contributions.flatMap(({ unset }) => unset), ...withoutTemplate] };
  }

  private templatesOfHolder(references: readonly LaunchReference[], cases: readonly Assumptions[]): readonly Contribution[] {
    const targetsByPath = readTargets(this.launch);
    const except = [...(targetsByPath?.values() ?? [])].flat();
    return references.flatMap((reference) => {
      const referring = casesOfBoth(cases, [reference.when]);
      if (referring.length === 0) return [];
      const only = targetsByPath?.get(reference.path);
      const contribution = this.resource(reference, referring, targetsByPath === undefined ? undefined : { only, except });
      // A launch template for some types only leaves no cases: the other types take theirs from the launch template beside it.
      return only === undefined ? [contribution] : [{ ...contribution, unset: [] }];
    });
  }

  /**
   * Returns the own properties of the resources that complete the launch. A type or an image that one of them leaves unset may come from
   * the next. Each of them may switch on a feature, whatever the others do.
   */
  public parts(cases: readonly Assumptions[]): Contribution {
    const { parts } = this.launch;
    const isFeature = this.property !== 'instance-type' && this.property !== 'machine-image';
    if (!isFeature)
      return inTurn(
        cases,
        parts.map((part) => (left) => this.part(part, left)),
      );
    return { ...together(parts.map((part) => this.part(part, this.cases))), unset: cases };
  }

  private part(part: LaunchReference, cases: readonly Assumptions[]): Contribution {
    const referring = casesOfBoth(cases, [part.when]);
    if (referring.length === 0) return { values: [], unchecked: [], unset: cases };
    return this.resource(part, referring, undefined, ({ path }) => path === ROOT);
  }

  /** Returns the properties of another resource that the launch refers to in the given cases. */
  private resource(
    reference: LaunchReference,
    cases: readonly Assumptions[],
    targets: Targets | undefined,
    isMeant: (holder: Holder) => boolean = () => true,
  ): Contribution {
    const { launch } = reference;
    if (launch === undefined) return { values: [], unchecked: [reference], unset: [] };
    const holders = LaunchHolders.of(launch);
    const readings = holders
      .all()
      .filter(isMeant)
      .flatMap((holder) => holders.readingsAt(holder, this.property));
    const values = readings.flatMap((reading) =>
      reading.values.map((value) => ({ launch, value, cases, at: reference, ...(targets === undefined ? {} : { targets }) })),
    );
    const unset = readings.reduce((left, reading) => casesOfBoth(left, reading.unset), launch.cases);
    if (launch.template === this.launch.template) return { values, unchecked: [], unset: casesOfBoth(cases, unset) };
    // Assumptions of another template cannot be compared with those of this one.
    return { values, unchecked: [], unset: unset.length > 0 ? cases : [] };
  }
}
