import { keyOf } from './array-keys';
import type { Statement, Use } from './statement';

export interface Mention {
  readonly use: Use;
  readonly statement: Statement;
}

/** Where scripts mention variables. */
export class Mentions {
  private readonly byName: ReadonlyMap<string, readonly Mention[]>;
  /** By array, and key; by the empty key those of any item. */
  private readonly byKey = new Map<string, Map<string, Mention[]>>();

  public constructor(statements: readonly Statement[]) {
    this.byName = mentionsIn(statements);
  }

  /** Returns the mentions of a variable, or of the item of an array that a key names. */
  public of(name: string, key: string | undefined): readonly Mention[] {
    return key === undefined ? (this.byName.get(name) ?? []) : this.ofItem(name, key);
  }

  /** The mentions of one item of an array, and those of items whose key is not written out. */
  private ofItem(name: string, key: string): readonly Mention[] {
    let byKey = this.byKey.get(name);
    if (byKey === undefined) {
      byKey = new Map<string, Mention[]>();
      this.byKey.set(name, byKey);
      for (const mention of this.byName.get(name) ?? []) {
        const keys = keysReferred(mention.use.word, name);
        const isOfAny = keys.length === 0 || keys.includes(undefined);
        for (const each of isOfAny ? [''] : new Set(keys)) entryOf(byKey, each ?? '').push(mention);
      }
    }
    return [...(byKey.get('') ?? []), ...(byKey.get(key) ?? [])];
  }
}

/** Lists the variables that a word of a shell refers to. */
export function namesReferred(word: string): readonly string[] {
  return [...word.matchAll(/\$\{?[!#]?(\w+)/g)].map(([, name = '']) => name);
}

/** The keys by which a word refers to an array; undefined for one that is not written out. */
function keysReferred(word: string, name: string): readonly (string | undefined)[] {
  return [...word.matchAll(/\$\{?[!#]?(\w+)(?:\[([^\]]*)\])?/g)].flatMap(([, referred, index]) =>
    referred === name ? [index === undefined ? undefined : keyOf(index)] : [],
  );
}

function mentionsIn(statements: readonly Statement[]): Map<string, Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const statement of statements) {
    for (const use of statement.uses) for (const name of namesIn(use)) entryOf(mentions, name).push({ use, statement });
  }
  return mentions;
}

/** In languages other than shell, names are written with and without a sign. */
function namesIn({ role, word }: Use): ReadonlySet<string> {
  const names = role === 'line' ? word.match(/\b[A-Za-z_]\w*/g) : undefined;
  return new Set(names ?? namesReferred(word));
}

/** Returns the list under a key; puts an empty one there first where there is none. */
export function entryOf<T>(map: Map<string, T[]>, key: string): T[] {
  let entry = map.get(key);
  if (entry === undefined) {
    entry = [];
    map.set(key, entry);
  }
  return entry;
}
