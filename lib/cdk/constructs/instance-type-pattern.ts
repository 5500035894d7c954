import { XEN_FAMILIES } from '../../catalog/successor-families';

/** A node in a tree of names: the names with a common prefix, by their next character. */
interface PrefixNode {
  readonly next: Map<string, PrefixNode>;
  /** Whether a name ends here. */
  isName: boolean;
}

/** The sizes that EC2 has: `nano` to `xlarge`, `2xlarge` and up, `metal`, `metal-24xl`. */
const ANY_SIZE = '(nano|micro|small|medium|large|[1-9]?[0-9]?[0-9]?xlarge|metal(-[0-9]+xl)?)';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ALL_CHARACTERS = `${LETTERS}0123456789-`;
const FAMILY_CHARACTER = '[a-z0-9-]';

/**
 * Builds a regular expression for names of instance types. It uses only groups, classes, alternatives and repetitions, which mean the same
 * in Java, which CloudFormation uses, and in JavaScript.
 *
 * The expression admits the given families and sizes. Without families it admits every family without Xen types: families with Xen types
 * are a closed set. Without sizes it admits every size.
 */
export function instanceTypePattern({ families, sizes, exceptions }: PatternParts): string {
  const family = families === undefined ? otherThan(XEN_FAMILIES) : `(${families.join('|')})`;
  const size = sizes === undefined ? ANY_SIZE : `(${sizes.join('|')})`;
  const names = [`${family}\\.${size}`, ...exceptions.map((name) => name.replace('.', '\\.'))];
  return `^(${names.join('|')})$`;
}

export interface PatternParts {
  /** Undefined for every family without Xen types, future ones included. */
  readonly families: readonly string[] | undefined;
  /** Undefined for every size. */
  readonly sizes: readonly string[] | undefined;
  /** Full names of Nitro-based types in families with Xen types. */
  readonly exceptions: readonly string[];
}

/** Builds an expression for every family's name except the given ones, by branching at each character where a given name continues. */
function otherThan(names: Iterable<string>): string {
  const root: PrefixNode = { next: new Map(), isName: false };
  for (const name of names) {
    let place = root;
    for (const character of name) {
      const next = place.next.get(character) ?? { next: new Map<string, PrefixNode>(), isName: false };
      place.next.set(character, next);
      place = next;
    }
    place.isName = true;
  }
  return leaving(root, LETTERS);
}

/**
 * Builds an expression for the texts that may follow a prefix without completing one of the names. A bare prefix need not match: it lacks
 * the digit, so it is not a family's name.
 */
function leaving({ next, isName }: PrefixNode, characters: string): string {
  if (isName && next.size === 0) return `${FAMILY_CHARACTER}+`;
  const others = characters.replace(/./g, (character) => (next.has(character) ? '' : character));
  const branches = new Map<string, string>([[`${FAMILY_CHARACTER}*`, others]]);
  for (const [character, place] of next) {
    const rest = leaving(place, ALL_CHARACTERS);
    branches.set(rest, `${branches.get(rest) ?? ''}${character}`);
  }
  return `(${[...branches].map(([rest, before]) => `${oneOf(before)}${rest}`).join('|')})`;
}

/** Builds a character class of lower-case letters, digits and hyphens, with a range for three or more in a row. */
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

/** Splits a run between letters and digits: they are neighbours in `ALL_CHARACTERS`, but not in Unicode. */
function splitAtDigits(run: string): string[] {
  return run.split(/(?<=[a-z])(?=[0-9])/);
}
