import { HOLE } from '../../../base/hole';
import { scalarText, type Outcome } from '../outcome';
import { ABSENT, unknownText, type Text } from './text';

/**
 * Returns the known part of an outcome as a text; undefined if nothing is known.
 *
 * @param shown the name of its unknown parts
 */
export function outcomeText(outcome: Outcome, shown?: string): Text | undefined {
  if (outcome.kind === 'absent') return ABSENT;
  if (outcome.kind === 'known') {
    const text = scalarText(outcome.value);
    return text === undefined ? undefined : [text];
  }
  const { reason, text } = outcome;
  if (text === undefined || text.replaceAll(HOLE, '') === '') return undefined;
  return text.split(HOLE).flatMap((piece, index) => [...(index === 0 ? [] : unknownText(reason, shown)), ...(piece === '' ? [] : [piece])]);
}
