import { launchResources, type LaunchResource, type LaunchSite, type SiteKind } from './index';

/** A property of a resource type of one's own that a policy declares as a launch site. */
export interface DeclaredProperty {
  readonly resourceType: string;
  readonly property: string;
  /** `nothing`: the property looks like a launch site and is not one. */
  readonly holds: SiteKind | 'nothing';
}

/** The declarations of a policy about resource types of one's own. */
export interface DeclaredResources {
  /** The declared rows of the launch-site table, by resource type. */
  readonly rows: ReadonlyMap<string, LaunchResource>;
  /** Properties that launch nothing, each as `Custom::AmiName.ImageId`. */
  readonly launchNothing: ReadonlySet<string>;
}

const NAMES_TYPES: ReadonlySet<SiteKind> = new Set<SiteKind>(['instance-type', 'instance-family', 'instance-requirements']);

/** Reads declared properties. A type with a row keeps the row and gets the properties in addition. */
export function declaredResources(properties: readonly DeclaredProperty[]): DeclaredResources {
  const rows = new Map<string, LaunchResource>();
  const launchNothing = new Set<string>();
  for (const { resourceType: type, property, holds } of properties) {
    if (holds === 'nothing') {
      launchNothing.add(`${type}.${property}`);
      continue;
    }
    const row = rows.get(type) ?? launchResources.get(type) ?? emptyRow(type);
    const site: LaunchSite = { path: property, kind: holds };
    const namesType = NAMES_TYPES.has(holds) && !launchResources.has(type);
    rows.set(type, { ...row, sites: [...row.sites, site], ...(namesType ? CHOOSES : {}) });
  }
  return { rows, launchNothing };
}

/** Without a type, the handler of the resource type chooses. */
const CHOOSES = {
  withoutType: { is: 'delegated', reason: 'the handler of the resource type has its own default' },
  launches: true,
} as const;

function emptyRow(type: string): LaunchResource {
  return {
    type,
    sites: [],
    withoutType: { is: 'nothing', reason: 'the policy declares no property that names a type' },
    change: 'depends on the handler of the resource type',
    launches: true,
  };
}
