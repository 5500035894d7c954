/** An object that keeps the values derived from it. */
export interface Keeper {
  /** By the `Derived` that made each value. */
  readonly kept: Map<object, unknown>;
}

/**
 * A value that is derived from an object on first use, and kept by that object. A WeakMap with the object as its key would keep the value
 * longer than the object: see docs/decisions/0010-short-lived-templates.md.
 */
export class Derived<Owner extends Keeper, Value> {
  public constructor(private readonly derive: (owner: Owner) => Value) {}

  /** Returns the value for an object. Derives it once. */
  public of(owner: Owner): Value {
    const { kept } = owner;
    if (kept.has(this)) return kept.get(this) as Value;
    const value = this.derive(owner);
    kept.set(this, value);
    return value;
  }
}
