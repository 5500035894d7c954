import { type Assumptions, casesOfBoth } from '../template/values/assumptions';
import type { PropertyCondition } from './sites';
import { mayRead, scalarText, type Outcome } from '../template/values/outcome';
import type { Resource } from '../template/resource';
import { readSite } from './site-walk';
import type { Template } from '../template/template';

/** Those of the ways under which every condition may hold: what cannot be decided may. */
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
  const { values: siteValues, unset } = readSite(template, resource, { path: condition.path, kind: 'launch-template' }, cases);
  const { default: otherwise } = condition;
  const holding = [
    ...(otherwise !== undefined && isMeant(condition, otherwise) ? unset : []),
    ...siteValues.flatMap(({ outcomes }) => outcomes.filter((outcome) => mayBeMeant(condition, outcome)).map(({ when }) => when)),
  ];
  // Many elements of a list may hold under one and the same.
  return cases.length === 1 && holding.some((way) => way === cases[0]) ? cases : casesOfBoth(cases, [...new Set(holding)]);
}

function mayBeMeant(condition: PropertyCondition, outcome: Outcome): boolean {
  const { values, except } = condition;
  if (outcome.kind === 'absent') return false;
  if (outcome.kind === 'unresolved') {
    const { text } = outcome;
    return text === undefined || values === undefined || values.some((value) => mayRead(text.toUpperCase(), value.toUpperCase()));
  }
  const text = scalarText(outcome.value);
  return text === undefined ? values === undefined : (values === undefined && except === undefined) || isMeant(condition, text);
}

/** Services take their words in capitals or not. */
function isMeant({ values, except }: PropertyCondition, text: string): boolean {
  const isAmong = (words: readonly string[]): boolean => words.some((word) => word.toUpperCase() === text.toUpperCase());
  return (values === undefined || isAmong(values)) && (except === undefined || !isAmong(except));
}
