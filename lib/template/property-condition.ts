import { type Assumptions, waysOfBoth } from './assumptions';
import type { PropertyCondition } from './launch-sites';
import { mayRead, scalarText, type Outcome } from './outcome';
import type { Resource } from './resource';
import { readSite } from './site-walk';
import type { Template } from './template';

/** Those of the ways under which every condition may hold: what cannot be decided may. */
export function waysWith(
  conditions: readonly PropertyCondition[],
  template: Template,
  resource: Resource,
  ways: readonly Assumptions[],
): readonly Assumptions[] {
  return conditions.reduce((left, condition) => (left.length === 0 ? left : waysWithOne(condition, template, resource, left)), ways);
}

function waysWithOne(
  condition: PropertyCondition,
  template: Template,
  resource: Resource,
  ways: readonly Assumptions[],
): readonly Assumptions[] {
  const { choices, silent } = readSite(template, resource, { path: condition.path, kind: 'launch-template' }, ways);
  const { default: otherwise } = condition;
  const holding = [
    ...(otherwise !== undefined && isMeant(condition, otherwise) ? silent : []),
    ...choices.flatMap(({ outcomes }) => outcomes.filter((outcome) => mayBeMeant(condition, outcome)).map(({ when }) => when)),
  ];
  // Many elements of a list may hold under one and the same.
  return ways.length === 1 && holding.some((way) => way === ways[0]) ? ways : waysOfBoth(ways, [...new Set(holding)]);
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
