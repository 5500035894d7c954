import { differencesBetween } from '../../catalog/type-difference';
import type { Replacement } from '../../finding';
import type { NamedValue } from '../../launch/offending-values';
import type { Launch } from '../../launch/launches';
import type { SiteValue } from '../../launch/site-reading';
import { type SuggestedValue, suggestedType } from '../demands/suggested-type';
import type { Knowledge } from '../rule';
import { namesAt, spellingAt } from './spelling';
import { changeOf } from './wording';

/** The advice on the Xen types at one place: the replacement of the first, for the message, and the rest, for the fix. */
export interface ReplacementAdvice {
  readonly first: SuggestedValue;
  readonly fix: string;
  readonly replacements: readonly Replacement[];
}

interface Replaced extends NamedValue {
  readonly suggested: SuggestedValue;
}

/** Advises what to write instead of Xen types and where, and describes the effects: on the type, and on running instances. */
export function replacementAdvice(
  launch: Launch,
  siteValue: SiteValue,
  values: readonly [NamedValue, ...NamedValue[]],
  property: string,
  known: Knowledge,
): ReplacementAdvice {
  const suggest = (value: NamedValue): Replaced => ({
    ...value,
    suggested: suggestedType(launch, { siteValue, text: value.text }, value.text, known),
  });
  const [primary, ...others] = values;
  const first = suggest(primary);
  const all = [first, ...others.map(suggest)];
  const { arm64 } = first.suggested;
  // The message names the replacement of one value, and the finding has its place.
  const { member } = namesAt(launch, siteValue.path, known.spellingOf);
  const spelledOrigin = (origin: string): string => origin.replace(/(?<=\()(?:Default|AllowedValues)(?=\))/g, member);
  const onArm64 = arm64 === undefined ? undefined : `on arm64 use ${arm64}`;
  const sentences = [
    others.length === 0 ? onArm64 : `${property}: ${replacements(all, spelledOrigin)}`,
    changeOf(
      launch,
      all.map(({ text }) => known.catalog.find(text)),
    ),
    ...differenceSentences(all, known),
    creditNote(launch, siteValue, all, known),
  ].filter((part) => part !== undefined);
  const replaced = all.flatMap(({ text, suggested: { written } }) => (written === undefined ? [] : [{ value: text, written }]));
  return { first: first.suggested, fix: sentences.join('. '), replacements: replaced };
}

function replacements(all: readonly Replaced[], spelledOrigin: (origin: string) => string): string {
  const byPlace = new Map<string, Replaced[]>();
  for (const value of all) {
    const place = value.origin.join(', ');
    byPlace.set(place, [...(byPlace.get(place) ?? []), value]);
  }
  const texts = [...byPlace].map(([origin, together]) => {
    const place = spelledOrigin(origin);
    if (place === '' || together.length === 1) return together.map((value) => replacementOf(value, place)).join('; ');
    return `${together.map((value) => replacementOf(value)).join(', ')}, all in ${place}`;
  });
  return `write ${texts.join('; ')}`;
}

function replacementOf({ text, suggested: { written, spelled, arm64, remedy } }: Replaced, place = ''): string {
  const where = place === '' ? '' : ` in ${place}`;
  if (written === undefined) return `nothing for '${text}'${where} (${remedy})`;
  return `${spelled} for '${text}'${where}${arm64 === undefined ? '' : ` (on arm64: ${arm64})`}`;
}

/** Describes the differences between the types; of several types, only if few differ, because each can be looked up. */
function differenceSentences(all: readonly Replaced[], { catalog }: Knowledge): readonly string[] {
  return all.slice(0, 3).flatMap(({ text, suggested: { written } }) => {
    const differences = written === undefined ? [] : differencesBetween(catalog.find(text), catalog.find(written));
    return differences.length === 0 ? [] : [`With '${written ?? ''}' for '${text}': ${differences.join(', ')}`];
  });
}

/**
 * Warns about costs if T2 becomes T3 or T4g, which default to unlimited CPU credits. Source: EC2 user guide, "Unlimited mode for burstable
 * performance instances".
 */
function creditNote(
  launch: Launch,
  siteValue: SiteValue,
  all: readonly Replaced[],
  { catalog, spellingOf }: Knowledge,
): string | undefined {
  const becomesUnlimited = all.some(
    ({ text, suggested: { written = '' } }) => /^t[12]\./.test(text) && catalog.find(written)?.burstable === true,
  );
  if (!becomesUnlimited) return undefined;
  const { standardCredits } = spellingAt(launch, siteValue, all[0]?.text, spellingOf);
  const note = 'T3 and T4g may bill for CPU bursts, T2 throttles instead';
  return standardCredits === undefined ? note : `${note}. To keep throttling, set ${standardCredits}`;
}
