import { HOLE } from '../../base/hole';
import { scalarText, type Outcome } from '../../template/values/outcome';

/** What an outcome comes to as a text, with holes for what is not known; undefined where it says nothing, or is no text. */
export function outcomeText(outcome: Outcome): string | undefined {
  if (outcome.kind === 'absent') return undefined;
  return outcome.kind === 'known' ? scalarText(outcome.value) : (outcome.text ?? HOLE);
}
