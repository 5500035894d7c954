import { isList, isObject, member, type Json, type JsonObject, type Pointer } from '../base/json/json';
import type { WrittenValue } from '../base/json/written-value';

/** A template for fixes, with its written form. */
export interface FixDocument {
  readonly template: JsonObject;
  readonly text: string;
  readonly writtenAt: (pointer: Pointer) => WrittenValue | undefined;
}

/** Returns the value that a pointer names; undefined if there is none. */
export function valueAt(value: Json, pointer: Pointer): Json | undefined {
  let at: Json | undefined = value;
  for (const segment of pointer) at = isList(at) ? at[Number(segment)] : isObject(at) ? member(at, String(segment)) : undefined;
  return at;
}
