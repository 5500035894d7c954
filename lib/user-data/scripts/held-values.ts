import type { FragmentPlace } from '../fragment';
import type { Branch, Statement } from './statement';

/** A value of a variable, at the place of the assignment. */
export interface HeldValue extends FragmentPlace {
  readonly text: string;
  readonly branches: readonly Branch[];
}

interface Assignment extends HeldValue {
  /** The value is appended to the one before. */
  readonly isAdded: boolean;
  readonly isItem: boolean;
  readonly statement: object;
}

const ASSIGNMENT = /^(\w+)(\[([^\]]*)\])?(\+?)=([^]*)$/;
const REFERENCE = /\$\{?[!#]?(\w+)(?:\[[^\]]*\])?[^\s}"'$|;&]*\}?/g;

/** The number of values combined for one variable. Above it, each piece is read by itself. */
const MOST_VALUES = 16;
/** The number of iterations of a loop whose pieces are combined. */
const MOST_TURNS = 50;
/** The number of characters of a combined value. Above it, each piece is read by itself. */
const LONGEST = 20_000;
/** The number of characters combined for a launch. Above it, values count as written, and a problem reports it. */
const MOST_CHARACTERS = 1_000_000;
/** The levels of variables within variables. */
const LONGEST_CHAIN = 6;

/** The values of variables, in the order of their assignments, combined from their pieces and from each other. */
export class HeldValues {
  private readonly assignments = new Map<string, Assignment[]>();
  private readonly kept = new Map<string, readonly HeldValue[]>();
  private readonly open = new Set<string>();
  /** A value contains itself: the values found so far are incomplete. */
  private isPartial = false;
  private charactersLeft = MOST_CHARACTERS;

  /** Tells whether some values were not combined. */
  public get isCut(): boolean {
    return this.charactersLeft < 0;
  }

  public add(word: string, place: FragmentPlace, branches: readonly Branch[], statement: Statement | object): void {
    const [, name, index, key = '', plus, text = ''] = ASSIGNMENT.exec(word) ?? [];
    if (name === undefined) return;
    const all = this.assignments.get(name) ?? [];
    this.assignments.set(name, all);
    const before = all.at(-1);
    const isItem = index !== undefined;
    // `a=(b c)` is one statement, `a[0]=b` and `a[1]=c` are several.
    const isNext = isItem && before?.isItem === true && (before.statement === statement || (key !== '' && key !== '0'));
    all.push({ ...place, text, branches, isItem, statement, isAdded: plus === '+' || isNext });
    // Clearing an empty map costs time.
    if (this.kept.size > 0) this.kept.clear();
  }

  public has(name: string): boolean {
    return this.assignments.has(name);
  }

  /** Returns the values of a variable. Of many values, only the last ones. */
  public valuesOf(name: string): readonly HeldValue[] {
    const known = this.kept.get(name);
    if (known !== undefined) return known;
    if (this.open.has(name) || this.open.size > LONGEST_CHAIN || this.charactersLeft < 0) {
      this.isPartial = true;
      return [];
    }
    if (this.open.size === 0) this.isPartial = false;
    this.open.add(name);
    const values: HeldValue[] = [];
    // A function may append its text before the text that it is appended to.
    let early = '';
    for (const assignment of this.assignments.get(name) ?? []) {
      const before = values.at(-1);
      for (const text of this.textsOf(assignment, name, before)) {
        if (assignment.isAdded && before === undefined) early += text;
        if (!assignment.isAdded || before === undefined) values.push({ ...assignment, text });
        else values[values.length - 1] = { ...before, text: `${before.text}${assignment.isItem ? ' ' : ''}${text}`.slice(0, LONGEST) };
      }
      if (values.length > MOST_VALUES) values.shift();
    }
    const last = values.at(-1);
    if (early !== '' && values.length > 1 && last !== undefined) values.push({ ...last, text: `${last.text}${early}`.slice(0, LONGEST) });
    this.open.delete(name);
    if (this.open.size === 0 || !this.isPartial) this.kept.set(name, values);
    return values;
  }

  /** Inserts the values of a text's variables. If a variable has several values, returns one text for each. */
  public expanded(text: string): readonly string[] {
    return this.expand(text, undefined, undefined);
  }

  private itemsOf(name: string): readonly string[] {
    return (this.assignments.get(name) ?? []).flatMap(({ isItem, text }) => (isItem ? [text] : [])).slice(0, MOST_TURNS);
  }

  private textsOf({ text, isAdded }: Assignment, own: string, before: HeldValue | undefined): readonly string[] {
    this.charactersLeft -= text.length;
    if (!text.includes('$') || text.length > LONGEST) return [text];
    const texts = this.expand(text, own, before?.text);
    // A loop appends once for each of its words.
    return isAdded ? [texts.slice(0, MOST_TURNS).join('')] : texts;
  }

  private expand(text: string, own: string | undefined, before: string | undefined): readonly string[] {
    if (this.charactersLeft < 0) return [text];
    const names = [...new Set([...text.matchAll(REFERENCE)].map(([, name = '']) => name))];
    const textsOf = (name: string): readonly string[] => {
      if (name === own) return before === undefined ? [] : [before];
      // A loop over an array uses one item at a time.
      const items = own === undefined || !text.includes(`\${${name}[@]`) ? [] : this.itemsOf(name);
      return items.length > 0 ? items : this.valuesOf(name).map((value) => value.text);
    };
    const values = new Map(names.map((name) => [name, textsOf(name)]));
    const varied = names.find((name) => (values.get(name)?.length ?? 0) > 1);
    const count = varied === undefined ? 1 : (values.get(varied)?.length ?? 1);
    this.charactersLeft -= text.length * count;
    // Variables with the same number of values vary together, such as the fields of lines.
    return Array.from({ length: count }, (_, index) =>
      text
        .replace(REFERENCE, (all, name: string) => {
          const own = values.get(name) ?? [];
          return (own.length === count ? own[index] : own.at(-1)) ?? all;
        })
        .slice(0, LONGEST),
    );
  }
}
