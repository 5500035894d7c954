import type { Feature } from '../catalog/features';
import type { RuleSeverity } from './severities';

/** Ready-made settings with a name. */
export interface Profile {
  /** Its purpose, in one sentence. */
  readonly description: string;
  readonly rules?: Readonly<Record<string, RuleSeverity>>;
  /** For every rule that is not off by default. */
  readonly everyRule?: RuleSeverity;
  readonly unknown?: 'info';
  readonly unresolved?: 'info';
  readonly features?: readonly Feature[];
}

export type ProfileName = 'nitro' | 'encrypted-in-transit' | 'enclaves' | 'confidential' | 'eks' | 'observe';

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  nitro: { description: 'The default: instance types built on Nitro, images that boot on it, and no Xen-only habits' },
  'encrypted-in-transit': {
    description: 'Every type encrypts the traffic between instances in hardware',
    rules: { 'encryption-in-transit': 'error' },
  },
  enclaves: { description: 'Every type supports AWS Nitro Enclaves', features: ['enclaves'] },
  confidential: { description: 'Every type supports AMD SEV-SNP and NitroTPM', features: ['amd-sev-snp', 'nitro-tpm'] },
  // Source: EKS user guide, "Assign more IP addresses to Amazon EKS nodes with prefixes" and "Learn about IPv6 addresses to clusters, Pods, and services".
  eks: {
    description:
      'Prefix delegation and IPv6 of EKS work on Nitro-based types only, and a node of another type joins without them or not at all: what may end on Xen is an error, not a warning',
    rules: { 'instance-type-resolvable': 'error', 'instance-type-indirect': 'error' },
  },
  observe: {
    description: 'Everything is reported, nothing fails: each rule that is on reports notes',
    everyRule: 'info',
    unknown: 'info',
    unresolved: 'info',
  },
};

export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[];
