import type { Json } from '../json/json';
import { MOST_ALIASED_VALUES } from '../json/limits';

/**
 * Counts the values that aliases stand for, including those inside them, once for each use. Without this limit, a few lines of aliases to
 * aliases could stand for more values than memory holds.
 */
export class AliasBudget {
  private left = MOST_ALIASED_VALUES;

  /** Counts a value. Returns false if it is deeper than the remaining levels, or if too many values have been used. */
  public spend(value: Json, levels: number): boolean {
    if (levels < 0 || --this.left < 0) return false;
    if (typeof value !== 'object' || value === null) return true;
    return Object.values(value as Record<string, Json>).every((inner) => this.spend(inner, levels - 1));
  }
}
