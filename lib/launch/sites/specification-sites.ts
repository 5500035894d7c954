import type { LaunchFeature, LaunchResource, LaunchSite, SiteKind } from './launch-site';

/** A property of a launch specification: the instance type, the machine image, or a feature that a launch may switch on. */
export type SpecifiedProperty = 'instance-type' | 'machine-image' | LaunchFeature;

const PROPERTIES: Partial<Record<SiteKind, SpecifiedProperty>> = {
  'instance-type': 'instance-type',
  'instance-type-or-family': 'instance-type',
  'instance-type-pattern': 'instance-type',
  'instance-type-list': 'instance-type',
  'instance-family': 'instance-type',
  'instance-requirements': 'instance-type',
  'machine-image': 'machine-image',
};

/** A site of a launch specification, and its holder. */
export interface SpecificationSite {
  readonly site: LaunchSite;
  readonly property: SpecifiedProperty;
  /** Path of the holder, as in a site; empty for the resource's own properties. */
  readonly holder: string;
}

const sitesOf = new WeakMap<LaunchResource, readonly SpecificationSite[]>();

/** Returns the sites of a resource that belong to launch specifications. */
export function specificationSites(definition: LaunchResource): readonly SpecificationSite[] {
  let sites = sitesOf.get(definition);
  if (sites === undefined) {
    sites = readSites(definition);
    sitesOf.set(definition, sites);
  }
  return sites;
}

function readSites({ sites, launchTemplates = [] }: LaunchResource): readonly SpecificationSite[] {
  const holders = new Set(['', ...launchTemplates.filter((path) => !path.endsWith('[]')).map(objectAround)]);
  for (const site of sites) if (PROPERTIES[site.kind] !== undefined) holders.add(holderOf(site));
  return sites.flatMap((site): SpecificationSite[] => {
    const property = PROPERTIES[site.kind] ?? site.feature;
    if (property === undefined) return [];
    if (site.feature === undefined) return [{ site, property, holder: holderOf(site) }];
    // The property of a feature is some objects inside its holder.
    const [holder = ''] = [...holders]
      .filter((each) => each === '' || site.path.startsWith(`${each}.`))
      .sort((a, b) => b.length - a.length);
    return [{ site, property, holder }];
  });
}

/** Returns the path of a site's holder. For a list of keys and values, that is the object with the list. */
function holderOf({ path, where }: LaunchSite): string {
  return where === undefined ? objectAround(path) : objectAround(path.replace(/\.\[\]\.[^.]+$/, ''));
}

/** Returns the path without its last property. */
export function objectAround(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), 0));
}
