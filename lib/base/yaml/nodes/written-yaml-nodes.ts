import type { Node, Scalar, YAMLMap } from 'yaml';
import { meaningIn, type YamlDialect } from '../dialect';
import type { WrittenMembers, WrittenNodes } from '../places';
import type { WrittenValue } from '../../json/written-value';
import { dashBefore, withoutBlanks } from '../written-range';
import { isMergeKey, startOf, startOfKey, textOfKey, type YamlPackage, type YamlPair } from './nodes';

/** The places of the nodes of the `yaml` package. */
export class WrittenYamlNodes implements WrittenNodes<Node> {
  public readonly root: Node | undefined;
  /** The nodes that aliases stand for. */
  private aliased: ReadonlyMap<Node, Node> | undefined;
  private readonly members = new Map<YAMLMap, WrittenMembers<Node>>();

  public constructor(
    private readonly yaml: YamlPackage,
    private readonly text: string,
    root: Node | null,
    private readonly dialect: YamlDialect,
  ) {
    this.root = root ?? undefined;
  }

  public startOf(node: Node): number {
    return startOf(node, this.text);
  }

  public contentOf(node: Node): number {
    const [start, end] = node.range ?? [0, 0];
    const { type } = node as Scalar;
    // An empty text has only its tag and anchor.
    if (start === end && this.yaml.isScalar(node)) return this.startOf(node);
    return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? this.text.indexOf('\n', start) + 1 || start : start;
  }

  public isFunction(node: Node): boolean {
    return 'tag' in node && meaningIn(this.dialect, node.tag).kind === 'function';
  }

  public resolved(node: Node): Node | undefined {
    return this.yaml.isAlias(node) ? (this.aliased ??= this.anchored()).get(node) : node;
  }

  public writtenOf(node: Node): WrittenValue | undefined {
    const [start, end] = node.range ?? [0, 0];
    if (this.yaml.isScalar(node)) {
      const { type } = node;
      if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
        return { kind: 'scalar', ...withoutBlanks(this.text, { start: this.contentOf(node), end }) };
      }
      const quote = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE' ? 1 : 0;
      return start === end ? undefined : { kind: 'scalar', start: start + quote, end: end - quote };
    }
    if (!this.yaml.isMap(node) && !this.yaml.isSeq(node)) return undefined;
    const isBlock = node.flow !== true;
    if (this.yaml.isMap(node)) {
      const [pair] = node.items as YamlPair[];
      return { kind: 'object', isBlock, start, first: pair === undefined ? undefined : startOfKey(pair.key, this.text) };
    }
    const [item] = node.items as Node[];
    const first = item === undefined ? undefined : this.startOf(item);
    return { kind: 'list', isBlock, start, first: first === undefined || !isBlock ? first : dashBefore(this.text, first) };
  }

  public itemsOf(node: Node): readonly (Node | undefined)[] | undefined {
    return this.yaml.isSeq(node) ? (node.items as Node[]) : undefined;
  }

  public membersOf(node: Node): WrittenMembers<Node> | undefined {
    if (!this.yaml.isMap(node)) return undefined;
    const known = this.members.get(node);
    if (known !== undefined) return known;
    const byKey = new Map<string, { key: number; value: Node | undefined }>();
    let merge: number | undefined;
    for (const { key, value } of node.items as YamlPair[]) {
      const offset = startOfKey(key, this.text);
      if (isMergeKey(this.yaml, key)) merge ??= offset;
      else byKey.set(textOfKey(this.yaml, key) ?? '', { key: offset, value: value ?? undefined });
    }
    const members = { byKey, merge };
    this.members.set(node, members);
    return members;
  }

  /** Maps each alias to the last node before it with the alias's anchor. */
  private anchored(): ReadonlyMap<Node, Node> {
    const anchors = new Map<string, Node>();
    const aliased = new Map<Node, Node>();
    this.yaml.visit(this.root ?? null, {
      Node: (_key, node) => {
        if (!this.yaml.isAlias(node)) {
          if ('anchor' in node && node.anchor !== undefined) anchors.set(node.anchor, node);
          return;
        }
        const of = anchors.get(node.source);
        if (of !== undefined) aliased.set(node, of);
      },
    });
    return aliased;
  }
}
