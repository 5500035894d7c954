import { isList, isObject, type Json } from '../../base/json/json';
import { mayHaveInstanceStore } from '../../catalog/instance-store';
import type { InstanceTypeFacts } from '../../catalog/instance-type-facts';
import type { Launch } from '../../launch/launches';

/** `a, b, c and 12 more`. */
export function shortList(names: readonly string[], most = 6): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${String(names.length - most)} more` : shown;
}

/** `'a', 'b' and 12 more`. */
export function quotedList(names: readonly string[], most?: number): string {
  return shortList(
    names.map((name) => `'${name}'`),
    most,
  );
}

export function typeNames(types: readonly InstanceTypeFacts[]): string[] {
  return types.map(({ name }) => name);
}

/** The clause of a change about instance store volumes, which not every type has. */
const STORE_LOST = '; instance store data is lost';

/**
 * Describes the effect of changing the type: a sentence without its full stop.
 *
 * @param types the types that are replaced; undefined if they are unknown
 */
export function changeOf(launch: Launch, types?: readonly (InstanceTypeFacts | undefined)[]): string {
  return `The change ${changeClause(launch, types)}`;
}

/** Describes the effect of changing the type as a clause: `stops and starts the instance`. */
export function changeClause({ definition: { change } }: Launch, types?: readonly (InstanceTypeFacts | undefined)[]): string {
  return types === undefined || types.some(mayHaveInstanceStore) ? change : change.replace(STORE_LOST, '');
}

/** Describes the effect of changing the image: a sentence without its full stop. */
export function imageChangeOf({ definition }: Launch): string {
  return `The change ${definition.imageChange ?? definition.change}`;
}

/** Returns the last named segment of a path: the property to look for. */
export function propertyName(path: string): string {
  const segments = path.split(/[./]/).filter((segment) => !/^(?:\d+|\[\])$/.test(segment));
  return segments.at(-1) ?? path;
}

/** The number of characters of a value that a message quotes. */
const LONGEST_QUOTE = 80;

/** Abridges a value's JSON. Only outer levels are read: a template may nest deeper than the call stack allows. */
export function abridged(value: Json): string {
  return JSON.stringify(outerLevels(value, 3)).slice(0, LONGEST_QUOTE);
}

function outerLevels(value: Json, levels: number): Json {
  if (levels === 0) return isList(value) || isObject(value) ? '...' : value;
  if (isList(value)) return value.slice(0, LONGEST_QUOTE).map((item) => outerLevels(item, levels - 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, outerLevels(inner, levels - 1)]));
}
