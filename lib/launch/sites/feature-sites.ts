import type { LaunchFeature, LaunchSite } from './launch-site';

/** How a launch switches a feature on. */
interface FeatureSwitch {
  /** The property, below the object that specifies the launch. */
  readonly path: string;
  /** The values that switch the feature on. */
  readonly on: readonly string[];
}

export const FEATURE_SWITCHES: Readonly<Record<LaunchFeature, FeatureSwitch>> = {
  enclaves: { path: 'EnclaveOptions.Enabled', on: ['true'] },
  'amd-sev-snp': { path: 'CpuOptions.AmdSevSnp', on: ['enabled'] },
  'nested-virtualization': { path: 'CpuOptions.NestedVirtualization', on: ['enabled'] },
  hibernation: { path: 'HibernationOptions.Configured', on: ['true'] },
  efa: { path: 'NetworkInterfaces.[].InterfaceType', on: ['efa', 'efa-only'] },
  'ena-express': { path: 'NetworkInterfaces.[].EnaSrdSpecification.EnaSrdEnabled', on: ['true'] },
};

export const LAUNCH_FEATURES = Object.keys(FEATURE_SWITCHES) as readonly LaunchFeature[];

export const ENCLAVES = siteOf('enclaves');
export const HIBERNATION = siteOf('hibernation');
export const AMD_SEV_SNP = siteOf('amd-sev-snp');
export const NESTED_VIRTUALIZATION = siteOf('nested-virtualization');
export const EFA = siteOf('efa');
export const ENA_EXPRESS = siteOf('ena-express');

function siteOf(feature: LaunchFeature): LaunchSite {
  return { path: FEATURE_SWITCHES[feature].path, kind: 'feature', feature };
}

/** Moves sites below an object. */
export function sitesBelow(holder: string, ...sites: readonly LaunchSite[]): readonly LaunchSite[] {
  return sites.map((site) => ({ ...site, path: `${holder}.${site.path}` }));
}
