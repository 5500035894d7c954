import type { LaunchSite } from './sites';

const sites = new Map<string, LaunchSite>();

/**
 * Returns the site at a property path that the launch-site table does not list. Returns the same object for the same path, because readings
 * are kept by site.
 */
export function propertySite(path: string): LaunchSite {
  const earlier = sites.get(path);
  if (earlier !== undefined) return earlier;
  const site: LaunchSite = { path, kind: 'property' };
  sites.set(path, site);
  return site;
}
