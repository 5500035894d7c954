/** A policy of AWS Organizations, in as much of the language as our pages use. */
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** One resource of a call: a call is evaluated for each of its resources, and denied as soon as one of them is. */
export interface ResourceRequest {
  readonly action: string;
  readonly resource: string;
  /** The condition keys that the resource brings; a list where the key has several values. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

const ELEMENTS = ['Sid', 'Effect', 'Action', 'Resource', 'Condition'];

/**
 * Whether a statement denies the request, by IAM's rules. Throws at whatever these do not cover, so that a policy with more to it
 * is never taken for one that is understood.
 */
export function isDenied(policy: PolicyDocument, request: ResourceRequest): boolean {
  return policy.Statement.some((statement) => denies(statement, request));
}

export function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function denies(statement: Statement, { action, resource, context }: ResourceRequest): boolean {
  const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
  if (unknown !== undefined) throw new Error(`the evaluation does not know ${unknown}`);
  if (statement.Effect !== 'Deny') throw new Error(`the evaluation does not know Effect ${statement.Effect}`);
  // Actions are compared without regard to case, resources are not.
  const isAbout =
    listOf(statement.Action).some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    listOf(statement.Resource).some((pattern) => isLike(resource, pattern));
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, patterns]) => holds(operator, listOf(patterns).map(withVariables(context)), valueOf(context, key))),
  );
  return isAbout && conditions.every(Boolean);
}

/** Replaces policy variables, such as `${aws:PrincipalAccount}`. */
function withVariables(context: ResourceRequest['context']): (pattern: string) => string {
  return (pattern) =>
    pattern.replace(/\$\{([\w:/-]+)\}/g, (_, key: string) => {
      const value = valueOf(context, key);
      if (typeof value !== 'string') throw new Error(`the request has no ${key}`);
      return value;
    });
}

/** The names of condition keys are compared without regard to case. */
function valueOf(context: ResourceRequest['context'], key: string): string | readonly string[] | undefined {
  return Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
}

/** For a key that the request lacks, no positive operator holds, with or without `ForAnyValue:`, and every negated one does. */
function holds(operator: string, patterns: readonly string[], value: string | readonly string[] | undefined): boolean {
  const matches = (one: string): boolean => patterns.some((pattern) => isLike(one, pattern));
  switch (operator) {
    case 'StringLike':
      if (typeof value === 'object') throw new Error('a key with several values takes ForAnyValue: or ForAllValues:');
      return value !== undefined && matches(value);
    case 'StringEquals':
      if (typeof value === 'object') throw new Error('a key with several values takes ForAnyValue: or ForAllValues:');
      return value !== undefined && patterns.includes(value);
    case 'StringNotLike':
    case 'ArnNotLike':
      if (typeof value === 'object') throw new Error('a key with several values takes ForAnyValue: or ForAllValues:');
      return value === undefined || !matches(value);
    case 'ForAnyValue:StringEquals':
      return value !== undefined && listOf(value).some((one) => patterns.includes(one));
    case 'ForAnyValue:StringLike':
      return value !== undefined && listOf(value).some(matches);
    default:
      throw new Error(`the evaluation does not know ${operator}`);
  }
}

/** The patterns so far, compiled: a policy is evaluated for thousands of requests. */
const compiled = new Map<string, RegExp>();

/** `*` for any characters, `?` for one; the rest as it is. */
function isLike(text: string, pattern: string): boolean {
  const known = compiled.get(pattern);
  if (known !== undefined) return known.test(text);
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  compiled.set(pattern, new RegExp(`^${source}$`, 's'));
  return isLike(text, pattern);
}
