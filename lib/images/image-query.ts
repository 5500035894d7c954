import { HOLE } from '../base/hole';

/** A look-up of images that the CDK leaves to EC2. EC2 itself applies the owners and the filters, so an answer proves them. */
export interface ImageSearch {
  readonly kind: 'search';
  /** The key of the answer in the context of the CDK. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  /** Accounts, aliases and `self`; an image has one of them. Empty for any owner. */
  readonly owners: readonly string[];
  /** By name of the filter; an image has one of the values of each. */
  readonly filters: ReadonlyMap<string, readonly string[]>;
}

/** A look-up of an image id that a parameter in Systems Manager holds. */
export interface ImageParameterQuery {
  readonly kind: 'parameter';
  readonly key: string;
  readonly account: string;
  readonly region: string;
  readonly parameter: string;
}

export type ImageQuery = ImageSearch | ImageParameterQuery;

/** The parts of a key. Names of tags may have colons, so a part may begin within one. */
const MEMBER = /^(?<name>account|region|additionalCacheKey|parameterName|owners\.\d{1,3}|filters\.[^=]+\.\d{1,3})=(?<value>.*)$/s;

/**
 * Reads a key of the CDK's context: `ami:account=...:filters.name.0=...:owners.0=...:region=...`. Undefined for any other text, and for a
 * key that the CDK would not write: it answers no look-up.
 */
export function readQueryKey(key: string): ImageQuery | undefined {
  const [, provider, rest] = /^(ami|ssm):(.*)$/s.exec(key) ?? [];
  // The CDK marks a colon within a value by a dollar sign, but does not mark dollar signs. A key with one may have several meanings.
  if (rest === undefined || rest.includes('$')) return undefined;
  const members = membersOf(rest);
  if (members === undefined) return undefined;
  const query = provider === 'ami' ? searchOf(key, members) : parameterQueryOf(key, members);
  return query !== undefined && keyOf(query, members.get('additionalCacheKey')) === key ? query : undefined;
}

function membersOf(rest: string): ReadonlyMap<string, string> | undefined {
  const members = new Map<string, string>();
  let pending = '';
  for (const piece of rest.split(':')) {
    const part = pending + piece;
    if (!part.includes('=')) {
      pending = `${part}:`;
      continue;
    }
    pending = '';
    const { name, value } = MEMBER.exec(part)?.groups ?? {};
    if (name === undefined || value === undefined || members.has(name)) return undefined;
    members.set(name, value);
  }
  return pending === '' ? members : undefined;
}

function searchOf(key: string, members: ReadonlyMap<string, string>): ImageSearch | undefined {
  const { account, region } = environmentOf(members);
  if (account === undefined || region === undefined || members.has('parameterName')) return undefined;
  const lists = new Map<string, string[]>();
  for (const [name, value] of members) {
    const [, list, index] = /^(owners|filters\..+)\.(\d+)$/.exec(name) ?? [];
    if (list === undefined) continue;
    const values = lists.get(list) ?? [];
    values[Number(index)] = value;
    lists.set(list, values);
  }
  const { owners = [], ...filters } = Object.fromEntries(lists);
  const named = Object.entries(filters).map(([name, values]) => [name.replace(/^filters\./, ''), values] as const);
  return { kind: 'search', key, account, region, owners, filters: new Map(named) };
}

function parameterQueryOf(key: string, members: ReadonlyMap<string, string>): ImageParameterQuery | undefined {
  const { account, region } = environmentOf(members);
  const parameter = members.get('parameterName');
  if (account === undefined || region === undefined || parameter === undefined) return undefined;
  return { kind: 'parameter', key, account, region, parameter };
}

function environmentOf(members: ReadonlyMap<string, string>): {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
} {
  return { account: members.get('account'), region: members.get('region') };
}

/** Writes the key as the CDK does: sorted, and numbered from 0. */
function keyOf(query: ImageQuery, additionalCacheKey: string | undefined): string {
  const { account, region } = query;
  const own = [
    `account=${account}`,
    `region=${region}`,
    ...(additionalCacheKey === undefined ? [] : [`additionalCacheKey=${additionalCacheKey}`]),
  ];
  const others =
    query.kind === 'parameter'
      ? [`parameterName=${query.parameter}`]
      : [...numbered('owners', query.owners), ...[...query.filters].flatMap(([name, values]) => numbered(`filters.${name}`, values))];
  return [query.kind === 'parameter' ? 'ssm' : 'ami', ...[...own, ...others].sort()].join(':');
}

function numbered(name: string, values: readonly string[]): string[] {
  return values.map((value, index) => `${name}.${String(index)}=${value}`);
}

/** Returns the texts that a filter accepts, with a hole for each open part; any text if there is no filter. */
export function filteredTexts({ filters }: ImageSearch, filter: string): readonly string[] {
  const values = filters.get(filter) ?? [];
  return values.length === 0 ? [HOLE] : values.map(withHoles);
}

/** Writes a hole for each `*` and `?` of a filter. After a backslash, they are plain characters. */
function withHoles(value: string): string {
  return value.replace(/\\(.)|[*?]/gs, (_, escaped: string | undefined) => escaped ?? HOLE);
}

/** Tells whether a filter admits only this value. */
export function isFiltered({ filters }: ImageSearch, filter: string, value: string): boolean {
  const values = filters.get(filter) ?? [];
  return values.length > 0 && values.every((each) => each === value);
}

/** Describes a look-up: `'ubuntu/*' of 099720109477`. */
export function describeQuery(query: ImageQuery): string {
  if (query.kind === 'parameter') return `parameter '${query.parameter}'`;
  const names = query.filters.get('name') ?? [];
  const name = names.length === 0 ? 'any name' : names.map((each) => `'${each}'`).join(' or ');
  return query.owners.length === 0 ? `${name} of any owner` : `${name} of ${query.owners.map((owner) => `'${owner}'`).join(' or ')}`;
}
