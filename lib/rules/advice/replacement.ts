import type { Catalog } from '../../catalog/catalog';
import type { NamedValue } from '../../launch/offending-values';
import type { Launch } from '../../launch/launches';
import { changeOf } from './wording';

/** Writes a fix: the successors of Xen types, where to write them, and the effect of the change on running instances. */
export function replacementAdvice(launch: Launch, values: readonly NamedValue[], property: string, catalog: Catalog): string {
  const byPlace = new Map<string, NamedValue[]>();
  for (const value of values) {
    const place = value.origin.join(', ');
    byPlace.set(place, [...(byPlace.get(place) ?? []), value]);
  }
  const replacements = [...byPlace].map(([place, together]) => {
    if (place === '' || together.length === 1) return together.map(({ text }) => replacementOf(text, catalog, place)).join('; ');
    return `${together.map(({ text }) => replacementOf(text, catalog)).join(', ')}, all in ${place}`;
  });
  return [`${property}: write ${replacements.join('; ')}`, changeOf(launch), creditNote(values, catalog)]
    .filter((part) => part !== undefined)
    .join('. ');
}

function replacementOf(text: string, catalog: Catalog, place = ''): string {
  const { type, arm64 } = catalog.successor(text);
  return `'${type}' for '${text}'${place === '' ? '' : ` in ${place}`}${arm64 === undefined ? '' : ` (on arm64: '${arm64}')`}`;
}

/** Warns of the bill where T2 becomes T3 or T4g, which default to unlimited CPU credits. Source: EC2 user guide, "Unlimited mode for burstable performance instances". */
function creditNote(values: readonly NamedValue[], catalog: Catalog): string | undefined {
  const becomesUnlimited = values.some(({ text }) => /^t[12]\./.test(text) && catalog.successor(text).type.startsWith('t'));
  return becomesUnlimited
    ? "T3 and T4g may bill for CPU bursts, T2 throttles instead. To keep throttling, set CreditSpecification.CpuCredits to 'standard'"
    : undefined;
}
