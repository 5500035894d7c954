import { HOLE } from '../../base/hole';
import type { Origin } from '../../template/values/outcome';
import { dynamicReference } from '../../template/values/dynamic-reference';
import { Assumptions } from '../../template/values/assumptions';
import { outcomeText } from '../../template/values/texts/outcome-text';
import { ABSENT, type Text } from '../../template/values/texts/text';
import type { UnresolvedReason } from '../../template/values/unresolved-reason';
import type { ScriptText, SiteValue } from '../site-reading';

/** Texts that are a boot script each. */
export interface ScriptAlternatives {
  readonly texts: readonly ScriptText[];
  /** The reasons why there may be other texts. */
  readonly unknown: readonly { readonly reason: UnresolvedReason; readonly origin: Origin }[];
}

/** The levels of choices that are a whole script. */
const DEEPEST = 150;

/**
 * Returns the possible texts of a value. A condition around the whole text gives one text for each branch; a condition around a part gives
 * one text.
 */
export function scriptAlternatives({ outcomes, texts }: SiteValue): ScriptAlternatives {
  const found: ScriptText[] = [];
  const unknown: { readonly reason: UnresolvedReason; readonly origin: Origin }[] = [];
  const visit = (text: Text, origin: Origin, depth: number): void => {
    const [only, ...others] = text;
    if (text === ABSENT || only === undefined) return;
    if (others.length > 0 || typeof only === 'string' || depth > DEEPEST) found.push({ text, origin });
    else if (only.kind === 'base64') visit(only.text, origin, depth + 1);
    else {
      for (const option of only.options) visit(option.text, [...option.origin, ...origin], depth + 1);
      if (only.open !== undefined) unknown.push({ reason: only.open, origin });
    }
  };
  for (const outcome of outcomes) {
    const text = outcomeText(outcome);
    if (text !== undefined) visit(text, outcome.origin, 0);
    else if (outcome.kind === 'unresolved') unknown.push({ reason: outcome.reason, origin: outcome.origin });
  }
  for (const { text, origin } of texts) visit(text, origin, 0);
  return { texts: found, unknown };
}

/** Returns the reason why only the deployment knows all of a rendered text; undefined if a part of it is known. */
export function unknownWhole(text: string, { text: parts, origin }: ScriptText): UnresolvedReason | undefined {
  if (!text.includes(HOLE) || text.replaceAll(HOLE, '').trim() !== '') return undefined;
  for (const part of parts) if (typeof part === 'object' && part.kind === 'choice' && part.open !== undefined) return part.open;
  const written = parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  const read = dynamicReference(written, { when: Assumptions.NONE, origin });
  return read?.kind === 'unresolved' ? read.reason : { kind: 'function', text: 'it is known only at deployment' };
}
