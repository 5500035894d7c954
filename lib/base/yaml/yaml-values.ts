import { isList, isObject, type Json, type JsonObject } from '../json/json';

/** An object that is being read. */
export type OpenObject = Record<string, Json>;

/** Sets a member, including `__proto__`. */
export function setMember(object: OpenObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** Tells whether the object has that member. */
export function hasMember(object: OpenObject, key: string): boolean {
  // No value is undefined, and reading a member is faster than looking for its key.
  return object[key] !== undefined && Object.hasOwn(object, key);
}

/** Returns the objects of a merge key; undefined if its value is neither an object nor a list of objects. */
export function mergeSources(value: Json): readonly JsonObject[] | undefined {
  const sources = isList(value) ? value : [value];
  return sources.every(isObject) ? sources : undefined;
}

/** Adds merged members. The object's own take precedence over them, and an earlier source over a later one. */
export function addMerged(object: OpenObject, sources: readonly JsonObject[]): void {
  for (const source of sources) {
    for (const key of Object.keys(source)) if (!hasMember(object, key)) setMember(object, key, source[key] ?? null);
  }
}
