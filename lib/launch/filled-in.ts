import type { JsonObject } from '../base/json/json';

/** Tells whether a function, a loop or a macro may add members to the object. */
export function isFilledIn(node: JsonObject): boolean {
  for (const name in node) {
    if ((name.startsWith('Fn::') || name === 'Ref') && Object.hasOwn(node, name)) return true;
  }
  return false;
}
