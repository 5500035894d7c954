import type { WrittenValue } from '../json/written-value';
import { isList, isObject, member, type Json, type Pointer } from '../json/json';

/** The places of the values of a YAML document, as offsets. */
export interface YamlPlaces {
  /** Returns the offset of the pointer's key or list item, or of the innermost existing value around it. */
  offsetOf(pointer: Pointer): number;
  /** Returns the offset of the value itself, without tags; for a block text, of its first line. */
  contentOffsetOf(pointer: Pointer): number;
  /** Returns the written form of the value at the pointer. An alias is followed to its anchor; a merge key is not followed. */
  writtenAt(pointer: Pointer): WrittenValue | undefined;
}

/** The members of an object by key, each with the offset of its key, and the offset of its first merge key. */
export interface WrittenMembers<Node> {
  readonly byKey: ReadonlyMap<string, { readonly key: number; readonly value: Node | undefined }>;
  readonly merge: number | undefined;
}

/** The nodes of one of the two parsers. */
export interface WrittenNodes<Node> {
  readonly root: Node | undefined;
  /** Returns the beginning of a node, including its tag and anchor. */
  startOf(node: Node): number;
  contentOf(node: Node): number;
  /** Tells whether a node's tag stands for a function. */
  isFunction(node: Node): boolean;
  /** Returns the node that an alias stands for, or the node itself; undefined for an alias without an anchor. */
  resolved(node: Node): Node | undefined;
  /** Returns the written form of a node that is not an alias; undefined for a node that is not written. */
  writtenOf(node: Node): WrittenValue | undefined;
  /** Returns the items of a list; undefined for any other node. */
  itemsOf(node: Node): readonly (Node | undefined)[] | undefined;
  /** Returns the members of an object; undefined for any other node. */
  membersOf(node: Node): WrittenMembers<Node> | undefined;
}

/** A value on the path to the pointer's value. */
interface Place<Node> {
  /** Undefined if the value has no place of its own: inside an alias, or as a part of a text that a function splits. */
  readonly node: Node | undefined;
  /** The pointer has passed the name of the tag's function. The next segment is inside the function's argument. */
  readonly inFunction: boolean;
  readonly offset: number;
}

/**
 * Finds the places of values. A value from an alias or a merge key has the place of that alias or merge key, which is inside the object
 * with the value.
 */
export class Places<Node> implements YamlPlaces {
  public constructor(
    private readonly nodes: WrittenNodes<Node>,
    private readonly value: Json,
  ) {}

  public offsetOf(pointer: Pointer): number {
    return this.placeOf(pointer).offset;
  }

  public contentOffsetOf(pointer: Pointer): number {
    const { node, offset } = this.placeOf(pointer);
    return node === undefined ? offset : this.nodes.contentOf(node);
  }

  public writtenAt(pointer: Pointer): WrittenValue | undefined {
    let node = this.resolvedNode(this.nodes.root);
    let inFunction = false;
    for (const segment of pointer) {
      if (node === undefined) return undefined;
      inFunction = !inFunction && this.nodes.isFunction(node);
      if (inFunction) continue;
      const items = this.nodes.itemsOf(node);
      node = this.resolvedNode(
        items === undefined ? this.nodes.membersOf(node)?.byKey.get(String(segment))?.value : items[Number(segment)],
      );
    }
    return node === undefined ? undefined : this.nodes.writtenOf(node);
  }

  private resolvedNode(node: Node | undefined): Node | undefined {
    return node === undefined ? undefined : this.nodes.resolved(node);
  }

  private placeOf(pointer: Pointer): Place<Node> {
    const { root } = this.nodes;
    let value: Json | undefined = this.value;
    let place: Place<Node> = { node: root, inFunction: false, offset: root === undefined ? 0 : this.nodes.startOf(root) };
    for (const segment of pointer) {
      value = isList(value) ? value[Number(segment)] : isObject(value) ? member(value, String(segment)) : undefined;
      if (value === undefined) break;
      place = this.step(place, segment);
    }
    return place;
  }

  private step({ node, inFunction, offset }: Place<Node>, segment: string | number): Place<Node> {
    const nowhere: Place<Node> = { node: undefined, inFunction: false, offset };
    if (node === undefined) return nowhere;
    if (!inFunction && this.nodes.isFunction(node)) return { node, inFunction: true, offset: this.nodes.startOf(node) };
    const items = this.nodes.itemsOf(node);
    if (items !== undefined) {
      const item = items[Number(segment)];
      return item === undefined ? nowhere : { node: item, inFunction: false, offset: this.nodes.startOf(item) };
    }
    const members = this.nodes.membersOf(node);
    if (members === undefined) return nowhere;
    const written = members.byKey.get(String(segment));
    if (written === undefined) return { ...nowhere, offset: members.merge ?? offset };
    return { node: written.value, inFunction: false, offset: written.key };
  }
}

/** The result of parsing a text. */
export interface YamlReading {
  readonly value: Json;
  /** Returns the places of the values. The first call indexes the whole text. */
  readonly places: () => YamlPlaces;
}
