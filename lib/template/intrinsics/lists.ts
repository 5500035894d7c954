import type { Evaluator, IntrinsicFunction } from '../evaluator';
import { isList, type Json } from '../json';
import { known, type Known, LITERAL, type Outcome, scalarText, undecidable, unresolved } from '../outcome';

/** `Fn::Split`: a list of texts. */
export const split: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  const [delimiter, source] = isList(argument) && argument.length === 2 ? argument : [];
  if (typeof delimiter !== 'string' || source === undefined) return [undecidable("'Fn::Split' does not take a delimiter and a text", when)];
  return evaluator.evaluate(source, [...pointer, 1], when).map((outcome) => {
    if (outcome.kind !== 'known') return outcome.kind === 'unresolved' ? unresolved(outcome.reason, outcome.when, outcome.origin) : outcome;
    const text = scalarText(outcome.value);
    if (text === undefined) return undecidable("'Fn::Split' splits something that is not a text", outcome.when);
    return known(text.split(delimiter), outcome.when, outcome.origin);
  });
};

/** `Fn::Select`: one item of a list. */
export const select: IntrinsicFunction = (argument, pointer, when, evaluator) => {
  if (!isList(argument) || argument.length !== 2) return [undecidable("'Fn::Select' does not take a position and a list", when)];
  const [indexNode = null, listNode = null] = argument;
  const outcomes: Outcome[] = [];
  const outside: Outcome[] = [];
  for (const list of evaluator.evaluate(listNode, [...pointer, 1], when)) {
    if (list.kind !== 'known' || !isList(list.value)) {
      outcomes.push(list.kind === 'unresolved' ? unresolved(list.reason, list.when, list.origin) : undecidable("'Fn::Select' selects from something that is not a list", when));
      continue;
    }
    for (const index of evaluator.evaluate(indexNode, [...pointer, 0], list.when)) {
      for (const position of positions(index, list)) {
        const item = list.value[position];
        if (item === undefined) outside.push(undecidable(`'Fn::Select' asks for item ${String(position)} of a list of ${String(list.value.length)}`, index.when));
        else outcomes.push(...selected(evaluator, item, position, list, index));
      }
    }
  }
  // Selecting what a list does not hold fails the deployment, so it only counts where no other way succeeds.
  return outcomes.length > 0 ? outcomes : outside.slice(0, 1);
};

/** An index that cannot be decided may select any item. */
function positions(index: Outcome, list: Known): readonly number[] {
  const all = (): number[] => (isList(list.value) ? list.value.map((_, position) => position) : []);
  if (list.anyOrder === true || index.kind !== 'known') return all();
  const position = Number(scalarText(index.value) ?? Number.NaN);
  return Number.isInteger(position) && position >= 0 ? [position] : all();
}

function selected(evaluator: Evaluator, item: Json, position: number, list: Known, index: Outcome): Outcome[] {
  const pointer = list.pointer === undefined ? undefined : [...list.pointer, position];
  return evaluator
    .evaluate(typeof item === 'string' && list.pointer === undefined ? item.trim() : item, pointer, index.when)
    .map((outcome) => ({ ...outcome, origin: [...outcome.origin, ...list.origin, ...index.origin] }));
}

/** `Fn::Length` of a list whose items are written out. */
export const length: IntrinsicFunction = (argument, pointer, when, evaluator) =>
  evaluator.evaluate(argument, pointer, when).map((outcome) => {
    if (outcome.kind === 'known' && isList(outcome.value) && outcome.anyOrder !== true) return known(outcome.value.length, outcome.when, LITERAL);
    return outcome.kind === 'unresolved' ? outcome : undecidable("'Fn::Length' measures something that is not a list", outcome.when);
  });
