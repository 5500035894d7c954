import type { Pointer } from '../../base/json/json';
import { reasonKey, type UnresolvedReason } from './unresolved-reason';

/** A possible value of a parameter, and its source: `Default`, `AllowedValues`, `given`. */
export interface DomainValue {
  readonly value: string;
  readonly source: string;
  /** The places of the value in the declaration; absent for a value that is given or assumed. */
  readonly written?: readonly Pointer[];
  /** For a list parameter with AllowedValues: the value stands for any list of these items. */
  readonly anyOrder?: true;
}

export type OpenReasons = readonly [UnresolvedReason, ...UnresolvedReason[]];

/** The possible values of a parameter. */
export interface Domain {
  readonly values: readonly DomainValue[];
  /** The reasons why other values are possible and unknown, each once. Absent if no others are possible. */
  readonly open?: OpenReasons;
  /** Values that are ruled out of the open part. */
  readonly except?: ReadonlySet<string>;
}

/**
 * Returns the domain with that value only; undefined if the domain does not admit it.
 *
 * @param source the source of a value that an open domain does not list
 */
export function restrictTo(domain: Domain, value: string, source: string): Domain | undefined {
  const entry = domain.values.find((candidate) => candidate.value === value);
  if (entry !== undefined) return { values: [entry] };
  if (domain.open === undefined || domain.except?.has(value) === true) return undefined;
  return { values: [{ value, source }] };
}

/** Returns the domain without that value; undefined if nothing remains. */
export function without(domain: Domain, value: string): Domain | undefined {
  const values = domain.values.filter((entry) => entry.value !== value);
  if (domain.open === undefined) return values.length === 0 ? undefined : { values };
  return { values, open: domain.open, except: new Set(domain.except).add(value) };
}

/** Returns the values that both admit; undefined if there are none. */
export function intersection(a: Domain, b: Domain): Domain | undefined {
  const ofA = a.values.filter((entry) => admits(b, entry));
  const values = [...ofA, ...b.values.filter((entry) => admits(a, entry) && !lists(ofA, entry))];
  if (a.open === undefined || b.open === undefined) return values.length === 0 ? undefined : { values };
  return { values, open: a.open, except: new Set([...(a.except ?? []), ...(b.except ?? [])]) };
}

/** Returns the values that any of them admits. */
export function union(domains: readonly Domain[]): Domain {
  const values = distinctValues(domains.flatMap((domain) => domain.values));
  const open = domains.filter((domain) => domain.open !== undefined);
  const reasons = distinctReasons(open.flatMap((domain) => domain.open ?? []));
  if (reasons === undefined) return { values };
  const [first = new Set<string>(), ...rest] = open.map((domain) => domain.except ?? new Set<string>());
  return { values, open: reasons, except: new Set([...first].filter((value) => rest.every((except) => except.has(value)))) };
}

/** Returns each value once, with its first source. */
export function distinctValues(values: readonly DomainValue[]): readonly DomainValue[] {
  const distinct = new Map<string, DomainValue>();
  for (const entry of values) {
    const key = `${entry.anyOrder === true ? 'any of ' : ''}${entry.value}`;
    if (!distinct.has(key)) distinct.set(key, entry);
  }
  return [...distinct.values()];
}

/** Returns each reason once; undefined if there is none. */
export function distinctReasons(reasons: readonly UnresolvedReason[]): OpenReasons | undefined {
  const [first, ...rest] = new Map(reasons.map((reason) => [reasonKey(reason), reason])).values();
  return first === undefined ? undefined : [first, ...rest];
}

function admits(domain: Domain, entry: DomainValue): boolean {
  return lists(domain.values, entry) || (domain.open !== undefined && domain.except?.has(entry.value) !== true);
}

function lists(values: readonly DomainValue[], { value, anyOrder }: DomainValue): boolean {
  return values.some((entry) => entry.value === value && entry.anyOrder === anyOrder);
}
