import type { Node, YAMLMap } from 'yaml';
import { isList, isObject, member, type Json, type Pointer } from '../../../base/json/json';
import { isMergeKey, startOf, startOfKey, textOfKey, type YamlPackage, type YamlPair } from './nodes';
import { meaningOf } from './tags';

/** A value on the way to the one that a pointer names. */
interface Place {
  /** Undefined where the value is not written at a place of its own: inside an alias, or as a part of `!GetAtt a.b`. */
  readonly node: Node | undefined;
  /** The node is a short form whose function name the pointer has passed: the next segment is inside its argument. */
  readonly inFunction: boolean;
  readonly offset: number;
}

/** The pairs of an object by key, and where its merge key is. */
interface Members {
  readonly pairs: ReadonlyMap<string, YamlPair>;
  readonly merge: number | undefined;
}

/**
 * Finds where the values of a YAML document are written. A value that an alias or a merge key brings in has the position of the
 * alias or merge key, which is inside the resource that it is a part of.
 */
export class YamlPositions {
  private readonly members = new Map<YAMLMap, Members>();

  public constructor(
    private readonly yaml: YamlPackage,
    private readonly text: string,
    private readonly root: Node | null,
    private readonly value: Json,
  ) {}

  /** Returns the offset of the value that the pointer names, or of the innermost value around it that exists. */
  public offsetOf(pointer: Pointer): number {
    let value: Json | undefined = this.value;
    let place: Place =
      this.root === null
        ? { node: undefined, inFunction: false, offset: 0 }
        : { node: this.root, inFunction: false, offset: startOf(this.root, this.text) };
    for (const segment of pointer) {
      value = isList(value) ? value[Number(segment)] : isObject(value) ? member(value, String(segment)) : undefined;
      if (value === undefined) break;
      place = this.step(place, segment);
    }
    return place.offset;
  }

  private step({ node, inFunction, offset }: Place, segment: string | number): Place {
    if (node !== undefined && !inFunction && isShortForm(node)) return { node, inFunction: true, offset: startOf(node, this.text) };
    if (this.yaml.isSeq(node)) {
      const item = node.items[Number(segment)] as Node | undefined;
      return { node: item, inFunction: false, offset: item === undefined ? offset : startOf(item, this.text) };
    }
    if (!this.yaml.isMap(node)) return { node: undefined, inFunction: false, offset };
    const { pairs, merge } = this.membersOf(node);
    const pair = pairs.get(String(segment));
    if (pair === undefined) return { node: undefined, inFunction: false, offset: merge ?? offset };
    return { node: pair.value ?? undefined, inFunction: false, offset: startOfKey(pair.key, this.text) };
  }

  private membersOf(map: YAMLMap): Members {
    const known = this.members.get(map);
    if (known !== undefined) return known;
    const pairs = new Map<string, YamlPair>();
    let merge: number | undefined;
    for (const pair of map.items as YamlPair[]) {
      if (isMergeKey(this.yaml, pair.key)) merge ??= startOfKey(pair.key, this.text);
      else pairs.set(textOfKey(this.yaml, pair.key) ?? '', pair);
    }
    const members = { pairs, merge };
    this.members.set(map, members);
    return members;
  }
}

function isShortForm(node: Node): boolean {
  return 'tag' in node && meaningOf(node.tag).kind === 'function';
}
