import type { LaunchSite } from './launch-site';

export const ENCLAVES: LaunchSite = { path: 'EnclaveOptions.Enabled', kind: 'feature', feature: 'enclaves' };
export const HIBERNATION: LaunchSite = { path: 'HibernationOptions.Configured', kind: 'feature', feature: 'hibernation' };
export const AMD_SEV_SNP: LaunchSite = { path: 'CpuOptions.AmdSevSnp', kind: 'feature', feature: 'amd-sev-snp' };
export const EFA: LaunchSite = { path: 'NetworkInterfaces.[].InterfaceType', kind: 'feature', feature: 'efa' };
export const ENA_EXPRESS: LaunchSite = {
  path: 'NetworkInterfaces.[].EnaSrdSpecification.EnaSrdEnabled',
  kind: 'feature',
  feature: 'ena-express',
};

/** The same sites below an object. */
export function sitesBelow(holder: string, ...sites: readonly LaunchSite[]): readonly LaunchSite[] {
  return sites.map((site) => ({ ...site, path: `${holder}.${site.path}` }));
}
