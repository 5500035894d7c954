import type { Pointer } from './json';
import type { WrittenValue } from './written-value';
import { decodeKey, type JsonVisitor } from './json-scanner';

const BLANKS = /\s*/y;
/** A scalar. A JSON text has no control characters, so a string ends at the first quote that is not escaped. */
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}]*/y;

/** A value of the document, with those inside it. */
interface Place {
  /** The beginning of its key. For a list item or the document, the beginning of the value. */
  readonly offset: number;
  /** The beginning of the value. */
  value: number;
  members?: Map<string, Place>;
  items?: Place[];
}

/** Collects the place of every value of a JSON text. */
export class JsonPositions implements JsonVisitor {
  private readonly open: Place[] = [];
  private root: Place | undefined;
  private keyed: Place | undefined;

  public constructor(private readonly text: string) {}

  /** Returns the offset of the value that the pointer names, or of the innermost value around it that exists. */
  public offsetOf(pointer: Pointer): number {
    let place = this.root;
    let offset = place?.offset ?? 0;
    for (const segment of pointer) {
      place = place?.items === undefined ? place?.members?.get(String(segment)) : place.items[Number(segment)];
      if (place === undefined) break;
      offset = place.offset;
    }
    return offset;
  }

  /** Returns how the value that the pointer names is written; undefined if there is none. */
  public writtenAt(pointer: Pointer): WrittenValue | undefined {
    let place = this.root;
    for (const segment of pointer) place = place?.items === undefined ? place?.members?.get(String(segment)) : place.items[Number(segment)];
    if (place === undefined) return undefined;
    const { value: start, members, items } = place;
    if (members === undefined && items === undefined) return this.scalarAt(start);
    const isEmpty = (members?.size ?? items?.length ?? 0) === 0;
    BLANKS.lastIndex = start + 1;
    BLANKS.test(this.text);
    return { kind: items === undefined ? 'object' : 'list', isBlock: false, start, first: isEmpty ? undefined : BLANKS.lastIndex };
  }

  private scalarAt(start: number): WrittenValue {
    SCALAR.lastIndex = start;
    const [source = ''] = SCALAR.exec(this.text) ?? [];
    const quote = source.startsWith('"') ? 1 : 0;
    return { kind: 'scalar', start: start + quote, end: start + source.length - quote };
  }

  public openObject(offset: number): void {
    const place = this.add(offset);
    place.members = new Map();
    this.open.push(place);
  }

  public openList(offset: number): void {
    const place = this.add(offset);
    place.items = [];
    this.open.push(place);
  }

  public close(): void {
    this.open.pop();
  }

  public key(offset: number, end: number, hasEscapes: boolean): void {
    this.keyed = { offset, value: offset };
    this.open.at(-1)?.members?.set(decodeKey(this.text, offset, end, hasEscapes), this.keyed);
  }

  public scalar(offset: number): void {
    this.add(offset);
  }

  /** Adds the place of the value that begins here. If the value has a key, its place is the key's. */
  private add(offset: number): Place {
    const place = this.keyed ?? { offset, value: offset };
    place.value = offset;
    if (this.keyed === undefined) this.open.at(-1)?.items?.push(place);
    this.keyed = undefined;
    this.root ??= place;
    return place;
  }
}
