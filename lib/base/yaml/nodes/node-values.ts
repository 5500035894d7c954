import type { Alias, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Json, JsonObject } from '../../json/json';
import { DEEPEST } from '../../json/limits';
import type { LineIndex } from '../../json/position';
import { duplicateKey, refuser, type RefuseOffset } from '../../json/unreadable-text-error';
import { AliasBudget } from '../alias-budget';
import { meaningIn, type YamlDialect } from '../dialect';
import { plainScalar } from '../plain-scalars';
import { addMerged, mergeSources, setMember, type OpenObject } from '../yaml-values';
import { isMergeKey, startOf, startOfKey, textOfKey, type YamlPackage, type YamlPair } from './nodes';

/**
 * Converts nodes of the `yaml` package to values. Tags become functions; aliases and merge keys are followed. Aliases of one anchor share
 * one object.
 *
 * @throws UnreadableTemplateError for a node without a value
 */
export class NodeValues {
  private readonly refuse: RefuseOffset;
  private readonly budget = new AliasBudget();
  /** The values of the anchors so far; undefined while the anchor's own value is being read. */
  private readonly anchors = new Map<string, Json | undefined>();
  private depth = 0;

  public constructor(
    private readonly yaml: YamlPackage,
    private readonly text: string,
    private readonly lines: LineIndex,
    private readonly dialect: YamlDialect,
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
    const meaning = meaningIn(this.dialect, node.tag);
    const written = (): Json => (this.yaml.isScalar(node) ? String(node.value) : this.plainValue(node));
    switch (meaning.kind) {
      case 'none':
        return this.plainValue(node);
      case 'text': {
        const value = written();
        return typeof value === 'string' && meaning.convert !== undefined ? meaning.convert(value) : value;
      }
      case 'function': {
        const value: OpenObject = {};
        setMember(value, meaning.name, meaning.argument(written()));
        return value;
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
    const value: OpenObject = {};
    const keys = new Map<string, Node>();
    const merged: JsonObject[] = [];
    for (const { key: node, value: written } of map.items as YamlPair[]) {
      if (isMergeKey(this.yaml, node)) {
        merged.push(...this.mergedBy(written ?? node, this.valueOf(written)));
        continue;
      }
      const key = textOfKey(this.yaml, node) ?? this.refuse(startOfKey(node, this.text), 'a key must be a text: write one');
      const first = keys.get(key);
      if (first !== undefined && !this.dialect.lastKeyCounts)
        this.refuse(startOfKey(node, this.text), duplicateKey(key, this.lines.position(startOfKey(first, this.text))));
      keys.set(key, node);
      setMember(value, key, this.valueOf(written));
    }
    addMerged(value, merged);
    return value;
  }

  private mergedBy(node: Node, value: Json): readonly JsonObject[] {
    const message = "a merge key '<<' takes an object or a list of objects: name one";
    return mergeSources(value) ?? this.refuse(startOf(node, this.text), message);
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
