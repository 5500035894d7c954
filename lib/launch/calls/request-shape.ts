import { isList, isObject, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { launchResources, type LaunchResource, type LaunchSite, type PropertyCondition, type WithoutType } from '../sites';

/** What changing a value in a request does. */
const NEXT_CALL = 'applies from the next call on; instances that run stay as they are';

/** Members of a request by which the call of a service that is not known is taken for a launch. */
export const READS_LIKE_LAUNCH = /"(?:InstanceType|InstanceTypes|ImageId|UserData|LaunchTemplate|LaunchSpecification)(?:\.\$)?":/i;

export interface RequestChanges {
  /** An object that the request calls otherwise than the resource type does: its path there, and here. Empty: the properties themselves. */
  readonly moved?: readonly [there: string, here: string];
  readonly sites?: readonly LaunchSite[];
  readonly withoutType?: WithoutType;
}

/** Changes something that exists: without a type, it keeps the one that it has. */
export const UPDATES: RequestChanges = { withoutType: { is: 'nothing', reason: 'the call keeps the present type' } };

/** Returns the definition of a request that shares its properties with a resource type of the launch-site table. */
export function requestLike(type: string, { moved = ['', ''], sites, withoutType }: RequestChanges = {}): LaunchResource {
  const row = launchResources.get(type);
  if (row === undefined) throw new Error(`the launch-site table has no ${type}`);
  const at = (path: string): string => requestPath(path, moved);
  const paths = (key: 'launchTemplates' | 'parts' | 'typeComesFrom'): Partial<LaunchResource> => {
    const own = row[key];
    return own === undefined ? {} : { [key]: own.map(at) };
  };
  const { launchTemplateTargets, withoutTypeWith, withoutImage, launchesOnlyWith } = row;
  const condition = (each: PropertyCondition): PropertyCondition => ({ ...each, path: at(each.path) });
  return {
    type,
    sites: sites ?? row.sites.filter(({ section }) => section === undefined).map((site) => siteAt(site, at)),
    ...paths('launchTemplates'),
    ...paths('parts'),
    ...paths('typeComesFrom'),
    ...(launchTemplateTargets === undefined ? {} : { launchTemplateTargets: at(launchTemplateTargets) }),
    withoutType: withoutType ?? row.withoutType,
    ...(withoutTypeWith === undefined || withoutType !== undefined
      ? {}
      : { withoutTypeWith: { ...withoutTypeWith, path: at(withoutTypeWith.path) } }),
    // An existing resource launches already, even if the request leaves something out.
    ...(withoutImage === undefined || withoutType !== undefined ? {} : { withoutImage }),
    ...(launchesOnlyWith === undefined || withoutType !== undefined ? {} : { launchesOnlyWith: launchesOnlyWith.map(condition) }),
    change: NEXT_CALL,
    launches: row.launches,
  };
}

/** Returns the definition of a request that no resource type shares. */
export function request(type: string, sites: readonly LaunchSite[], withoutType: WithoutType = { is: 'missing' }): LaunchResource {
  return { type, sites, withoutType, change: NEXT_CALL, launches: withoutType.is !== 'nothing' };
}

function siteAt(site: LaunchSite, at: (path: string) => string): LaunchSite {
  return { ...site, path: at(site.path), ...(site.unless === undefined ? {} : { unless: site.unless.map(at) }) };
}

function requestPath(path: string, [there, here]: readonly [string, string]): string {
  const isMoved = there !== '' && (path === there || path.startsWith(`${there}.`));
  const moved = there === '' ? [here, path] : isMoved ? [here, path.slice(there.length + 1)] : [path];
  return moved
    .filter((part) => part !== '')
    .join('.')
    .split('.')
    .map(capitalized)
    .join('.');
}

/**
 * Returns a request with every key in upper case at its first letter: services of AWS spell the same member `instanceTypes`, Step
 * Functions and CloudFormation spell it `InstanceTypes`. Functions of the template stay as they are.
 */
export function withCapitalKeys(value: Json): Json {
  if (intrinsicName(value) !== undefined) return value;
  if (isList(value)) return value.map(withCapitalKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [capitalized(key), withCapitalKeys(item)]));
}

function capitalized(key: string): string {
  return key.startsWith('Fn::') ? key : key.charAt(0).toUpperCase() + key.slice(1);
}
