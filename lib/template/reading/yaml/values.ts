import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isList, isObject, type Json, type JsonObject } from '../../../base/json/json';
import { DEEPEST } from '../../../base/json/limits';
import type { LineIndex } from '../../../base/json/position';
import { duplicateKey, refuser, type Refuse } from '../../../base/json/unreadable-text-error';
import { AliasBudget } from './alias-budget';
import { isMergeKey, startOf, startOfKey, textOfKey, type YamlPackage, type YamlPair } from './nodes';
import { plainScalar } from './scalars';
import { longFormArgument } from './short-forms';
import { meaningOf } from './tags';

type WritableObject = Record<string, Json>;

/**
 * Converts YAML nodes to values: short forms become long ones, aliases and merge keys are followed.
 * Values that aliases share are one and the same object.
 *
 * @throws UnreadableTemplateError for a node that has no value
 */
export class YamlValues {
  private readonly refuse: Refuse;
  private readonly budget = new AliasBudget();
  /** The values of the anchors so far; undefined while the anchor's own value is being read. */
  private readonly anchors = new Map<string, Json | undefined>();
  private depth = 0;

  public constructor(
    private readonly yaml: YamlPackage,
    private readonly text: string,
    private readonly lines: LineIndex,
  ) {
    this.refuse = refuser(lines);
  }

  public valueOf(node: Node | null): Json {
    if (node === null) return null;
    if (this.yaml.isAlias(node)) return this.aliasValue(node);
    if (!this.yaml.isScalar(node) && !this.yaml.isMap(node) && !this.yaml.isSeq(node)) return null;
    const { anchor } = node;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    this.depth++;
    const value = this.taggedValue(node);
    this.depth--;
    if (anchor !== undefined) this.anchors.set(anchor, value);
    return value;
  }

  private taggedValue(node: Scalar | YAMLMap | YAMLSeq): Json {
    const meaning = meaningOf(node.tag);
    switch (meaning.kind) {
      case 'none':
        return this.plainValue(node);
      case 'text':
        return this.yaml.isScalar(node) ? String(node.value) : this.plainValue(node);
      case 'function': {
        const argument = this.yaml.isScalar(node) ? String(node.value) : this.plainValue(node);
        return ownMembers([[meaning.name, longFormArgument(meaning.name, argument)]]);
      }
      case 'unknown':
        return this.refuse(startOf(node, this.text), meaning.message);
    }
  }

  private plainValue(node: Scalar | YAMLMap | YAMLSeq): Json {
    if (this.yaml.isSeq(node)) return node.items.map((item) => this.valueOf(item as Node | null));
    if (this.yaml.isMap(node)) return this.mapValue(node);
    const source = String(node.value);
    return node.type === 'PLAIN' ? plainScalar(source) : source;
  }

  private mapValue(map: YAMLMap): JsonObject {
    const value = ownMembers([]);
    const keys = new Map<string, Node>();
    const merged: JsonObject[] = [];
    for (const { key: node, value: written } of map.items as YamlPair[]) {
      if (isMergeKey(this.yaml, node)) {
        merged.push(...this.mergeSources(written ?? node, this.valueOf(written)));
        continue;
      }
      const key = textOfKey(this.yaml, node) ?? this.refuse(startOfKey(node, this.text), 'a key must be a text: write one');
      const first = keys.get(key);
      if (first !== undefined)
        this.refuse(startOfKey(node, this.text), duplicateKey(key, this.lines.position(startOfKey(first, this.text))));
      keys.set(key, node);
      value[key] = this.valueOf(written);
    }
    // The object's own members take precedence over merged ones, and an earlier source over a later one.
    for (const source of merged) for (const key of Object.keys(source)) if (!Object.hasOwn(value, key)) value[key] = source[key] ?? null;
    return value;
  }

  private mergeSources(node: Node, value: Json): readonly JsonObject[] {
    const sources = isList(value) ? value : [value];
    if (sources.every(isObject)) return sources;
    return this.refuse(startOf(node, this.text), "a merge key '<<' takes an object or a list of objects: name one");
  }

  private aliasValue(alias: Alias): Json {
    const offset = startOf(alias, this.text);
    const value = this.anchors.get(alias.source);
    if (value === undefined) {
      const cyclic = this.anchors.has(alias.source);
      const problem = cyclic
        ? 'refers to what it is part of: a value cannot contain itself'
        : `has no anchor '&${alias.source}' before it: add one, or quote the text`;
      return this.refuse(offset, `'*${alias.source}' ${problem}`);
    }
    if (!this.budget.spend(value, DEEPEST - this.depth)) {
      this.refuse(offset, `the aliases up to '*${alias.source}' make too large a document: write the template without them`);
    }
    return value;
  }
}

/** Returns an object on which `__proto__` is a key like any other. */
function ownMembers(members: readonly (readonly [string, Json])[]): WritableObject {
  const object = Object.create(null) as WritableObject;
  for (const [key, value] of members) object[key] = value;
  return object;
}
