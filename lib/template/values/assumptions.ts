import { intersection, union, type Domain } from './domain';

/**
 * One case: the assumptions on one path through a template's conditions, as narrowed parameters and decided conditions.
 * Immutable: every `assume...` returns a new one.
 */
export class Assumptions {
  public static readonly NONE = new Assumptions(new Map(), new Map());
  /** The only case of a resource or value that depends on no condition. Most of every template does not. */
  public static readonly ALWAYS: readonly Assumptions[] = [Assumptions.NONE];

  /**
   * Merges cases that narrow `base` into one if that loses nothing. This is so if one of them is `base` itself, which covers the others, or
   * if they differ from it only in the values of one and the same parameter. Returns other cases unchanged.
   */
  public static merge(cases: readonly Assumptions[], base: Assumptions): readonly Assumptions[] {
    if (cases.length < 2) return cases;
    if (cases.includes(base)) return [base];
    const [name, ...others] = new Set(cases.map((each) => each.onlyNarrowing(base)));
    if (name === undefined || others.length > 0) return cases;
    return [base.assumeParameter(name, union(cases.map((each) => each.domains.get(name) ?? { values: [] })))];
  }

  /** Returns one case that covers all of the cases, and perhaps more: their common assumptions. */
  public static covering(cases: readonly Assumptions[]): Assumptions {
    const [first = Assumptions.NONE, ...others] = cases;
    if (others.length === 0) return first;
    const domains = new Map<string, Domain>();
    for (const name of first.domains.keys()) {
      const all = cases.map((each) => each.domains.get(name));
      if (all.every((domain) => domain !== undefined)) domains.set(name, new Set(all).size === 1 ? (all[0] ?? union(all)) : union(all));
    }
    const conditions = [...first.conditions].filter(([name, holds]) => others.every((each) => each.conditions.get(name) === holds));
    return new Assumptions(domains, new Map(conditions));
  }

  private constructor(
    private readonly domains: ReadonlyMap<string, Domain>,
    private readonly conditions: ReadonlyMap<string, boolean>,
  ) {}

  /** Returns the narrowed values of a parameter; undefined if nothing is assumed about it. */
  public domain(parameter: string): Domain | undefined {
    return this.domains.get(parameter);
  }

  /** Tells whether the condition holds; undefined if nothing is assumed about it. */
  public condition(name: string): boolean | undefined {
    return this.conditions.get(name);
  }

  public assumeParameter(name: string, domain: Domain): Assumptions {
    return new Assumptions(new Map(this.domains).set(name, domain), this.conditions);
  }

  public assumeCondition(name: string, holds: boolean): Assumptions {
    return new Assumptions(this.domains, new Map(this.conditions).set(name, holds));
  }

  /** Tells whether the case assumes nothing, and so covers every deployment. */
  public get isUnconditional(): boolean {
    return this.domains.size === 0 && this.conditions.size === 0;
  }

  /** Returns the case in which both hold; undefined if they exclude each other. */
  public and(other: Assumptions): Assumptions | undefined {
    if (other === this) return this;
    const conditions = new Map(this.conditions);
    for (const [name, holds] of other.conditions) {
      if ((conditions.get(name) ?? holds) !== holds) return undefined;
      conditions.set(name, holds);
    }
    const domains = new Map(this.domains);
    for (const [name, domain] of other.domains) {
      const own = domains.get(name);
      const both = own === undefined ? domain : intersection(own, domain);
      if (both === undefined) return undefined;
      domains.set(name, both);
    }
    return new Assumptions(domains, conditions);
  }

  /** Returns the only parameter that is narrower than in `base`; undefined if the two differ in more than that. */
  private onlyNarrowing(base: Assumptions): string | undefined {
    if (this.conditions.size !== base.conditions.size) return undefined;
    const narrowed = [...this.domains].filter(([name, domain]) => base.domains.get(name) !== domain);
    return narrowed.length === 1 ? narrowed[0]?.[0] : undefined;
  }
}

/** Tells whether the cases are the one that assumes nothing. */
export function isAlways(cases: readonly Assumptions[]): boolean {
  return cases.length === 1 && cases[0]?.isUnconditional === true;
}

/** Tells whether two lists hold the same cases. False may also mean that they express the same cases differently. */
export function areSameCases(a: readonly Assumptions[], b: readonly Assumptions[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

/** The number of combinations of two lists of cases. */
const MOST_CASES = 64;

/**
 * Returns the cases in which one of `a` and one of `b` hold together. Above 64 combinations it returns `a`: an
 * over-approximation, so callers report more, never less.
 */
export function casesOfBoth(a: readonly Assumptions[], b: readonly Assumptions[]): readonly Assumptions[] {
  if (a.length === 1 && b.length === 1 && a[0] === b[0]) return a;
  if (a.length === 0 || b.length === 0) return [];
  if (isAlways(a) && b.length <= MOST_CASES) return b;
  const both = a.flatMap((one) => b.map((other) => one.and(other)).filter((each) => each !== undefined));
  return both.length > MOST_CASES ? a : both;
}
