/** The number of separators, and of joined items. Above it, a list is not joined. */
const MOST_SEPARATORS = 4;
const MOST_ITEMS = 50;

const ITEM = /^\w+\[[^\]]*\]\+?=([^]*)$/;
const SEPARATOR = /^IFS=\s*([^\s$])/;

/** The arrays of a shell script, and the values of `IFS` that join their items. */
export class Arrays {
  private readonly separators = new Set<string>();
  private readonly items = new Map<string, string[]>();

  public take(name: string, word: string): void {
    const [, separator] = name === 'IFS' ? (SEPARATOR.exec(word) ?? []) : [];
    if (separator !== undefined && this.separators.size < MOST_SEPARATORS) this.separators.add(separator);
    const [, item] = ITEM.exec(word) ?? [];
    if (item === undefined) return;
    const items = this.items.get(name);
    if (items === undefined) this.items.set(name, [item]);
    else if (items.length <= MOST_ITEMS) items.push(item);
  }

  /** Returns the possible values of `${name[*]}` if the script sets `IFS`; otherwise nothing. */
  public joined(): readonly (readonly [name: string, value: string])[] {
    if (this.separators.size === 0) return [];
    return [...this.items].flatMap(([name, items]) =>
      items.length > 1 && items.length <= MOST_ITEMS ? [...this.separators].map((separator) => [name, items.join(separator)] as const) : [],
    );
  }
}
