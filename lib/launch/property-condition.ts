import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import { propertySite } from './property-site';
import type { PropertyCondition } from './sites';
import { mayRead, scalarText, type Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import { readSite } from './site-walk';
import type { Template } from '../template/template';

/** Returns the cases in which every condition may hold. An undecided property may have any value. */
export function casesWith(
  conditions: readonly PropertyCondition[],
  template: Template,
  resource: Resource,
  cases: readonly Assumptions[],
): readonly Assumptions[] {
  return conditions.reduce((left, condition) => (left.length === 0 ? left : casesWithOne(condition, template, resource, left)), cases);
}

function casesWithOne(
  condition: PropertyCondition,
  template: Template,
  resource: Resource,
  cases: readonly Assumptions[],
): readonly Assumptions[] {
  const { values, unset } = readSite(template, resource, propertySite(condition.path), cases);
  const { default: defaultValue } = condition;
  const holding = [
    ...(defaultValue !== undefined && satisfies(condition, defaultValue) ? unset : []),
    ...values.flatMap(({ outcomes }) => outcomes.filter((outcome) => maySatisfy(condition, outcome)).map(({ when }) => when)),
  ];
  // Many elements of a list may satisfy it in the same case.
  return cases.length === 1 && holding.some((each) => each === cases[0]) ? cases : casesOfBoth(cases, [...new Set(holding)]);
}

function maySatisfy(condition: PropertyCondition, outcome: Outcome): boolean {
  const { values, except, among } = condition;
  if (outcome.kind === 'absent') return false;
  if (outcome.kind === 'unresolved') {
    const { text, admits } = outcome;
    const possible = values ?? among?.filter((value) => satisfies(condition, value));
    if (possible === undefined || (text === undefined && admits === undefined)) return true;
    const mayBe = (value: string): boolean => text === undefined || mayRead(text.toUpperCase(), value.toUpperCase());
    return possible.some((value) => mayBe(value) && (admits === undefined || [value, value.toLowerCase()].some(admits)));
  }
  const text = scalarText(outcome.value);
  return text === undefined ? values === undefined : (values === undefined && except === undefined) || satisfies(condition, text);
}

/** Compares a text with the values, ignoring case as services do. */
function satisfies({ values, except }: PropertyCondition, text: string): boolean {
  const isAmong = (words: readonly string[]): boolean => words.some((word) => word.toUpperCase() === text.toUpperCase());
  return (values === undefined || isAmong(values)) && (except === undefined || !isAmong(except));
}
