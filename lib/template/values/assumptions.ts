import { intersection, union, type Domain } from './domain';

/**
 * What is taken to hold on one path through a template's conditions: narrowed parameters and decided conditions.
 * Immutable; every `assume...` returns a new one.
 */
export class Assumptions {
  public static readonly NONE = new Assumptions(new Map(), new Map());
  /** The one way of what depends on nothing: most of every template. */
  public static readonly ALWAYS: readonly Assumptions[] = [Assumptions.NONE];

  /**
   * One way instead of several that differ from `base` in the values of one and the same parameter only: what they
   * assume together loses nothing. Any other ways are returned as they are.
   */
  public static merge(cases: readonly Assumptions[], base: Assumptions): readonly Assumptions[] {
    if (cases.length < 2) return cases;
    const [name, ...others] = new Set(cases.map((way) => way.onlyNarrowing(base)));
    if (name === undefined || others.length > 0) return cases;
    return [base.assumeParameter(name, union(cases.map((way) => way.domains.get(name) ?? { values: [] })))];
  }

  private constructor(
    private readonly domains: ReadonlyMap<string, Domain>,
    private readonly conditions: ReadonlyMap<string, boolean>,
  ) {}

  /** The parameter's values as far as narrowed here; undefined where nothing is assumed of it. */
  public domain(parameter: string): Domain | undefined {
    return this.domains.get(parameter);
  }

  /** Whether the condition holds; undefined where nothing is assumed of it. */
  public condition(name: string): boolean | undefined {
    return this.conditions.get(name);
  }

  public assumeParameter(name: string, domain: Domain): Assumptions {
    return new Assumptions(new Map(this.domains).set(name, domain), this.conditions);
  }

  public assumeCondition(name: string, holds: boolean): Assumptions {
    return new Assumptions(this.domains, new Map(this.conditions).set(name, holds));
  }

  /** What holds where both do; undefined where they exclude each other. */
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

  /** The one parameter of which more is assumed than in `base`; undefined where there is more to tell them apart. */
  private onlyNarrowing(base: Assumptions): string | undefined {
    if (this.conditions.size !== base.conditions.size) return undefined;
    const narrowed = [...this.domains].filter(([name, domain]) => base.domains.get(name) !== domain);
    return narrowed.length === 1 ? narrowed[0]?.[0] : undefined;
  }
}

/** More ways than this are not told apart. */
const MOST_CASES = 64;

/** The ways of `a` that are also ways of `b`. Where they are too many to tell apart: the ways of `a`. */
export function casesOfBoth(a: readonly Assumptions[], b: readonly Assumptions[]): readonly Assumptions[] {
  if (a.length === 1 && b.length === 1 && a[0] === b[0]) return a;
  const both = a.flatMap((one) => b.map((other) => one.and(other)).filter((way) => way !== undefined));
  return both.length > MOST_CASES ? a : both;
}
