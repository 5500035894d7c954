import type { PlacedStatement } from '../scripts/read-script';
import type { Alternative } from '../scripts/statement';

/**
 * Returns the statements that are in the script whenever another one is, because the same choices of the deployment lead to them.
 * Statements with one choice each count together if they cover all options of a part. A statement that may be missing excuses nothing.
 *
 * @param candidates the statements that would excuse
 * @param own the choices of the deployment that lead to the other statement
 */
export function certainStatements(candidates: Iterable<PlacedStatement>, own: readonly Alternative[]): ReadonlySet<PlacedStatement> {
  const certain = new Set<PlacedStatement>();
  const byPart = new Map<string, { readonly options: Set<string>; readonly statements: PlacedStatement[]; readonly count: number }>();
  for (const statement of candidates) {
    const [first, ...others] = (statement.alternatives ?? []).filter((each) => !own.some((chosen) => isSame(chosen, each)));
    if (first === undefined) certain.add(statement);
    else if (others.length === 0) {
      const part = byPart.get(first.of) ?? { options: new Set(), statements: [], count: first.count };
      byPart.set(first.of, part);
      part.options.add(first.option);
      part.statements.push(statement);
    }
  }
  for (const { options, statements, count } of byPart.values()) {
    if (options.size >= count) for (const statement of statements) certain.add(statement);
  }
  return certain;
}

function isSame(one: Alternative, other: Alternative): boolean {
  return one.of === other.of && one.option === other.option;
}
