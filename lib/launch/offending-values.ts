import type { Launch } from './launch';
import type { Pointer } from '../base/json/json';
import { scalarText, type Origin, type Outcome } from '../template/values/outcome';
import type { SiteValue } from './site-reading';

/** A text that a launch names. */
export interface NamedValue {
  readonly text: string;
  readonly origin: Origin;
  /** The places in the template, in the form of `SiteValue.writtenAt`. Empty for a computed value, and for one in another template. */
  readonly written?: readonly Pointer[];
}

/** A text to write in place of another, and its place in the template. */
export interface TextReplacement {
  readonly kind: 'replace';
  /** Ends at the text, or at the list in one text that has the value as an item. */
  readonly pointer: Pointer;
  readonly value: string;
  readonly text: string;
}

/** The outcomes of one site value that a rule objects to: together one finding. */
export interface OffendingValues<Value extends NamedValue> {
  /** The value in the message: the one that applies when every parameter keeps its default, else the first. */
  readonly primary: Value;
  /** All offending values, the primary one first. */
  readonly values: readonly Value[];
  /** Place, values and origin, for a report. */
  readonly finding: { readonly at: SiteValue; readonly values: readonly string[]; readonly origin: Origin };
  /** Returns the replacements of the values. A value without a text from `textFor`, or without a place in the template, has none. */
  readonly replacements: (textFor: (value: Value) => string | undefined) => readonly TextReplacement[];
}

/** Returns the texts among outcomes, each once. */
export function namedValues(outcomes: readonly Outcome[]): NamedValue[] {
  const values = new Map<string, NamedValue & { readonly written: Pointer[] }>();
  for (const outcome of outcomes) {
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    if (outcome.kind !== 'known' || text === undefined) continue;
    const places = outcome.written ?? (outcome.pointer === undefined ? [] : [outcome.pointer]);
    const earlier = values.get(text);
    if (earlier === undefined) values.set(text, { text, origin: outcome.origin, written: [...places] });
    else earlier.written.push(...places);
  }
  return [...values.values()];
}

/** Puts offending values together for one finding; undefined if there are none. */
export function offendingValues<Value extends NamedValue>(
  launch: Launch,
  siteValue: SiteValue,
  values: readonly Value[],
): OffendingValues<Value> | undefined {
  const primary = values.length > 1 ? (values.find(appliesByDefault(launch, siteValue)) ?? values[0]) : values[0];
  if (primary === undefined) return undefined;
  const inOrder = [primary, ...values.filter((value) => value !== primary)];
  return {
    primary,
    values: inOrder,
    finding: { at: siteValue, values: inOrder.map(({ text }) => text), origin: primary.origin },
    replacements: (textFor) => inOrder.flatMap((value) => replacementsOf(value, textFor(value), siteValue)),
  };
}

function replacementsOf({ text: value, written = [] }: NamedValue, text: string | undefined, siteValue: SiteValue): TextReplacement[] {
  if (text === undefined || text === value) return [];
  const places = new Map(written.map((pointer) => [JSON.stringify(pointer), siteValue.writtenAt(pointer)]));
  return [...places.values()].map((pointer) => ({ kind: 'replace', pointer, value, text }));
}

function appliesByDefault(launch: Launch, siteValue: SiteValue): (value: NamedValue) => boolean {
  const byDefault = new Set(namedValues(launch.byDefault(siteValue.path)).map(({ text }) => text));
  return ({ text }) => byDefault.has(text);
}
