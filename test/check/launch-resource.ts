import type { Json } from '../../lib/base/json/json';
import type { LaunchResource, LaunchSite } from '../../lib/launch/sites';
import type { Expression } from './wrappers';

type Holder = Record<string, unknown>;

/** A template whose one resource holds the expression at the site, in a branch that begins at that level of the site's path. */
export function templateAt(row: LaunchResource, site: LaunchSite, { node, sections }: Expression, level?: number): Json {
  const resource = resourceWith(row, site, node);
  const It = level === undefined ? resource : branchedAt(resource, site, level);
  const Conditions = { ...sections['Conditions'], Perhaps: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '1'] } };
  return { ...sections, Conditions, Resources: { It } } as Json;
}

/** The least a resource has to say for the site to count, with a value at it. */
function resourceWith({ type, launchesOnlyWith = [] }: LaunchResource, site: LaunchSite, value: unknown): object {
  const properties: Holder = {};
  const holder: Holder = site.section === undefined ? properties : {};
  put(holder, site.path, value);
  for (const { path, values } of launchesOnlyWith) {
    // The site may be one of several fields, of which another says what is launched.
    if (values !== undefined) put(properties, path === site.path ? besideLast(path) : path, values[0]);
  }
  const parent = site.path.slice(0, Math.max(site.path.lastIndexOf('.'), 0));
  for (const [key, [first]] of Object.entries(site.where ?? {})) put(properties, parent === '' ? key : `${parent}.${key}`, first);
  return { Type: type, Properties: properties, ...(site.section === undefined ? {} : { [site.section]: holder }) };
}

/** The path of the site in that resource, as findings name it. */
export function findingPath({ path, section }: LaunchSite): string {
  return `${section ?? 'Properties'}/${path.replaceAll('[]', '0').replaceAll('.', '/')}`;
}

/** The path in the second element of its last list. */
function besideLast(path: string): string {
  return path.replace(/\[\](?!.*\[\])/, '[1]');
}

/** Puts a value at a path, `[]` being the first element of a list. */
function put(properties: Holder, path: string, value: unknown): void {
  const segments = path.split('.');
  let holder: Holder = properties;
  segments.forEach((segment, index) => {
    const key = segment === '[]' ? 0 : segment === '[1]' ? 1 : segment;
    if (index === segments.length - 1) holder[key] = value;
    else holder = (holder[key] ??= /^\[1?\]$/.test(segments[index + 1] ?? '') ? [] : {}) as Holder;
  });
}

/** The resource with one of the nodes on the way to the site, the value itself included, in a branch that may be taken. */
function branchedAt(resource: object, { path, section }: LaunchSite, level: number): object {
  const segments = [section ?? 'Properties', ...path.split('.')];
  const copy = structuredClone(resource) as Holder;
  let holder = copy;
  segments.slice(0, level % segments.length).forEach((segment) => {
    holder = holder[segment === '[]' ? 0 : segment] as Holder;
  });
  const segment = segments[level % segments.length];
  const key = segment === '[]' ? 0 : (segment ?? '');
  holder[key] = { 'Fn::If': ['Perhaps', holder[key], { Ref: 'AWS::NoValue' }] };
  return copy;
}
