import { Derived } from '../../base/kept';
import { areSameCases, type Assumptions, casesOfBoth } from '../../template/values/assumptions';
import { LaunchHolders, type Holder } from './launch-holders';
import type { LaunchResource } from '../sites';
import { specificationSites, type SpecifiedProperty } from '../sites/specification-sites';
import type { Launch } from '../launches';
import type { Template } from '../../template/template';
import { readProperty } from './property-sources';
import type { PropertyReading, Specified } from './specified-value';

export type { PropertyReading, Specified, SpecifiedValue } from './specified-value';

/**
 * The properties from which EC2 launches one instance, combined as EC2 does. The launch's own properties take precedence over its launch
 * templates. In each, the innermost holder takes precedence: an override over the surrounding configuration.
 */
export class LaunchSpecification {
  private readonly readings = new Map<SpecifiedProperty, PropertyReading>();

  public constructor(
    public readonly launch: Launch,
    /** The innermost holder: `Properties`, or an override. */
    public readonly holder: Holder,
    private readonly cases: readonly Assumptions[],
  ) {}

  /** Reads a property. Reads each property once. */
  public read(property: SpecifiedProperty): PropertyReading {
    let reading = this.readings.get(property);
    if (reading === undefined) {
      reading = readProperty(this.launch, this.holder, property, this.cases);
      this.readings.set(property, reading);
    }
    return reading;
  }

  /**
   * Tells whether all outcomes may occur together. Assumptions of templates of different stacks cannot be compared, and count as
   * compatible: callers report more, never less.
   */
  public mayCoincide(...outcomes: readonly Specified[]): boolean {
    let cases = this.cases;
    const inOtherTemplates = new Map<Template, Assumptions>();
    for (const { specified, when } of outcomes) {
      cases = casesOfBoth(cases, specified.cases);
      const { template } = specified.launch;
      if (template === this.launch.template) {
        cases = casesOfBoth(cases, [when]);
        continue;
      }
      const earlier = inOtherTemplates.get(template);
      const both = earlier === undefined ? when : earlier.and(when);
      if (both === undefined) return false;
      inOtherTemplates.set(template, both);
    }
    return cases.length > 0;
  }
}

const specifications = new Derived((launch: Launch) => (isPutTogether(launch.definition) ? readSpecifications(launch) : []));

/**
 * Returns the specifications of a launch: one for each override, launch specification or instance group, or one for the launch itself if it
 * has none of these. A launch template is a specification by itself.
 */
export function launchSpecifications(launch: Launch): readonly LaunchSpecification[] {
  return specifications.of(launch);
}

/** Tells whether a resource names more than a type. A Dedicated Host, for example, does not. */
function isPutTogether(definition: LaunchResource): boolean {
  if (definition.launchTemplates !== undefined || definition.parts !== undefined) return true;
  return specificationSites(definition).some(({ property }) => property !== 'instance-type');
}

function readSpecifications(launch: Launch): readonly LaunchSpecification[] {
  const holders = LaunchHolders.of(launch);
  return holders.all().flatMap((holder) => {
    const alone = holders.casesWithoutInner(holder);
    const cases = areSameCases(launch.launchingCases, launch.cases) ? alone : casesOfBoth(launch.launchingCases, alone);
    return cases.length === 0 ? [] : [new LaunchSpecification(launch, holder, cases)];
  });
}
