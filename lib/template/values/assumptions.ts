import { intersection, union, type Domain } from './domain';

/**
 * One case: the assumptions on one path through a template's conditions, as narrowed parameters and decided conditions.
 * Immutable: every `assume...` returns a new one.
 */
export class Assumptions {
  public static readonly NONE = new Assumptions(new Map(), new Map());
  /** The one case of a resource or value that depends on no condition: most of every template. */
  public static readonly ALWAYS: readonly Assumptions[] = [Assumptions.NONE];

  /**
   * Merges cases that narrow `base` into one where that loses nothing: where one of them is `base` itself, which covers the
   * others, and where they differ from it in the values of one and the same parameter only. Returns other cases as they are.
   */
  public static merge(cases: readonly Assumptions[], base: Assumptions): readonly Assumptions[] {
    if (cases.length < 2) return cases;
    if (cases.includes(base)) return [base];
    const [name, ...others] = new Set(cases.map((each) => each.onlyNarrowing(base)));
    if (name === undefined || others.length > 0) return cases;
    return [base.assumeParameter(name, union(cases.map((each) => each.domains.get(name) ?? { values: [] })))];
  }

  /** Returns one case that covers all of the cases, and maybe more: the assumptions common to all. */
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

  /** The parameter's values as narrowed here; undefined if nothing is assumed about the parameter. */
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

  /** The one parameter that is narrowed further than in `base`; undefined if the two differ in more than that. */
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

/** Tells whether two lists hold the very same cases. False may also mean that they say the same in other words. */
export function areSameCases(a: readonly Assumptions[], b: readonly Assumptions[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}

/** Combinations of two lists of cases that are told apart. */
const MOST_CASES = 64;

/**
 * Returns the cases in which one of `a` and one of `b` hold together. Above 64 combinations it returns `a`: an
 * over-approximation, so callers report more, never less.
 */
export function casesOfBoth(a: readonly Assumptions[], b: readonly Assumptions[]): readonly Assumptions[] {
  if (a.length === 1 && b.length === 1 && a[0] === b[0]) return a;
  const both = a.flatMap((one) => b.map((other) => one.and(other)).filter((each) => each !== undefined));
  return both.length > MOST_CASES ? a : both;
}
