import type { Node, Pair } from 'yaml';
import type * as yaml from 'yaml';
import { plainKey } from './scalars';
import { meaningOf } from './tags';

export type YamlPackage = typeof yaml;

/** A key and its value; the value of a key that stands alone is null. */
export type YamlPair = Pair<Node, Node | null>;

/** Tags and anchors, with the blanks behind them. Those of a key stand on its line. */
const PROPERTIES = /(?:(?<=^|[\s,[{])[!&][^\s,[\]{}]*\s+)+$/;
const KEY_PROPERTIES = /(?:(?<=^|[\s,[{])[!&][^\s,[\]{}]*[ \t]+)+$/;
/** Tags and anchors reach no further than this. */
const LONGEST_PROPERTIES = 200;

/** Where a value begins, its tag and anchor included: the parser's own range leaves them out. */
export function startOf(node: Node, text: string): number {
  return startWith(PROPERTIES, node, text);
}

/** Where a key begins. What stands on the line before it belongs to the object that it is the first key of. */
export function startOfKey(key: Node, text: string): number {
  return startWith(KEY_PROPERTIES, key, text);
}

function startWith(properties: RegExp, node: Node, text: string): number {
  const start = node.range?.[0] ?? 0;
  const before = text.slice(Math.max(0, start - LONGEST_PROPERTIES), start);
  return start - (properties.exec(before)?.[0].length ?? 0);
}

/** The text of a key; undefined for a list, an object or nothing at all used as one. */
export function textOfKey(yaml: YamlPackage, key: Node): string | undefined {
  if (!yaml.isScalar(key)) return undefined;
  const text = String(key.value);
  if (key.type !== 'PLAIN' || meaningOf(key.tag).kind !== 'none') return text;
  return text === '' ? undefined : plainKey(text);
}

/** `<<`, unless it is quoted. */
export function isMergeKey(yaml: YamlPackage, key: Node): boolean {
  return yaml.isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}
