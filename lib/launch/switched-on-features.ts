import type { InstanceTypeFacts } from '../catalog/instance-type-facts';
import type { KnownImages } from '../images/judge-image';
import type { LaunchFeature } from './sites';
import type { LaunchSpecification, Specified } from './specification/launch-specifications';
import type { Launch } from './launches';
import { scalarText } from '../template/values/outcome';
import { isAtSite } from './site-walk';
import { namedFeatures, namedImages } from './launch-parts';
import { specifiedImages } from './images/specified-images';

/** What a launch may switch on, as a property of it or by its image. */
interface Feature {
  /** The message about it. */
  readonly messageId: 'enclaves' | 'amdSevSnp' | 'hibernation' | 'efa' | 'enaExpress' | 'nitroTpm';
  /** For people. */
  readonly name: string;
  readonly isSupported: (type: InstanceTypeFacts) => boolean;
}

/** Each with the values that switch it on. */
const FEATURES: Readonly<Record<LaunchFeature, Feature & { readonly on: readonly string[] }>> = {
  enclaves: { messageId: 'enclaves', name: 'Nitro Enclaves', isSupported: ({ enclaves }) => enclaves, on: ['true'] },
  'amd-sev-snp': { messageId: 'amdSevSnp', name: 'AMD SEV-SNP', isSupported: ({ amdSevSnp }) => amdSevSnp, on: ['enabled'] },
  hibernation: { messageId: 'hibernation', name: 'hibernation', isSupported: ({ hibernation }) => hibernation, on: ['true'] },
  efa: { messageId: 'efa', name: 'EFA', isSupported: ({ efa }) => efa, on: ['efa', 'efa-only'] },
  'ena-express': { messageId: 'enaExpress', name: 'ENA Express', isSupported: ({ enaExpress }) => enaExpress, on: ['true'] },
};

const LAUNCH_FEATURES: readonly LaunchFeature[] = ['enclaves', 'amd-sev-snp', 'hibernation', 'efa', 'ena-express'];

const NITRO_TPM: Feature = { messageId: 'nitroTpm', name: 'NitroTPM', isSupported: ({ nitroTpm }) => nitroTpm };

/** The features of which a launch, its launch templates or their images say something. */
export function featuresNamed(launch: Launch, images: KnownImages): readonly Feature[] {
  const named = namedFeatures(launch);
  const features = named.size === 0 ? [] : [...named].map((name): Feature => FEATURES[name]);
  return namedImages(launch, images).some(({ verdict }) => verdict.nitroTpm === true) ? [...features, NITRO_TPM] : features;
}

/** A feature that a specification switches on, or may switch on. */
export interface SwitchedOnFeature extends Feature, Specified {
  /** Why it cannot be decided whether it is switched on; absent where it is. */
  readonly undecided?: string;
}

/** Every feature that is switched on, those that are decided first. */
export function switchedOnFeatures(specification: LaunchSpecification, images: KnownImages): readonly SwitchedOnFeature[] {
  const byProperty = LAUNCH_FEATURES.flatMap((name) => {
    const feature = FEATURES[name];
    return specification.read(name).values.flatMap((specified): SwitchedOnFeature[] =>
      specified.value.outcomes.flatMap((outcome) => {
        const said = { ...feature, specified, when: outcome.when };
        // What leaves more than the feature undecided leaves the instance type undecided too, and that rule says so.
        if (outcome.kind === 'unresolved') return isAtSite(specified.value) ? [{ ...said, undecided: outcome.reason.text }] : [];
        const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
        return text !== undefined && feature.on.includes(text) ? [said] : [];
      }),
    );
  });
  const byImage = specifiedImages(specification, images).flatMap(({ verdict, specified, when }): SwitchedOnFeature[] => {
    if (verdict.nitroTpm !== true) return [];
    // Where the image does not even boot, another rule says so.
    const boots = (type: InstanceTypeFacts): boolean => verdict.bootMode !== 'uefi' || type.bootModes.includes('uefi');
    return [{ ...NITRO_TPM, isSupported: (type) => NITRO_TPM.isSupported(type) || !boots(type), specified, when }];
  });
  return [...byProperty, ...byImage].sort((a, b) => Number(a.undecided !== undefined) - Number(b.undecided !== undefined));
}
