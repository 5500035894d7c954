import { isList, isObject, type Json } from '../../base/json/json';
import { intrinsicName } from '../../template/values/evaluation';
import { launchResources, type LaunchResource, type LaunchSite, type PropertyCondition, type WithoutType } from '../sites';

/** The effect of a changed value in a request. */
const NEXT_CALL = 'applies from the next call on; instances that run stay as they are';

/** The members of a request that make a call of an unknown service count as a launch. */
export const READS_LIKE_LAUNCH = /"(?:InstanceType|InstanceTypes|ImageId|UserData|LaunchTemplate|LaunchSpecification)(?:\.\$)?":/i;

export interface RequestChanges {
  /**
   * An object that has another path in the request than in the resource type: the path in the type, and in the request. An empty path is
   * the properties themselves.
   */
  readonly moved?: readonly [there: string, here: string];
  readonly sites?: readonly LaunchSite[];
  readonly withoutType?: WithoutType;
}

/** The call changes an existing resource. Without a type, the resource keeps its own. */
export const UPDATES: RequestChanges = { withoutType: { is: 'nothing', reason: 'the call keeps the present type' } };

/** Returns the definition of a request with the properties of a resource type of the launch-site table. */
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
    // An existing resource already launches, even if the request omits something.
    ...(withoutImage === undefined || withoutType !== undefined ? {} : { withoutImage }),
    ...(launchesOnlyWith === undefined || withoutType !== undefined ? {} : { launchesOnlyWith: launchesOnlyWith.map(condition) }),
    change: NEXT_CALL,
    launches: row.launches,
  };
}

/** Returns the definition of a request that differs from every resource type. */
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
 * Returns a request with all keys capitalized. A member is `instanceTypes` in the APIs of some services, and `InstanceTypes` in Step
 * Functions and CloudFormation. Functions of the template stay as they are.
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
