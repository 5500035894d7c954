import type { YamlDialect } from '../dialect';
import { plainKey } from '../plain-scalars';
import type { WrittenMembers, WrittenNodes } from '../places';
import {
  ALIAS,
  BLOCK,
  DOCUMENT,
  DOUBLE_QUOTED,
  MAPPING,
  PLAIN,
  POP,
  SCALAR,
  SEQUENCE,
  contentOfEvent,
  startOfEvent,
  type Event,
  type EventParser,
} from './events';
import { dashBefore, withoutBlanks } from '../written-range';
import type { WrittenValue } from '../../json/written-value';
import { writtenMeaning } from './tags';

/** The places of events, each named by its index. Takes the events from which `EventValues` built the document's value. */
export class WrittenEvents implements WrittenNodes<number> {
  public readonly root = 1;
  private readonly members = new Map<number, WrittenMembers<number>>();
  private readonly items = new Map<number, readonly (number | undefined)[]>();
  /** The nodes that aliases stand for. */
  private aliased: ReadonlyMap<number, number> | undefined;
  /** The index after the last event of the node that begins at an index. */
  private readonly ends: Uint32Array;

  public constructor(
    private readonly parser: EventParser,
    private readonly text: string,
    private readonly events: readonly Event[],
    private readonly dialect: YamlDialect,
  ) {
    this.ends = endsOf(events);
  }

  public startOf(node: number): number {
    const event = this.events[node];
    if (event === undefined || event.type === DOCUMENT || event.type === POP) return 0;
    // Names of aliases come without the `*`.
    return event.type === ALIAS ? event.anchorStart - 1 : startOfEvent(event, this.text);
  }

  public contentOf(node: number): number {
    const event = this.events[node];
    if (event === undefined || event.type === DOCUMENT || event.type === POP || event.type === ALIAS) return this.startOf(node);
    const content = contentOfEvent(event);
    return content < 0 ? this.startOf(node) : content;
  }

  public isFunction(node: number): boolean {
    const event = this.events[node];
    if (event === undefined || !('tagStart' in event) || event.tagStart < 0) return false;
    return writtenMeaning(this.text.slice(event.tagStart, event.tagEnd), this.dialect)?.kind === 'function';
  }

  public itemsOf(node: number): readonly (number | undefined)[] | undefined {
    if (this.events[node]?.type !== SEQUENCE) return undefined;
    const known = this.items.get(node);
    if (known !== undefined) return known;
    const items = this.childrenOf(node);
    this.items.set(node, items);
    return items;
  }

  public membersOf(node: number): WrittenMembers<number> | undefined {
    if (this.events[node]?.type !== MAPPING) return undefined;
    const known = this.members.get(node);
    if (known !== undefined) return known;
    const byKey = new Map<string, { key: number; value: number | undefined }>();
    let merge: number | undefined;
    const children = this.childrenOf(node);
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key = 0, value = 0] = [children[index], children[index + 1]];
      const [offset, name] = [this.startOf(key), this.keyAt(key)];
      if (name === undefined) merge ??= offset;
      else byKey.set(name, { key: offset, value: this.isWritten(value) ? value : undefined });
    }
    const members = { byKey, merge };
    this.members.set(node, members);
    return members;
  }

  public resolved(node: number): number | undefined {
    return this.events[node]?.type === ALIAS ? (this.aliased ??= anchorsOf(this.events, this.text)).get(node) : node;
  }

  public writtenOf(node: number): WrittenValue | undefined {
    const event = this.events[node];
    if (event?.type === SCALAR) {
      if (event.valueStart < 0) return undefined;
      const isBlock = event.style > DOUBLE_QUOTED;
      const range = { start: event.valueStart, end: event.valueEnd };
      return { kind: 'scalar', ...(isBlock ? withoutBlanks(this.text, range) : range) };
    }
    if (event?.type !== MAPPING && event?.type !== SEQUENCE) return undefined;
    const kind = event.type === MAPPING ? 'object' : 'list';
    const isBlock = event.style === BLOCK;
    const [child] = this.childrenOf(node);
    const first = child === undefined ? undefined : this.startOf(child);
    return {
      kind,
      isBlock,
      start: event.start,
      first: first === undefined || kind === 'object' || !isBlock ? first : dashBefore(this.text, first),
    };
  }

  /** Returns the name of a key; undefined for a merge key. */
  private keyAt(node: number): string | undefined {
    const event = this.events[node];
    if (event?.type !== SCALAR) return undefined;
    const text = this.parser.getScalarValue(this.text, event);
    if (event.style !== PLAIN) return text;
    return text === '<<' ? undefined : plainKey(text);
  }

  private isWritten(node: number): boolean {
    return this.startOf(node) >= 0;
  }

  private childrenOf(node: number): number[] {
    const children: number[] = [];
    const end = (this.ends[node] ?? 0) - 1;
    for (let child = node + 1; child < end; child = this.ends[child] ?? end) children.push(child);
    return children;
  }
}

/** Maps each alias to the last node before it with the alias's anchor. */
function anchorsOf(events: readonly Event[], text: string): ReadonlyMap<number, number> {
  const anchored = new Map<string, number>();
  const aliased = new Map<number, number>();
  for (const [index, event] of events.entries()) {
    if (!('anchorStart' in event) || event.anchorStart < 0) continue;
    const name = text.slice(event.anchorStart, event.anchorEnd);
    const at = anchored.get(name);
    if (event.type !== ALIAS) anchored.set(name, index);
    else if (at !== undefined) aliased.set(index, at);
  }
  return aliased;
}

function endsOf(events: readonly Event[]): Uint32Array {
  const ends = new Uint32Array(events.length);
  const open: number[] = [];
  events.forEach(({ type }, index) => {
    if (type === POP) ends[open.pop() ?? 0] = index + 1;
    else if (type === SCALAR || type === ALIAS) ends[index] = index + 1;
    else open.push(index);
  });
  return ends;
}
