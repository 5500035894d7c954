import { isList, isObject, type Json, type JsonObject, type Pointer } from './json';
import type { Evaluator } from './evaluator';
import { Assumptions } from './assumptions';
import { scalarText } from './outcome';

/** What `Fn::ForEach` makes of its body for one item of its collection. */
export interface Expansion {
  readonly key: string;
  readonly body: Json;
  /** Where the body is written. */
  readonly pointer: Pointer;
}

/** Copies made of one body; AWS::LanguageExtensions stops far earlier, at a template's 500 resources. */
const MOST_ITEMS = 500;
const DEEPEST = 5;

export function isForEach(key: string): boolean {
  return key.startsWith('Fn::ForEach::');
}

/**
 * Writes out an `Fn::ForEach`. Where the collection cannot be decided, the body is written out once with the loop variable
 * left as an expression nobody can decide. Undefined where it is not written as a loop.
 */
export function expandForEach(argument: Json, pointer: Pointer, evaluator: Evaluator, depth = 0): Expansion[] | undefined {
  if (depth >= DEEPEST || !isList(argument) || argument.length !== 3) return undefined;
  const [variable, collection = null, bodies] = argument;
  if (typeof variable !== 'string' || !isObject(bodies)) return undefined;
  const items = collectionItems(collection, [...pointer, 1], evaluator);
  const expansions: Expansion[] = [];
  for (const item of items ?? [undefined]) {
    for (const [key, body] of Object.entries(bodies)) {
      const expandedKey = item === undefined ? key : replaceVariable(key, variable, item);
      const expandedBody = substitute(body, variable, item);
      const bodyPointer = [...pointer, 2, key];
      if (!isForEach(key)) expansions.push({ key: expandedKey, body: expandedBody, pointer: bodyPointer });
      else expansions.push(...(expandForEach(expandedBody, bodyPointer, evaluator, depth + 1) ?? []));
    }
  }
  return expansions;
}

function collectionItems(collection: Json, pointer: Pointer, evaluator: Evaluator): string[] | undefined {
  const items = new Set<string>();
  const nodes = isList(collection) ? collection : [collection];
  for (const node of nodes) {
    for (const outcome of evaluator.evaluate(node, pointer, Assumptions.NONE)) {
      if (outcome.kind === 'unresolved') return undefined;
      const values = outcome.kind === 'absent' ? [] : isList(outcome.value) ? outcome.value : [outcome.value];
      for (const value of values) {
        const text = scalarText(value);
        if (text === undefined) return undefined;
        items.add(text);
      }
    }
  }
  return items.size > MOST_ITEMS ? undefined : [...items];
}

/** The body with the loop variable replaced by the item: in keys, in texts, and where it is referred to. */
function substitute(node: Json, variable: string, item: string | undefined): Json {
  if (typeof node === 'string') {
    const replaced = replaceVariable(node, variable, item ?? '');
    if (item !== undefined || replaced === node) return replaced;
    return { 'Fn::ForEach': variable };
  }
  if (isList(node)) return node.map((entry) => substitute(entry, variable, item));
  if (!isObject(node)) return node;
  if (node['Ref'] === variable && Object.keys(node).length === 1) return item ?? { 'Fn::ForEach': variable };
  const copy: Record<string, Json> = Object.create(null) as JsonObject;
  for (const [key, value] of Object.entries(node)) copy[item === undefined ? key : replaceVariable(key, variable, item)] = substitute(value, variable, item);
  return copy;
}

function replaceVariable(text: string, variable: string, item: string): string {
  return text.replaceAll(`\${${variable}}`, item).replaceAll(`&{${variable}}`, item.replace(/[^A-Za-z0-9]/g, ''));
}
