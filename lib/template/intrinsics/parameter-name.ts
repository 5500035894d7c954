import { isObject, member, type Json } from '../json';

/** The name a `Ref` holds; undefined for anything else. */
export function parameterName(node: Json): string | undefined {
  const name = isObject(node) ? member(node, 'Ref') : undefined;
  return typeof name === 'string' ? name : undefined;
}
