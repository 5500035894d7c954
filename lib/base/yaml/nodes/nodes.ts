import type { Node, Pair } from 'yaml';
import type * as yaml from 'yaml';
import { coreMeaning } from '../dialect';
import { plainKey } from '../plain-scalars';

export type YamlPackage = typeof yaml;

/** A key and its value. A key without a value has null. */
export type YamlPair = Pair<Node, Node | null>;

/** Tags and anchors, with the blanks and comments after them. Those of a key are on its line. A quote belongs to a text before them. */
const PROPERTIES = /(?:(?<=^|[\s,[{])[!&][^\s,[\]{}"']*(?:\s+(?:#.*\n\s*)*)?)+$/;
const KEY_PROPERTIES = /(?:(?<=^|[\s,[{])[!&][^\s,[\]{}"']*[ \t]+)+$/;
/** A comment without its line end. */
const COMMENT = /(?:^|\s)#.*$/;
/** The number of characters before a value that are searched for tags and anchors. */
const LONGEST_PROPERTIES = 200;

/** Returns the beginning of a value, including its tag and anchor. The parser's own range omits them. */
export function startOf(node: Node, text: string): number {
  return startWith(PROPERTIES, node, text);
}

/** Returns the beginning of a key. A tag or anchor on the line before belongs to the object with that first key. */
export function startOfKey(key: Node, text: string): number {
  return startWith(KEY_PROPERTIES, key, text);
}

function startWith(properties: RegExp, node: Node, text: string): number {
  const start = node.range?.[0] ?? 0;
  const before = text.slice(Math.max(0, start - LONGEST_PROPERTIES), start);
  const found = properties.exec(before);
  // A comment may mention tags.
  return found === null || COMMENT.test(before.slice(0, found.index)) ? start : start - found[0].length;
}

/** Returns the text of a key; undefined for a list, an object or an empty node as a key. */
export function textOfKey(yaml: YamlPackage, key: Node): string | undefined {
  if (!yaml.isScalar(key)) return undefined;
  const text = String(key.value);
  if (key.type !== 'PLAIN' || (key.tag !== undefined && coreMeaning(key.tag)?.kind !== 'none')) return text;
  return text === '' ? undefined : plainKey(text);
}

/** Tells whether a key is `<<` without quotes. */
export function isMergeKey(yaml: YamlPackage, key: Node): boolean {
  return yaml.isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}
