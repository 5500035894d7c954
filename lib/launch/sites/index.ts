import { CONTAINER_RESOURCES } from './containers';
import { EC2_RESOURCES } from './ec2';
import type { LaunchResource } from './launch-site';
import { MANAGED_CLASS_RESOURCES } from './managed-classes';
import { SERVICE_RESOURCES } from './services';

export { declinedProperties } from './declined';
export { isScriptKind, SITE_KINDS } from './launch-site';
export type { ImageWord, LaunchFeature, LaunchResource, LaunchSite, PropertyCondition, SiteKind, WithoutType } from './launch-site';

/** Every row of the launch-site table, in order. */
export const launchRows: readonly LaunchResource[] = [
  ...EC2_RESOURCES,
  ...CONTAINER_RESOURCES,
  ...SERVICE_RESOURCES,
  ...MANAGED_CLASS_RESOURCES,
];

/** Every CloudFormation resource through which EC2 capacity is launched or reserved, by its type. */
export const launchResources: ReadonlyMap<string, LaunchResource> = new Map(launchRows.map((resource) => [resource.type, resource]));
