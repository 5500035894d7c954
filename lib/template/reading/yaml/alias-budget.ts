import type { Json } from '../../../base/json/json';
import { MOST_ALIASED_VALUES } from '../../../base/json/limits';

/**
 * Counts the values that aliases stand for, those inside them included, each as often as it is used. A few lines of aliases
 * to aliases would otherwise stand for more values than anybody could read through.
 */
export class AliasBudget {
  private left = MOST_ALIASED_VALUES;

  /** False where the value is deeper than the levels that are left, or too many values have been used. */
  public spend(value: Json, levels: number): boolean {
    if (levels < 0 || --this.left < 0) return false;
    if (typeof value !== 'object' || value === null) return true;
    return Object.values(value as Record<string, Json>).every((inner) => this.spend(inner, levels - 1));
  }
}
