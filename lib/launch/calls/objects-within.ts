import { isList, isObject, type Json, type JsonObject } from '../../base/json/json';

/** An object in a document, with its path. */
interface ObjectWithin {
  readonly node: JsonObject;
  readonly path: string;
}

/**
 * Finds objects at any depth of a document, in document order.
 *
 * @param isWanted tells whether an object is returned
 * @param holdsMore tells whether a wanted object is searched too
 */
export function objectsWithin(
  document: Json,
  path: string,
  isWanted: (node: JsonObject) => boolean,
  holdsMore: (node: JsonObject) => boolean = () => false,
): readonly ObjectWithin[] {
  const found: ObjectWithin[] = [];
  const pending: { node: Json; path: string }[] = [{ node: document, path }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, path: at } = next;
    if (!isObject(node) && !isList(node)) continue;
    if (isObject(node) && isWanted(node)) {
      found.push({ node, path: at });
      if (!holdsMore(node)) continue;
    }
    const inner = Object.entries(node).map(([key, item]) => ({ node: item, path: `${at}/${key}` }));
    pending.push(...inner.reverse());
  }
  return found;
}
