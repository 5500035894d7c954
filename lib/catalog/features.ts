import type { InstanceTypeFacts } from './instance-type-facts';

/** A feature that some instance types built on Nitro support, and others do not. */
interface FeatureEntry {
  /** EC2's name for it. */
  readonly name: string;
  /** The fact in the catalog, which is also the message id of findings about the feature. */
  readonly fact: keyof InstanceTypeFacts &
    ('enclaves' | 'amdSevSnp' | 'nestedVirtualization' | 'nitroTpm' | 'hibernation' | 'efa' | 'enaExpress');
}

/** The features by id, the word that a policy has for a feature. `NitroFeature` has the same ids. */
export const FEATURES = {
  enclaves: { name: 'Nitro Enclaves', fact: 'enclaves' },
  'amd-sev-snp': { name: 'AMD SEV-SNP', fact: 'amdSevSnp' },
  'nested-virtualization': { name: 'nested virtualization', fact: 'nestedVirtualization' },
  'nitro-tpm': { name: 'NitroTPM', fact: 'nitroTpm' },
  hibernation: { name: 'hibernation', fact: 'hibernation' },
  efa: { name: 'EFA', fact: 'efa' },
  'ena-express': { name: 'ENA Express', fact: 'enaExpress' },
} as const satisfies Readonly<Record<string, FeatureEntry>>;

export type Feature = keyof typeof FEATURES;

export const FEATURE_IDS = Object.keys(FEATURES) as readonly Feature[];

/** Tells whether a type is known to support a feature. */
export function supports(type: InstanceTypeFacts | undefined, feature: Feature): boolean {
  return type?.[FEATURES[feature].fact] === true;
}
