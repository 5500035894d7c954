import type { Statement, Use } from './statement';

interface Mention {
  readonly use: Use;
  readonly statement: Statement;
}

/** Where shell scripts mention their variables. */
export class Variables {
  private readonly byName = new Map<string, Mention[]>();

  public constructor(statements: readonly Statement[]) {
    for (const statement of statements) {
      for (const use of statement.uses) {
        for (const [, name = ''] of use.word.matchAll(/\$\{?(\w+)/g)) {
          const mentions = this.byName.get(name);
          if (mentions === undefined) this.byName.set(name, [{ use, statement }]);
          else mentions.push({ use, statement });
        }
      }
    }
  }

  /** The mentions of the variable that an assignment sets; none for anything else. */
  public mentionsOf({ role, word }: Use): readonly Mention[] {
    const name = role === 'assignment' ? /^\w+/.exec(word)?.[0] : undefined;
    return name === undefined ? [] : (this.byName.get(name) ?? []);
  }
}
