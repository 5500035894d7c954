/**
 * Says where in a document something is wrong. Never returns.
 *
 * @param at where that is written: the path itself, or of a missing member what it is missing in
 */
export type RefuseMember = (path: readonly string[], problem: string, at: readonly string[]) => never;

/** A path as messages name it: in one line, whatever its names hold. */
export function describePath(path: readonly string[]): string {
  return path
    .join('/')
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** An object of unknown shape, read member by member. What is missing, of the wrong kind or left over is refused with its path. */
export class StrictObject {
  /** The members as they are, in their order. */
  public readonly entries: ReadonlyMap<string, unknown>;

  public constructor(
    value: unknown,
    private readonly path: readonly string[],
    private readonly refuseMember: RefuseMember,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      refuseMember(path, `expected an object, got ${kindOf(value)}`, path);
    }
    this.entries = new Map(Object.entries(value));
  }

  public refuse(key: string, problem: string): never {
    const path = [...this.path, key];
    return this.refuseMember(path, problem, this.entries.has(key) ? path : this.path);
  }

  public refuseOthers(known: readonly string[]): void {
    const other = [...this.entries.keys()].find((key) => !known.includes(key));
    if (other !== undefined) this.refuse(other, `unknown key, expected one of ${known.join(', ')}`);
  }

  public object(key: string): StrictObject {
    if (!this.entries.has(key)) this.refuse(key, 'expected an object, got nothing');
    return new StrictObject(this.entries.get(key), [...this.path, key], this.refuseMember);
  }

  public flag(key: string): boolean {
    const value = this.entries.get(key);
    return typeof value === 'boolean' ? value : this.refuse(key, `expected true or false, got ${kindOf(value)}`);
  }

  public text(key: string, wanted = 'a text', pattern = /./s): string {
    const value = this.entries.get(key);
    return typeof value === 'string' && pattern.test(value) ? value : this.refuse(key, `expected ${wanted}, got ${kindOf(value)}`);
  }

  public oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.entries.get(key);
    return allowed.find((word) => word === value) ?? this.refuse(key, `expected ${allowed.join(' or ')}, got ${kindOf(value)}`);
  }

  /** A member that may be missing, read by one of the above; undefined where it is. */
  public optional<T>(key: string, read: (key: string) => T): T | undefined {
    return this.entries.has(key) ? read(key) : undefined;
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
