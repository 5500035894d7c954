import { type Feature, supports } from '../catalog/features';
import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import { FEATURE_SWITCHES, LAUNCH_FEATURES } from './sites/feature-sites';
import type { LaunchSpecification, Specified } from './specification/launch-specifications';
import type { Launch } from './launches';
import { scalarText } from '../template/values/outcome';
import { isTrue } from './is-true';
import { isAtSite } from './site-walk';
import { namedFeatures, namedImages } from './launch-parts';
import { specifiedImages } from './images/specified-images';

/** Lists the features that a launch, its launch templates or their images mention, switched on or off. */
export function featuresNamed(launch: Launch, images: KnownImages): readonly Feature[] {
  const byProperty = namedFeatures(launch);
  const byImage = namedImages(launch, images).some(({ verdict }) => verdict.nitroTpm === true);
  return byImage ? [...byProperty, 'nitro-tpm'] : [...byProperty];
}

/** A feature that a specification switches on, or may switch on. */
export interface SwitchedOnFeature extends Specified {
  readonly feature: Feature;
  /** Tells whether a type can be launched as specified, with respect to this feature. */
  readonly isSupported: (type: InstanceTypeFacts) => boolean;
  /** The reason why it is undecided whether the feature is on; absent if it is on. */
  readonly undecided?: string;
}

/** Tells whether a value switches a feature on. CloudFormation accepts booleans in upper or lower case: `True`. */
function isOn(text: string, feature: keyof typeof FEATURE_SWITCHES): boolean {
  return FEATURE_SWITCHES[feature].on.some((value) => value === text || (value === 'true' && isTrue(text)));
}

/** Lists the features that a specification switches on, then those that it may switch on. */
export function switchedOnFeatures(specification: LaunchSpecification, images: KnownImages): readonly SwitchedOnFeature[] {
  const byProperty = LAUNCH_FEATURES.flatMap((feature) =>
    specification.read(feature).values.flatMap((specified): SwitchedOnFeature[] =>
      specified.value.outcomes.flatMap((outcome) => {
        const isSupported = (type: InstanceTypeFacts): boolean => supports(type, feature);
        const switched = { feature, isSupported, specified, when: outcome.when };
        // A value that leaves more than the feature undecided also leaves the instance type undecided, and another rule reports that.
        if (outcome.kind === 'unresolved') return isAtSite(specified.value) ? [{ ...switched, undecided: outcome.reason.text }] : [];
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return text !== undefined && isOn(text, feature) ? [switched] : [];
      }),
    ),
  );
  const byImage = specifiedImages(specification, images).flatMap(({ verdict, specified, when }): SwitchedOnFeature[] => {
    if (verdict.nitroTpm !== true) return [];
    // Another rule reports an image that does not boot.
    const boots = (type: InstanceTypeFacts): boolean => verdict.bootMode !== 'uefi' || type.bootModes.includes('uefi');
    return [{ feature: 'nitro-tpm', isSupported: (type) => supports(type, 'nitro-tpm') || !boots(type), specified, when }];
  });
  return [...byProperty, ...byImage].sort((a, b) => Number(a.undecided !== undefined) - Number(b.undecided !== undefined));
}
