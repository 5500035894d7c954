import type { Pointer } from './json';
import { decodeKey, type JsonVisitor } from './json-scanner';

/** A value of the document, with those inside it. */
interface Place {
  /** Where its key begins; for a list item or the document, where the value itself begins. */
  readonly offset: number;
  members?: Map<string, Place>;
  items?: Place[];
}

/** Collects where every value of a JSON text is written. */
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
    this.keyed = { offset };
    this.open.at(-1)?.members?.set(decodeKey(this.text, offset, end, hasEscapes), this.keyed);
  }

  public scalar(offset: number): void {
    this.add(offset);
  }

  /** Adds the place of the value that begins here: its key's, where it has one. */
  private add(offset: number): Place {
    const place = this.keyed ?? { offset };
    if (this.keyed === undefined) this.open.at(-1)?.items?.push(place);
    this.keyed = undefined;
    this.root ??= place;
    return place;
  }
}
