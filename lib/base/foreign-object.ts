import { printable } from './printable';
import { kindOf } from './value-kind';

/*
 * Objects that others write, such as EC2's answers and recorded files, read member by member. `shape.ts` is the other reader: it
 * describes a whole document of our own as data, from which the JSON Schema and the construct props are derived, and it needs a
 * pointer into a parsed document. Members that nothing describes, defaults for what is absent, and reading on after an item that
 * makes no sense have no place in a schema.
 */

/**
 * Reports the place of an error in a document. Never returns.
 *
 * @param at the place of the error: the path itself, or the object that lacks a missing member
 */
export type RefuseMember = (path: readonly string[], problem: string, at: readonly string[]) => never;

/** Writes a path for messages, in one line. */
export function describePath(path: readonly string[]): string {
  return printable(path.join('/'));
}

export interface ForeignObjectOptions {
  /** Null means an absent member, as in EC2's answers. Otherwise it is a value of the wrong kind. */
  readonly isNullAbsent?: true;
}

/** An object of unknown shape. A member that is missing, of the wrong kind or left over is rejected with its path. */
export class ForeignObject {
  /** The members, in their order. */
  public readonly entries: ReadonlyMap<string, unknown>;

  public constructor(
    value: unknown,
    private readonly path: readonly string[],
    private readonly refuseMember: RefuseMember,
    private readonly options: ForeignObjectOptions = {},
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      refuseMember(path, `expected an object, got ${kindOf(value)}`, path);
    }
    this.entries = new Map(Object.entries(value));
  }

  public get keys(): string[] {
    return [...this.entries.keys()];
  }

  public has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** Returns a member unchanged; undefined if it is absent. */
  public get(key: string): unknown {
    const value = this.entries.get(key);
    return value === null && this.options.isNullAbsent === true ? undefined : value;
  }

  public refuse(key: string, problem: string): never {
    const path = [...this.path, key];
    return this.refuseMember(path, problem, this.entries.has(key) ? path : this.path);
  }

  public refuseOthers(known: readonly string[]): void {
    const other = this.keys.find((key) => !known.includes(key));
    if (other !== undefined) this.refuse(other, `unknown key, expected one of ${known.join(', ')}`);
  }

  /** @param byDefault the members of an absent object; without it, the object is required */
  public object(key: string, byDefault?: object): ForeignObject {
    const value = this.get(key) ?? byDefault;
    if (value === undefined) this.refuseKind(key, 'an object');
    return new ForeignObject(value, [...this.path, key], this.refuseMember, this.options);
  }

  /** Reads a list of objects. An absent list is empty. */
  public objects(key: string): ForeignObject[] {
    return this.list(key).map(
      (item, index) => new ForeignObject(item, [...this.path, key, String(index)], this.refuseMember, this.options),
    );
  }

  /** Reads a list of texts. An absent list is empty. */
  public texts(key: string): string[] {
    return this.list(key).map((item) => (typeof item === 'string' ? item : this.refuseKind(key, 'a list of strings', item)));
  }

  public text(key: string, wanted = 'a string', pattern = /^/): string {
    const value = this.get(key);
    return typeof value === 'string' && pattern.test(value) ? value : this.refuseKind(key, wanted);
  }

  public number(key: string): number {
    const value = this.get(key);
    return typeof value === 'number' ? value : this.refuseKind(key, 'a number');
  }

  /** @param byDefault the value of an absent flag; without it, the flag is required */
  public flag(key: string, byDefault?: boolean): boolean {
    const value = this.get(key) ?? byDefault;
    return typeof value === 'boolean' ? value : this.refuseKind(key, 'true or false');
  }

  public oneOf<const T extends string>(key: string, allowed: readonly T[]): T {
    const value = this.get(key);
    return allowed.find((word) => word === value) ?? this.refuseKind(key, allowed.join(' or '));
  }

  /** Reads an optional member by another method; undefined if it is absent. */
  public optional<T>(key: string, read: (key: string) => T): T | undefined {
    return this.has(key) ? read(key) : undefined;
  }

  public optionalText(key: string): string | undefined {
    return this.optional(key, () => this.text(key));
  }

  public optionalNumber(key: string): number | undefined {
    return this.optional(key, () => this.number(key));
  }

  private list(key: string): readonly unknown[] {
    const value: unknown = this.get(key) ?? [];
    return Array.isArray(value) ? value : this.refuseKind(key, 'a list');
  }

  private refuseKind(key: string, wanted: string, got = this.get(key)): never {
    return this.refuse(key, `expected ${wanted}, got ${kindOf(got)}`);
  }
}
