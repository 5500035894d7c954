import { isList, isObject, member, type Json } from '../../base/json/json';

const MACRO = 'Fn::Transform';
/** The levels of a resource's properties that are searched. Registry types have fewer. */
const DEEPEST = 20;

/** Finds the place in a resource's properties where a macro, such as `AWS::Include`, adds something. Tags launch nothing. */
export function macroWithin(properties: Json): readonly string[] | undefined {
  const pending: { node: Json; segments: readonly string[] }[] = [{ node: properties, segments: [] }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, segments } = next;
    if ((!isObject(node) && !isList(node)) || segments.length > DEEPEST || /tags?$/i.test(segments.at(-1) ?? '')) continue;
    if (isObject(node) && member(node, MACRO) !== undefined) return [...segments, MACRO];
    for (const [key, item] of Object.entries(node))
      if (typeof item === 'object') pending.push({ node: item, segments: [...segments, key] });
  }
  return undefined;
}
