import { editDistance } from '../base/edit-distance';
import type { InstanceTypeIndex } from './instance-type-index';
import { isBareMetalSize, isSizeName } from './instance-type-name';
import { nearest } from './nearest';
import { successorFamilyOf, successorOf } from './successor';

/** The number of characters above which no suggestion is searched for. Names have 20 at most. */
const LONGEST_MISSPELLING = 40;

/** The number of edits above which a name is not a misspelling. Errs towards no suggestion. */
const MOST_EDITS = 2;

/** Suggests the Nitro-based type that was probably meant, or the successor of a Xen type that was. */
export function suggestType(index: InstanceTypeIndex, value: string): string | undefined {
  const text = value.trim().toLowerCase();
  if (text === '' || text.length > LONGEST_MISSPELLING) return undefined;
  const meant = sameLetters(index, text) ?? partOf(index, text) ?? sizeOfKnownFamily(index, text) ?? misspelled(index, text);
  return meant === undefined ? undefined : successorOf(index, meant).type;
}

/** Suggests the Nitro-based family that was probably meant. */
export function suggestFamily(index: InstanceTypeIndex, value: string): string | undefined {
  const [text = ''] = value.trim().toLowerCase().split('.');
  return index.hasFamily(text) ? successorFamilyOf(text) : undefined;
}

/** Finds a name that differs in case and punctuation only: `T3.Micro`, `t3micro`, `t3-micro`. */
function sameLetters(index: InstanceTypeIndex, text: string): string | undefined {
  const wanted = lettersAndDigits(text);
  return index.names.find((name) => lettersAndDigits(name) === wanted);
}

/** Finds a name within the name of a service's class: `db.m5.large`, `m4.large.search`. */
function partOf(index: InstanceTypeIndex, text: string): string | undefined {
  const parts = text.split('.');
  return parts.map((part, at) => `${part}.${parts[at + 1] ?? ''}`).find((name) => index.find(name) !== undefined);
}

/** Finds a type of a known family with a missing or unknown size: `m5`, `m5.larg`, `m5.3xlarge`, `m4.metal`. */
function sizeOfKnownFamily(index: InstanceTypeIndex, text: string): string | undefined {
  const [family = '', size] = text.split('.');
  const types = index.family(family);
  if (size === undefined) return (types.find((type) => type.size === 'large') ?? types[0])?.name;
  if (isBareMetalSize(size)) {
    return [family, successorFamilyOf(family)].flatMap((name) => index.family(name)).find((type) => type.bareMetal)?.name;
  }
  const virtualized = types.filter((type) => !type.bareMetal);
  if (isSizeName(size)) return nearest(virtualized, (type) => [Math.abs(xlarges(type.size) - xlarges(size))])?.name;
  return misspelledAmong(
    virtualized.map((type) => type.name),
    `${family}.${size}`,
  );
}

function misspelled(index: InstanceTypeIndex, text: string): string | undefined {
  return index.hasFamily(text.split('.')[0] ?? '') ? undefined : misspelledAmong(index.names, text);
}

function misspelledAmong(names: readonly string[], text: string): string | undefined {
  const similar = names.filter((name) => Math.abs(name.length - text.length) <= MOST_EDITS);
  const best = nearest(similar, (name) => [editDistance(name, text)]);
  return best !== undefined && editDistance(best, text) <= MOST_EDITS ? best : undefined;
}

/** Converts a size to multiples of xlarge, to compare sizes. */
function xlarges(size: string): number {
  const named = ['nano', 'micro', 'small', 'medium', 'large'].indexOf(size);
  return named === -1 ? Number.parseInt(size, 10) || 1 : 2 ** (named - 5);
}

function lettersAndDigits(text: string): string {
  return text.replace(/[^a-z0-9]/g, '');
}
