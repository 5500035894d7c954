import { isList, isObject, member, type Json, type JsonObject, type Pointer } from './json/json';
import { closestName } from './closest-name';
import { kindOf as describeKind, shortened } from './value-kind';

/** Refuses a value: throws an error with its place and the problem. */
export type Refuse = (at: Pointer, problem: string) => never;

/** The shape of a foreign value: reads it, and describes it to editors. */
export interface Shape<T> {
  /** JSON Schema, draft 7. */
  readonly schema: JsonObject;
  /** Returns the value; refuses a value of another shape. */
  readonly read: (value: Json, at: Pointer, refuse: Refuse) => T;
}

/** A member of an object. */
export interface Member<T> {
  readonly shape: Shape<T>;
  readonly isRequired: boolean;
  /** For users: the purpose of the member, in one or two sentences. */
  readonly description: string;
}

type Members = Readonly<Record<string, Member<unknown>>>;

type ObjectOf<M extends Members> = { readonly [Key in keyof M]: M[Key] extends Member<infer T> ? T : never };

export function required<T>(shape: Shape<T>, description: string): Member<T> {
  return { shape, description, isRequired: true };
}

export function optional<T>(shape: Shape<T>, description: string): Member<T | undefined> {
  return { shape, description, isRequired: false };
}

/** @param wanted the expected value, for messages */
export function text(wanted: string, pattern?: RegExp, extra: JsonObject = {}): Shape<string> {
  return {
    schema: { type: 'string', ...(pattern === undefined ? {} : { pattern: pattern.source }), ...extra },
    read: (value, at, refuse) =>
      typeof value === 'string' && pattern?.test(value) !== false ? value : refuse(at, `expected ${wanted}, got ${kindOf(value)}`),
  };
}

export const flag: Shape<boolean> = {
  schema: { type: 'boolean' },
  read: (value, at, refuse) => (typeof value === 'boolean' ? value : refuse(at, `expected true or false, got ${kindOf(value)}`)),
};

/** @param noun names a single word, for messages */
export function oneOf<const T extends string>(noun: string, words: readonly T[]): Shape<T> {
  return {
    schema: { enum: words },
    read: (value, at, refuse) => {
      const word = words.find((each) => each === value);
      if (word !== undefined) return word;
      const close = typeof value === 'string' ? closestName(value, words) : undefined;
      const advice = close === undefined ? `use ${words.join(', ')}` : `did you mean '${close}'`;
      return refuse(at, `${typeof value === 'string' ? `'${shortened(value)}'` : kindOf(value)} is not ${noun}: ${advice}`);
    },
  };
}

/** @param what names the items in the plural, for messages */
export function list<T>(item: Shape<T>, what: string, { atLeastOne = false } = {}): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, ...(atLeastOne ? { minItems: 1 } : {}) },
    read: (value, at, refuse) => {
      if (!isList(value)) return refuse(at, `expected a list of ${what}, got ${kindOf(value)}`);
      if (atLeastOne && value.length === 0) return refuse(at, `an empty list: write ${what} in it, or leave it out`);
      return value.map((each, index) => item.read(each, [...at, index], refuse));
    },
  };
}

/** Returns the shape of one value or a list of them. */
export function oneOrMore<T>(item: Shape<T>, what: string): Shape<readonly T[]> {
  const several = list(item, what, { atLeastOne: true });
  return {
    schema: { anyOf: [item.schema, several.schema] },
    read: (value, at, refuse) => (isList(value) ? several.read(value, at, refuse) : [item.read(value, at, refuse)]),
  };
}

/** Returns the shape of a value that may also be an object with further members. */
export function objectOr<T, O>(plain: Shape<T>, full: Shape<O>): Shape<T | O> {
  return {
    schema: { anyOf: [plain.schema, full.schema] },
    read: (value, at, refuse) => (isObject(value) ? full.read(value, at, refuse) : plain.read(value, at, refuse)),
  };
}

/** Returns the shape of an object with these members and no others. */
export function object<const M extends Members>(members: M): Shape<ObjectOf<M>> {
  const names = Object.keys(members);
  const all = Object.entries(members);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(all.map(([name, { shape, description }]) => [name, { description, ...shape.schema }])),
      required: all.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
      additionalProperties: false,
    },
    read: (value, at, refuse) => {
      const given = requireObject(value, at, refuse);
      refuseOthers(given, names, at, refuse, 'key');
      const read = all.map(([name, { shape, isRequired }]) => {
        const content = member(given, name);
        if (content === undefined) return [name, isRequired ? refuse(at, `'${name}' is missing: add it`) : undefined];
        return [name, shape.read(content, [...at, name], refuse)];
      });
      return Object.fromEntries(read) as ObjectOf<M>;
    },
  };
}

/** Returns the shape of an object whose keys are some of these names. */
export function byName<T>(noun: string, names: ReadonlyMap<string, string>, item: Shape<T>): Shape<ReadonlyMap<string, T>> {
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...names].map(([name, description]) => [name, { description, ...item.schema }])),
      additionalProperties: false,
    },
    read: (value, at, refuse) => {
      const given = requireObject(value, at, refuse);
      refuseOthers(given, [...names.keys()], at, refuse, noun);
      return new Map(Object.keys(given).map((name) => [name, item.read(member(given, name) ?? null, [...at, name], refuse)]));
    },
  };
}

/**
 * Returns a shape with a further condition, for the reader and for editors.
 *
 * @param schema the condition for editors
 * @param problemOf returns the problem and its member; undefined if the condition holds
 */
export function refined<T>(
  shape: Shape<T>,
  schema: JsonObject,
  problemOf: (value: T) => readonly [key: string, problem: string] | undefined,
): Shape<T> {
  return {
    schema: { ...shape.schema, ...schema },
    read: (value, at, refuse) => {
      const read = shape.read(value, at, refuse);
      const problem = problemOf(read);
      return problem === undefined ? read : refuse([...at, problem[0]], problem[1]);
    },
  };
}

function requireObject(value: Json, at: Pointer, refuse: Refuse): JsonObject {
  return isObject(value) ? value : refuse(at, `expected an object, got ${kindOf(value)}`);
}

function refuseOthers(given: JsonObject, names: readonly string[], at: Pointer, refuse: Refuse, noun: string): void {
  const other = Object.keys(given).find((name) => !names.includes(name));
  if (other === undefined) return;
  const close = closestName(other, names);
  const advice = close === undefined ? `use ${names.join(', ')}` : `did you mean '${close}'`;
  refuse([...at, other], `there is no ${noun} '${shortened(other)}': ${advice}`);
}

/** Quotes texts as a policy's author does, not as JSON does. */
function kindOf(value: Json): string {
  return typeof value === 'string' ? `'${shortened(value)}'` : describeKind(value);
}
