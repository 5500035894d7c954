import { HOLE } from '../../base/hole';
import { scalarText, type Outcome } from '../../template/values/outcome';

/** Returns an outcome as a text, holes for its undecided parts; undefined where it is absent, or no text. */
export function outcomeText(outcome: Outcome): string | undefined {
  if (outcome.kind === 'absent') return undefined;
  return outcome.kind === 'known' ? scalarText(outcome.value) : (outcome.text ?? HOLE);
}
