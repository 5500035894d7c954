import type { Launch } from './launches';
import { scalarText, type Origin, type Outcome } from '../template/values/outcome';
import type { SiteValue } from './site-reading';

/** A text that a launch names. */
export interface NamedValue {
  readonly text: string;
  readonly origin: Origin;
}

/** The outcomes of one site value that a rule objects to: together one finding. */
export interface OffendingValues<Value extends NamedValue> {
  /** The value in the message: the one that applies when every parameter keeps its default, else the first. */
  readonly primary: Value;
  /** All offending values, the primary one first. */
  readonly values: readonly Value[];
  /** Place, values and origin, for a report. */
  readonly finding: { readonly at: SiteValue; readonly values: readonly string[]; readonly origin: Origin };
}

/** Returns the texts among outcomes, each once. */
export function namedValues(outcomes: readonly Outcome[]): NamedValue[] {
  const values = new Map<string, NamedValue>();
  for (const outcome of outcomes) {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    if (text !== undefined && !values.has(text)) values.set(text, { text, origin: outcome.origin });
  }
  return [...values.values()];
}

/** Puts offending values together for one finding; undefined where there are none. */
export function offendingValues<Value extends NamedValue>(
  launch: Launch,
  siteValue: SiteValue,
  values: readonly Value[],
): OffendingValues<Value> | undefined {
  const primary = values.length > 1 ? (values.find(appliesByDefault(launch, siteValue)) ?? values[0]) : values[0];
  if (primary === undefined) return undefined;
  const inOrder = [primary, ...values.filter((value) => value !== primary)];
  return { primary, values: inOrder, finding: { at: siteValue, values: inOrder.map(({ text }) => text), origin: primary.origin } };
}

function appliesByDefault(launch: Launch, siteValue: SiteValue): (value: NamedValue) => boolean {
  const byDefault = new Set(namedValues(launch.byDefault(siteValue.path)).map(({ text }) => text));
  return ({ text }) => byDefault.has(text);
}
