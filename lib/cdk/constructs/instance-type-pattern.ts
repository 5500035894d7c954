import { XEN_FAMILIES } from '../../catalog/successor-families';

/** Names that begin alike, by their next character. */
interface Beginnings {
  readonly next: Map<string, Beginnings>;
  /** One of the names ends here. */
  isName: boolean;
}

/** How EC2 spells sizes: `nano` to `xlarge`, `2xlarge` and up, `metal`, `metal-24xl`. */
const ANY_SIZE = '(nano|micro|small|medium|large|[1-9]?[0-9]?[0-9]?xlarge|metal(-[0-9]+xl)?)';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALL_CHARACTERS = `${LETTERS}0123456789-`;
const FAMILY_CHARACTER = '[a-z0-9-]';

/**
 * A regular expression for names of instance types, of nothing but groups, classes, alternatives and repetitions: Java, which
 * CloudFormation uses, and JavaScript read it alike.
 *
 * It lets through whatever the names of families leave: every family but those with Xen types, which are a closed set, unless
 * `families` is given, and every size unless `sizes` is. `exceptions` are whole names of Nitro-based types in families with Xen types.
 */
export function instanceTypePattern({ families, sizes, exceptions }: PatternParts): string {
  const family = families === undefined ? otherThan(XEN_FAMILIES) : `(${families.join('|')})`;
  const size = sizes === undefined ? ANY_SIZE : `(${sizes.join('|')})`;
  const names = [`${family}\\.${size}`, ...exceptions.map((name) => name.replace('.', '\\.'))];
  return `^(${names.join('|')})$`;
}

export interface PatternParts {
  /** Undefined for every family without Xen types, those EC2 has yet to release included. */
  readonly families: readonly string[] | undefined;
  /** Undefined for every size. */
  readonly sizes: readonly string[] | undefined;
  readonly exceptions: readonly string[];
}

/** An expression for every family's name but these: at each character, what they go on with is told from what they do not. */
function otherThan(names: Iterable<string>): string {
  const root: Beginnings = { next: new Map(), isName: false };
  for (const name of names) {
    let place = root;
    for (const character of name) {
      const next = place.next.get(character) ?? { next: new Map<string, Beginnings>(), isName: false };
      place.next.set(character, next);
      place = next;
    }
    place.isName = true;
  }
  return leaving(root, LETTERS);
}

/** What may follow a beginning so that none of the names comes out. The beginning of a name is no family itself: it lacks the digit. */
function leaving({ next, isName }: Beginnings, characters: string): string {
  if (isName && next.size === 0) return `${FAMILY_CHARACTER}+`;
  const others = characters.replace(/./g, (character) => (next.has(character) ? '' : character));
  const ways = new Map<string, string>([[`${FAMILY_CHARACTER}*`, others]]);
  for (const [character, place] of next) {
    const rest = leaving(place, ALL_CHARACTERS);
    ways.set(rest, `${ways.get(rest) ?? ''}${character}`);
  }
  return `(${[...ways].map(([rest, before]) => `${oneOf(before)}${rest}`).join('|')})`;
}

/** A class of lower-case letters, digits and hyphens, with ranges where three or more are in a row. */
function oneOf(characters: string): string {
  if (characters.length === 1) return characters;
  const sorted = ALL_CHARACTERS.replace(/./g, (character) => (characters.includes(character) ? character : ' '));
  const runs = sorted
    .replace('-', ' ')
    .split(' ')
    .filter((run) => run !== '');
  const ranges = runs.flatMap((run) => splitAtDigits(run)).map((run) => (run.length < 3 ? run : `${run.charAt(0)}-${run.slice(-1)}`));
  return `[${ranges.join('')}${characters.includes('-') ? '-' : ''}]`;
}

/** Digits follow letters in our alphabet, not in anybody else's. */
function splitAtDigits(run: string): string[] {
  return run.split(/(?<=[a-z])(?=[0-9])/);
}
