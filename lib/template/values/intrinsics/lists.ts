import type { Assumptions } from '../assumptions';
import { type Evaluation, intrinsicName, type IntrinsicFunction } from '../evaluation';
import { isList, type Json } from '../../../base/json/json';
import { known, type Known, LITERAL, type Outcome, scalarText, undecidable, unresolved, type Unresolved } from '../outcome';

/** Computes `Fn::Split`: a list of texts. */
export const split: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  const [delimiter, source] = isList(argument) && argument.length === 2 ? argument : [];
  if (typeof delimiter !== 'string' || delimiter === '' || source === undefined) {
    return [undecidable("'Fn::Split' does not take a delimiter and a text", when)];
  }
  return evaluation.evaluate(source, [...pointer, 1], when).map((outcome) => {
    if (outcome.kind === 'unresolved') return undecided(outcome);
    const text = outcome.kind === 'known' ? scalarText(outcome.value) : undefined;
    if (text === undefined) return undecidable("'Fn::Split' splits something that is not a text", outcome.when);
    return known(text.split(delimiter), outcome.when, outcome.origin);
  });
};

/** Computes `Fn::Select`: one item of a list. */
export const select: IntrinsicFunction = (argument, pointer, when, evaluation) => {
  if (!isList(argument) || argument.length !== 2) return [undecidable("'Fn::Select' does not take a position and a list", when)];
  const [indexNode = null, listNode = null] = argument;
  const outcomes: Outcome[] = [];
  const outside: Outcome[] = [];
  for (const list of evaluation.evaluate(listNode, [...pointer, 1], when)) {
    if (list.kind !== 'known' || !isList(list.value)) {
      // An AllowedPattern applies to each item of a list.
      outcomes.push(list.kind === 'unresolved' ? list : undecidable("'Fn::Select' selects from something that is not a list", list.when));
      continue;
    }
    for (const index of evaluation.evaluate(indexNode, [...pointer, 0], list.when)) {
      const items = itemsAt(index, list, evaluation);
      outcomes.push(...items);
      if (items.length === 0) outside.push(undecidable("'Fn::Select' asks for an item that the list does not have", index.when));
    }
  }
  // Selecting an item that the list lacks fails the deployment. It counts only if no other outcome is possible.
  return outcomes.length > 0 ? outcomes : outside.slice(0, 1);
};

/** Computes `Fn::Length` of a list whose items are written in the template. */
export const length: IntrinsicFunction = (argument, pointer, when, evaluation) =>
  evaluation.evaluate(argument, pointer, when).map((outcome) => {
    if (outcome.kind === 'unresolved') return undecided(outcome);
    if (outcome.kind !== 'known' || !isList(outcome.value))
      return undecidable("'Fn::Length' measures something that is not a list", outcome.when);
    const isFixed = outcome.anyOrder !== true && !mayLoseItems(outcome.value, outcome.when, evaluation);
    if (isFixed) return known(outcome.value.length, outcome.when, LITERAL);
    return undecidable("'Fn::Length' measures a list of unknown length", outcome.when);
  });

/** Returns the items that an index may select. An undecided index may select any of them. */
function itemsAt(index: Outcome, list: Known, evaluation: Evaluation): Outcome[] {
  const items = isList(list.value) ? list.value : [];
  const text = index.kind === 'known' ? scalarText(index.value) : undefined;
  const position = text !== undefined && /^\d+$/.test(text) && list.anyOrder !== true ? Number(text) : undefined;
  const selected: Outcome[] = [];
  // AWS::NoValue removes an item from the list, and later ones move up.
  let mayMoveUp = false;
  for (const [at, item] of items.entries()) {
    if (position !== undefined && at > position && !mayMoveUp) break;
    if (position !== undefined && at < position && intrinsicName(item) === undefined) continue;
    const pointer = list.pointer === undefined ? undefined : [...list.pointer, at];
    for (const outcome of evaluation.evaluate(item, pointer, index.when)) {
      if (outcome.kind === 'absent') mayMoveUp = true;
      else if (position === undefined || at >= position)
        selected.push({ ...outcome, ...itemWritten(outcome, list), origin: [...outcome.origin, ...list.origin, ...index.origin] });
    }
  }
  return selected;
}

/** Returns the places of an item. An item of a parameter's value has the places of that value. */
function itemWritten(item: Outcome, { written }: Known): Pick<Known, 'written'> {
  return written === undefined || item.kind !== 'known' ? {} : { written };
}

function mayLoseItems(items: readonly Json[], when: Assumptions, evaluation: Evaluation): boolean {
  return items.some(
    (item) => intrinsicName(item) !== undefined && evaluation.evaluate(item, undefined, when).some(({ kind }) => kind === 'absent'),
  );
}

/** Returns an unresolved outcome with the same reason, without the known text of the argument. */
function undecided({ reason, when, origin }: Unresolved): Unresolved {
  return unresolved(reason, when, origin);
}
