/** Something that should be EC2's own output, or a catalog file, and is not. The message says where and what was wanted. */
export class MalformedCatalogError extends Error {
  /** @param at the keys that lead to what is wrong; empty where that is not one value */
  public constructor(
    message: string,
    public readonly at: readonly string[] = [],
  ) {
    super(message);
    this.name = 'MalformedCatalogError';
  }
}

/** An object of unknown shape, read member by member; a member of the wrong kind is an error that names its path. */
export class UnknownObject {
  /** The members as they are, in their order. */
  public readonly entries: ReadonlyMap<string, unknown>;

  /** @param path where the object was found, for messages */
  public constructor(
    value: unknown,
    private readonly path: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new MalformedCatalogError(`${path}: expected an object, got ${kind(value)}`);
    }
    this.entries = new Map(Object.entries(value));
  }

  public get keys(): string[] {
    return [...this.entries.keys()];
  }

  public has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  /** The member as it is; null, EC2's other way of leaving something out, counts as absent. */
  public get(key: string): unknown {
    return this.entries.get(key) ?? undefined;
  }

  /** An absent object reads as one without members. */
  public object(key: string): UnknownObject {
    return new UnknownObject(this.get(key) ?? {}, this.at(key));
  }

  /** An absent list reads as empty. */
  public objects(key: string): UnknownObject[] {
    return this.list(key).map((item, index) => new UnknownObject(item, `${this.at(key)}/${index}`));
  }

  /** An absent list reads as empty. */
  public texts(key: string): string[] {
    return this.list(key).map((item) => (typeof item === 'string' ? item : this.refuse(key, 'a list of strings', item)));
  }

  public text(key: string): string {
    return this.optionalText(key) ?? this.refuse(key, 'a string', undefined);
  }

  public optionalText(key: string): string | undefined {
    const value = this.get(key);
    return value === undefined || typeof value === 'string' ? value : this.refuse(key, 'a string', value);
  }

  public number(key: string): number {
    return this.optionalNumber(key) ?? this.refuse(key, 'a number', undefined);
  }

  public optionalNumber(key: string): number | undefined {
    const value = this.get(key);
    return value === undefined || typeof value === 'number' ? value : this.refuse(key, 'a number', value);
  }

  /** An absent flag is false. */
  public flag(key: string): boolean {
    const value = this.get(key) ?? false;
    return typeof value === 'boolean' ? value : this.refuse(key, 'true or false', value);
  }

  private list(key: string): readonly unknown[] {
    const value: unknown = this.get(key) ?? [];
    return Array.isArray(value) ? value : this.refuse(key, 'a list', value);
  }

  private at(key: string): string {
    return `${this.path}/${key}`;
  }

  private refuse(key: string, wanted: string, got: unknown): never {
    throw new MalformedCatalogError(`${this.at(key)}: expected ${wanted}, got ${kind(got)}`);
  }
}

/** What a value is, for messages. */
export function kind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
