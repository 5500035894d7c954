import { decodeKey, type JsonVisitor } from './json-scanner';
import type { LineIndex } from './position';
import { duplicateKey, refuser, type RefuseOffset } from './unreadable-text-error';

/** The number of keys up to which comparing with each is faster than hashing. */
const FEW_KEYS = 8;

/** The keys of one object so far. Reused for the next object on the same level. */
interface Keys {
  readonly names: string[];
  readonly offsets: number[];
  /** The names as a set, once there are many. */
  index: Set<string> | undefined;
}

/** Refuses a key that is written twice in one object: `JSON.parse` would keep the last value and hide the first. */
export class JsonDuplicateKeys implements JsonVisitor {
  private readonly levels: Keys[] = [];
  private depth = -1;
  private readonly refuse: RefuseOffset;

  public constructor(
    private readonly text: string,
    private readonly lines: LineIndex,
  ) {
    this.refuse = refuser(lines);
  }

  public openObject(): void {
    this.depth++;
    const keys = this.levels[this.depth];
    if (keys === undefined) {
      this.levels.push({ names: [], offsets: [], index: undefined });
    } else {
      keys.names.length = 0;
      keys.offsets.length = 0;
      keys.index = undefined;
    }
  }

  public openList(): void {
    this.openObject();
  }

  public close(): void {
    this.depth--;
  }

  public key(offset: number, end: number, hasEscapes: boolean): void {
    const keys = this.levels[this.depth];
    if (keys === undefined) return;
    const { names, offsets } = keys;
    const name = decodeKey(this.text, offset, end, hasEscapes);
    if (names.length === FEW_KEYS) keys.index = new Set(names);
    if (keys.index?.has(name) ?? names.includes(name)) {
      this.refuse(offset, duplicateKey(name, this.lines.position(offsets[names.indexOf(name)] ?? 0)));
    }
    keys.index?.add(name);
    names.push(name);
    offsets.push(offset);
  }

  public scalar(): void {
    // Only keys count.
  }
}
