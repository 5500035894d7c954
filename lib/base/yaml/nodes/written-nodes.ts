import type { Node, Scalar, YAMLMap } from 'yaml';
import { meaningIn, type YamlDialect } from '../dialect';
import type { WrittenMembers, WrittenNodes } from '../places';
import { isMergeKey, startOf, startOfKey, textOfKey, type YamlPackage, type YamlPair } from './nodes';

/** The places of the nodes of the `yaml` package. */
export class WrittenYamlNodes implements WrittenNodes<Node> {
  public readonly root: Node | undefined;
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
    const start = node.range?.[0] ?? 0;
    const { type } = node as Scalar;
    return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? this.text.indexOf('\n', start) + 1 || start : start;
  }

  public isFunction(node: Node): boolean {
    return 'tag' in node && meaningIn(this.dialect, node.tag).kind === 'function';
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
}
