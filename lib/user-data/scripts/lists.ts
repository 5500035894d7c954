/** Separators that are tried, and items of a list that are joined. Errs on the side of a list that is not joined. */
const MOST_SEPARATORS = 4;
const MOST_ITEMS = 50;

const ITEM = /^\w+\[[^\]]*\]\+?=([^]*)$/;
const SEPARATOR = /^IFS=\s*([^\s$])/;

/** The arrays of a shell script, and what `IFS` joins their items with. */
export class Lists {
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

  /** Returns what `${name[*]}` may come to where the script sets `IFS`; nothing where it does not. */
  public joined(): readonly (readonly [name: string, value: string])[] {
    if (this.separators.size === 0) return [];
    return [...this.items].flatMap(([name, items]) =>
      items.length > 1 && items.length <= MOST_ITEMS ? [...this.separators].map((separator) => [name, items.join(separator)] as const) : [],
    );
  }
}
